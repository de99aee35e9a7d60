"""A generator with something to do at its end, inside one that is kept."""

from collections.abc import Iterator
from itertools import chain

from jitscript import script


def told(n: int) -> Iterator[int]:
    try:
        for i in range(n):
            yield i
    finally:
        print("end")


@script
def kept(xs: list[int]) -> int:
    it = chain(xs, told(3))
    return next(it) + sum(it)
