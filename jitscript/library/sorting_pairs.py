"""Sorting pairs of an element's code (`sorting_codes.py`) and its number.

Elements with the same code are asked themselves, unless that is all there is to know of them; where
they are they stay, and only the pairs are moved: nothing is counted. As any stable merge sort (see
`sorting.py`), or by digits.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

from .intrinsics import Buffer, inline, op, u64
from .timsort_merge import below
from .utf8 import order

T = TypeVar("T")
Pairs = Buffer[tuple[u64, int]]

RUN = 12  # sorted by insertion
_DIGIT = 11


def sort_pairs(data: Buffer[T], pairs: Pairs, n: int, exact: bool) -> None:
    """Sort the first `n` pairs, of elements of `data`."""
    for start in range(0, n, RUN):
        _insertion_sort(data, pairs, start, min(op.add(start, RUN), n), exact)
    if n <= RUN:
        return
    spare = op.buffer_new(n, elem=tuple[u64, int], blank=True)
    width = RUN
    while width < n:
        start = 0
        while op.add(start, width) < n:
            middle = op.add(start, width)
            _merge(data, pairs, spare, start, middle, min(op.add(middle, width), n), exact)
            start = op.add(middle, width)
        width = op.mul(width, 2)


@inline
def _before(data: Buffer[T], a: tuple[u64, int], b: tuple[u64, int], exact: bool) -> bool:
    if a[0] != b[0] or exact:
        return a[0] < b[0]
    x, y = op.buffer_load(data, a[1]), op.buffer_load(data, b[1])
    if isinstance(x, str):
        return order(x._data, y._data) < 0
    return below(x, y)


def _insertion_sort(data: Buffer[T], pairs: Pairs, start: int, stop: int, exact: bool) -> None:
    for i in range(op.add(start, 1), stop):
        pair = op.buffer_load(pairs, i)
        j = i
        while j > start and _before(data, pair, op.buffer_load(pairs, op.sub(j, 1)), exact):
            op.buffer_store(pairs, j, op.buffer_load(pairs, op.sub(j, 1)))
            j = op.sub(j, 1)
        op.buffer_store(pairs, j, pair)


def _merge(
    data: Buffer[T],
    pairs: Pairs,
    spare: Pairs,
    start: int,
    middle: int,
    stop: int,
    exact: bool,
) -> None:
    """Merge pairs[start:middle] with pairs[middle:stop], the first part by way of `spare`."""
    last = op.buffer_load(pairs, op.sub(middle, 1))
    if not _before(data, op.buffer_load(pairs, middle), last, exact):
        return
    n = op.sub(middle, start)
    op.buffer_copy(spare, 0, pairs, start, n)
    i, j, k = 0, middle, start
    while i < n and j < stop:
        left, right = op.buffer_load(spare, i), op.buffer_load(pairs, j)
        if _before(data, right, left, exact):
            op.buffer_store(pairs, k, right)
            j = op.add(j, 1)
        else:
            op.buffer_store(pairs, k, left)
            i = op.add(i, 1)
        k = op.add(k, 1)
    op.buffer_copy(pairs, k, spare, i, op.sub(n, i))


def by_digits(pairs: Pairs, n: int, bits: int) -> Pairs:
    """The pairs in the order of their codes, which have so many bits. One digit after the other,
    the last one first: each is counted, and all go to their places, those with equal digits in the
    order that they had."""
    data, out = pairs, op.buffer_new(n, elem=tuple[u64, int], blank=True)
    ends = op.buffer_new(1 << _DIGIT, elem=int, blank=True)
    mask = op.cast((1 << _DIGIT) - 1, to=u64)
    for first in range(0, bits, _DIGIT):
        shift = op.cast(first, to=u64)
        for d in range(1 << _DIGIT):
            op.buffer_store(ends, d, 0)
        for i in range(n):
            code = op.buffer_load(data, i)[0]
            d = op.cast(op.and_(op.shr(code, shift), mask), to=int)
            op.buffer_store(ends, d, op.add(op.buffer_load(ends, d), 1))
        total = 0
        for d in range(1 << _DIGIT):
            count = op.buffer_load(ends, d)
            op.buffer_store(ends, d, total)
            total = op.add(total, count)
        for i in range(n):
            pair = op.buffer_load(data, i)
            d = op.cast(op.and_(op.shr(pair[0], shift), mask), to=int)
            place = op.buffer_load(ends, d)
            op.buffer_store(ends, d, op.add(place, 1))
            op.buffer_store(out, place, pair)
        data, out = out, data
    return data
