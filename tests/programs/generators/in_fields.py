"""Generators that `__init__` makes and a field holds, with its type written or told by it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from jitscript import script


def numbers(start: int, step: int = 1) -> Iterator[int]:
    n = start
    while True:
        yield n
        n += step


class Counter:
    def __init__(self) -> None:
        self.count = itertools.count()

    def take(self) -> int:
        return next(self.count)


class Annotated:
    def __init__(self, start: int) -> None:
        self.ids: Iterator[int] = numbers(start)
        self.steps = numbers(0, start)

    def pair(self) -> tuple[int, int]:
        return next(self.ids), next(self.steps)


class Names(Counter):
    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.prefix = prefix
        self.letters = itertools.cycle("abc")

    def fresh(self) -> str:
        return f"{self.prefix}{next(self.letters)}{self.take()}"


class Few:
    def __init__(self, n: int) -> None:
        self.left = iter(range(n))

    def rest(self) -> list[int]:
        first = next(self.left)
        return [first, *self.left]


@script
def counted(n: int) -> list[int]:
    a, b = Counter(), Counter()
    return [a.take() + b.take() * 10 for _ in range(n)] + [a.take()]


@script
def annotated(n: int) -> list[tuple[int, int]]:
    it = Annotated(n)
    return [it.pair() for _ in range(3)]


@script
def names(n: int) -> list[str]:
    made = Names("x")
    return [made.fresh() for _ in range(n)]


@script
def few(n: int) -> list[int]:
    return Few(n).rest()


CASES = {
    "counted": [(0,), (5,)],
    "annotated": [(0,), (7,), (-1,)],
    "names": [(0,), (8,)],
    "few": [(3,), (1,), (0,)],
}
