from jitscript import script


@script
def g(a: int, b: int = 1) -> int:
    return a * b


@script
def f(a: int) -> int:
    return g(a, a=2)
