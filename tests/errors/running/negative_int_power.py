from jitscript import script


@script
def f(a: int, n: int) -> int:
    return a**n


def call():
    f(2, -1)
