from jitscript import script


def g(a: int) -> int:
    return a[0]


@script
def f(a: int) -> int:
    return g(a)


def call():
    f(1)
