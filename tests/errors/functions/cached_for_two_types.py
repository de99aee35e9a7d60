from functools import cache

from jitscript import script


@cache
def doubled(x):
    return x + x


@script
def f(n: int, x: float):
    return doubled(n), doubled(x)


def call():
    f(1, 1.0)
