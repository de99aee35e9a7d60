from jitscript import script


@script
def g(a: int) -> None:
    pass


@script
def f(a: int) -> int:
    return g(a) + 1
