from jitscript import script


@script
def g(a: int, /) -> int:
    return a


@script
def f(a: int) -> int:
    return g(a=a)
