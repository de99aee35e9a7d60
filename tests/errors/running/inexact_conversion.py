from jitscript import script


@script
def g(x: float) -> float:
    return x / 2


@script
def f(n: int) -> float:
    return g(n)


def call():
    f(2**53 + 1)
