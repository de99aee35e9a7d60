"""Generators inside those that are kept: where they wait, and in which order they go on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from jitscript import script


def told(name: str, n: int) -> Iterator[int]:
    print("begin", name)
    for i in range(n):
        print(name, i)
        yield i
    print("end", name)


@script
def kept(xs: list[int]) -> list[int]:
    it = chain(xs, told("k", 3))
    made = [next(it), next(it)]
    for x in it:
        made.append(x * 10)
        break
    return made + list(islice(it, 1)) + list(it) + [next(it, -7)]


@script
def zipped(n: int) -> int:
    total = 0
    for a, b in zip(chain(told("a", n), told("b", 1)), islice(told("c", 9), 1, None, 2)):
        total += a * 10 + b
    return total


CASES = {
    "kept": [([5],), ([],), ([1, 2, 3],)],
    "zipped": [(0,), (1,), (2,), (7,)],
}
