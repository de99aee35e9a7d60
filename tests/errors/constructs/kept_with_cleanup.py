"""Generators with something to do at their end, which nobody ends."""

from collections.abc import Iterator

from jitscript import script


class Held:
    def __init__(self, rows: Iterator[int]):
        self.rows = rows


def told(n: int) -> Iterator[int]:
    try:
        for i in range(n):
            yield i
    finally:
        print("end")


def through(n: int) -> Iterator[int]:
    yield from told(n)


def given_back(g: Iterator[int]) -> Iterator[int]:
    return g


@script
def kept(n: int) -> int:
    rows = [told(n)]
    a, b = told(n), 3
    for x, y in zip(told(n), range(n)):
        pass
    c = through(n)
    d = c
    if n:
        g = told(n)
    e = given_back(told(n))
    return next(d)
