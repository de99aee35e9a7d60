from jitscript import script


@script
def f(a: float) -> float:
    return ~a
