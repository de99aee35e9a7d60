"""Loops over what never ends: nothing behind them is reached but by `break`."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from jitscript import script


def squares(n: int) -> Iterator[int]:
    while True:
        yield n * n
        n += 1


@script
def two_counts(n: int) -> int:
    for a, b in zip(itertools.count(n), itertools.count(0, 2)):
        if a * b > 50:
            return b


@script
def three_of_them(n: int) -> tuple[int, str]:
    for a, b, c in zip(itertools.count(n), itertools.repeat("x"), squares(n)):
        if a > 10:
            return c, b


@script
def kept(n: int) -> tuple[tuple[int, int], tuple[int, int]]:
    z = zip(itertools.count(n), itertools.count(0, 2))
    return next(z), next(z)


@script
def counted(xs: list[int]) -> int:
    for i, x in zip(itertools.count(), xs):
        if x < 0:
            return i
    return -1


@script
def numbered(n: int) -> int:
    for i, x in enumerate(itertools.count(5, 3)):
        if x > n:
            return i


@script
def with_else(n: int) -> int:
    for i in itertools.count():
        if i * i > n:
            break
    else:
        return -1
    return i


@script
def returns_with_else(n: int) -> int:
    for i in itertools.count():
        if i * i > n:
            return i
    else:
        return -1


@script
def while_true(n: int) -> int:
    while True:
        n += 3
        if n % 7 == 0:
            return n
    else:
        return -1


CASES = {
    "two_counts": [(3,), (-20,)],
    "three_of_them": [(3,), (20,)],
    "kept": [(3,)],
    "counted": [([1, 2, -3],), ([],)],
    "numbered": [(20,)],
    "with_else": [(10,), (-1,)],
    "returns_with_else": [(10,), (-1,)],
    "while_true": [(1,), (4,)],
}
