from jitscript import script


@script
def g(n: int) -> int:
    return n


@script
def f(x: float) -> int:
    return g(x / 2)
