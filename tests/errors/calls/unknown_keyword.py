from jitscript import script


@script
def g(a: int, scale: int = 1) -> int:
    return a * scale


@script
def f(a: int) -> int:
    return g(a, scal=2)
