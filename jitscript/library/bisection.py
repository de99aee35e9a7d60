"""`bisect`: places in sorted lists."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import bisect
from collections.abc import Callable
from typing import TypeVar

from .containers_list import List
from .intrinsics import op
from .registry import builtin

T = TypeVar("T")


def _end(items: object, low: int, high: int | None) -> int:
    if low < 0:
        raise ValueError("lo must be non-negative")
    return len(items) if high is None else high


@builtin(bisect.bisect_right, bisect.bisect)
def place_right(
    a: object, x: object, lo: int = 0, hi: int | None = None, *, key: Callable | None = None
) -> int:
    low, high = lo, _end(a, lo, hi)
    while low < high:
        middle = op.add(low, op.shr(op.sub(high, low), 1))
        if x < (a[middle] if key is None else key(a[middle])):
            high = middle
        else:
            low = op.add(middle, 1)
    return low


@builtin(bisect.bisect_left)
def place_left(
    a: object, x: object, lo: int = 0, hi: int | None = None, *, key: Callable | None = None
) -> int:
    low, high = lo, _end(a, lo, hi)
    while low < high:
        middle = op.add(low, op.shr(op.sub(high, low), 1))
        if (a[middle] if key is None else key(a[middle])) < x:
            low = op.add(middle, 1)
        else:
            high = middle
    return low


@builtin(bisect.insort_right, bisect.insort)
def insert_right(
    a: List[T], x: T, lo: int = 0, hi: int | None = None, *, key: Callable | None = None
) -> None:
    wanted = x if key is None else key(x)
    a.insert(place_right(a, wanted, lo, hi, key=key), x)


@builtin(bisect.insort_left)
def insert_left(
    a: List[T], x: T, lo: int = 0, hi: int | None = None, *, key: Callable | None = None
) -> None:
    wanted = x if key is None else key(x)
    a.insert(place_left(a, wanted, lo, hi, key=key), x)
