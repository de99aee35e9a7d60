from collections.abc import Iterator

from jitscript import script


def part(n: int):
    yield n
    return


def whole(n: int) -> Iterator[int]:
    k = yield from part(n)
    yield k


def text(n: int) -> str:
    yield "a"


@script
def f(n: int) -> int:
    s = 0
    for x in whole(n):
        s += x
    for t in text(n):
        s += 1
    return s
