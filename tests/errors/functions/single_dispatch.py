import functools
from functools import singledispatch

from jitscript import script


@singledispatch
def shown(x):
    return "?"


class Printer:
    @functools.singledispatchmethod
    def show(self, x):
        return "?"


@script
def f(n: int) -> str:
    try:
        raise ValueError(n)
    except ValueError as e:
        return shown() + shown(e) + Printer().show(n)
