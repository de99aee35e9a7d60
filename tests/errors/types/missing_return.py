from jitscript import script


@script
def f(a: int) -> int:
    if a > 0:
        return a
