from functools import singledispatch

from jitscript import script


@singledispatch
def shown(x):
    return "?"


@shown.register
def _(x: int):
    return "int"


@script
def f(n: int) -> str:
    return shown(n)
