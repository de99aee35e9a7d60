"""Sorting: runs are merged, and only `b < a` of two elements is ever asked.

So it is stable, as Python's is, and any stable sort gives the same order where all elements
compare. Where some do not, it is done as CPython does it (`timsort.py`).
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .intrinsics import Buffer, op
from .sorting_texts import sort_texts
from .timsort import timsort

T = TypeVar("T")


def sort(data: Buffer[T], n: int) -> None:
    """Sort the first `n` elements."""
    if n < 2:
        return
    if isinstance(op.buffer_load(data, 0), str):
        sort_texts(data, n)
        return
    for i in range(n):
        x = op.buffer_load(data, i)
        if isinstance(x, (int, bool, str)):  # the rest is not even compiled for a list of these
            continue
        if not compares(x):
            timsort(data, n)
            return
    _merge_sort(data, n)


def sorted_by(data: Buffer[T], n: int, key: Callable, reverse: bool) -> Buffer[T]:
    """The first `n` elements in the order of their keys. Each key is sorted with the number of its
    element, which decides nothing that stability does not decide."""
    keys = [key(op.buffer_load(data, i)) for i in range(n)]
    last = n - 1
    order = [(keys[last - i if reverse else i], i) for i in range(n)]
    order.sort()
    out = op.buffer_new(n, elem=T)
    for i in range(n):
        j = order[i][1]
        x = op.buffer_load(data, last - j if reverse else j)
        op.buffer_store(out, last - i if reverse else i, x)
    return out


def compares(x: object) -> bool:
    """Whether there is no nan in it."""
    if isinstance(x, (list, tuple)):
        for y in x:
            if not compares(y):
                return False
        return True
    return x == x


def _merge_sort(data: Buffer[T], n: int) -> None:
    for start in range(0, n, 16):
        _insertion_sort(data, start, min(start + 16, n))
    if n > 16:
        _merge_runs(data, n, 16)


def _insertion_sort(data: Buffer[T], start: int, stop: int) -> None:
    for i in range(start + 1, stop):
        value = op.buffer_load(data, i)
        j = i
        while j > start and value < op.buffer_load(data, j - 1):
            op.buffer_store(data, j, op.buffer_load(data, j - 1))
            j -= 1
        op.buffer_store(data, j, value)


def _merge_runs(data: Buffer[T], n: int, width: int) -> None:
    """Merge sorted runs of `width` until there is one."""
    spare = op.buffer_new(n, elem=T)
    while width < n:
        start = 0
        while start + width < n:
            middle = start + width
            _merge(data, spare, start, middle, min(middle + width, n))
            start = middle + width
        width *= 2


def _merge(data: Buffer[T], spare: Buffer[T], start: int, middle: int, stop: int) -> None:
    """Merge data[start:middle] with data[middle:stop], the first part by way of `spare`."""
    n = middle - start
    op.buffer_copy(spare, 0, data, start, n)
    i, j, k = 0, middle, start
    while i < n and j < stop:
        left, right = op.buffer_load(spare, i), op.buffer_load(data, j)
        if right < left:
            op.buffer_store(data, k, right)
            j += 1
        else:
            op.buffer_store(data, k, left)
            i += 1
        k += 1
    op.buffer_copy(data, k, spare, i, n - i)
