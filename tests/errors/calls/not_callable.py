from jitscript import script


@script
def f(a: int) -> int:
    return a(3)
