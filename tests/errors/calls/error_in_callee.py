from jitscript import script


def g(a: int) -> int:
    return {a: 1}[a]


@script
def f(a: int) -> int:
    return g(a)


def call():
    f(1)
