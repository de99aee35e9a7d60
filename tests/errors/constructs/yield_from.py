from collections.abc import Iterator
from itertools import islice

from jitscript import script


def part(n: int):
    yield n
    return


def whole(n: int) -> Iterator[int]:
    k = 1 + (yield from part(n))
    k = yield from map(abs, part(n))
    k = yield from islice(part(n), 2)
    yield k


def deep(n: int):
    if n > 0:
        k = yield from deep(n - 1)
        yield k
    return n


def text(n: int) -> str:
    yield "a"


@script
def f(n: int) -> int:
    s = 0
    for x in whole(n):
        s += x
    for x in deep(n):
        s += x
    for t in text(n):
        s += 1
    return s
