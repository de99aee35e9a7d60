from jitscript import script


@script
def f(a: int) -> int:
    b: int = 2.5
    return a
