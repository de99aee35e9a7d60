from enum import Enum

from jitscript import script


class Neither:
    __bool__ = None


class Bare:
    __hash__ = None
    name = None


class Mixed:
    def __str__(self) -> str:
        return "mixed"


class Kind(Mixed, str, Enum):
    A = "a"


class Failed(ValueError):
    def __new__(cls, n: int):
        return super().__new__(cls, n)


class Whole:
    def __float__(self) -> int:
        return 1


@script
def f() -> str:
    Bare()

    def g() -> int:
        return 1

    print(g.__dict__)
    print(float(Whole()))
    if Neither():
        return str(Kind.A)
    raise Failed(3)
