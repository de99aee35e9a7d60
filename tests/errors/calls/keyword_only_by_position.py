from jitscript import script


@script
def g(a: int, *, b: int) -> int:
    return a + b


@script
def f(a: int) -> int:
    return g(a, 2)
