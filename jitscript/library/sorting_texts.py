"""Sorting texts: by their first eight bytes, and where these are the same by the whole.

What is moved is the number that these bytes are and the place of the text, which is read once; the
texts themselves go to their places at the end. As any stable merge sort (see `sorting.py`).
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .intrinsics import Buffer, inline, op, u64
from .utf8 import byte, order

RUN = 12  # sorted by insertion


def sort_texts(data: Buffer[str], n: int) -> None:
    """Sort the first `n` elements."""
    keys = op.buffer_new(n, elem=tuple[u64, int])
    for i in range(n):
        op.buffer_store(keys, i, (_first(op.buffer_load(data, i)), i))
    for start in range(0, n, RUN):
        _insertion_sort(data, keys, start, min(start + RUN, n))
    spare = op.buffer_new(n, elem=tuple[u64, int])
    width = RUN
    while width < n:
        start = 0
        while start + width < n:
            middle = start + width
            _merge(data, keys, spare, start, middle, min(middle + width, n))
            start = middle + width
        width *= 2
    out = op.buffer_new(n, elem=str)
    for i in range(n):
        op.buffer_init(out, i, op.buffer_load(data, op.buffer_load(keys, i)[1]))
    op.buffer_copy(data, 0, out, 0, n)


def _first(text: str) -> u64:
    """The first eight bytes, as a number in whose order they are; zeros where there are less."""
    data = text._data
    n = op.buffer_len(data)
    if n >= 8:
        found = op.cast(0, to=u64)
        for i in (0, 1, 2, 3, 4, 5, 6, 7):
            found = op.or_(op.shl(found, op.cast(8, to=u64)), op.cast(byte(data, i), to=u64))
        return found
    found = op.cast(0, to=u64)
    for i in range(n):
        found = op.or_(op.shl(found, op.cast(8, to=u64)), op.cast(byte(data, i), to=u64))
    return op.shl(found, op.cast(8 * (8 - n), to=u64)) if n > 0 else found


@inline
def _before(data: Buffer[str], a: tuple[u64, int], b: tuple[u64, int]) -> bool:
    if a[0] != b[0]:
        return a[0] < b[0]
    return order(op.buffer_load(data, a[1])._data, op.buffer_load(data, b[1])._data) < 0


def _insertion_sort(
    data: Buffer[str], keys: Buffer[tuple[u64, int]], start: int, stop: int
) -> None:
    for i in range(start + 1, stop):
        key = op.buffer_load(keys, i)
        j = i
        while j > start and _before(data, key, op.buffer_load(keys, op.sub(j, 1))):
            op.buffer_store(keys, j, op.buffer_load(keys, op.sub(j, 1)))
            j = op.sub(j, 1)
        op.buffer_store(keys, j, key)


def _merge(
    data: Buffer[str],
    keys: Buffer[tuple[u64, int]],
    spare: Buffer[tuple[u64, int]],
    start: int,
    middle: int,
    stop: int,
) -> None:
    """Merge keys[start:middle] with keys[middle:stop], the first part by way of `spare`."""
    if not _before(data, op.buffer_load(keys, middle), op.buffer_load(keys, op.sub(middle, 1))):
        return
    n = op.sub(middle, start)
    op.buffer_copy(spare, 0, keys, start, n)
    i, j, k = 0, middle, start
    while i < n and j < stop:
        left, right = op.buffer_load(spare, i), op.buffer_load(keys, j)
        if _before(data, right, left):
            op.buffer_store(keys, k, right)
            j = op.add(j, 1)
        else:
            op.buffer_store(keys, k, left)
            i = op.add(i, 1)
        k = op.add(k, 1)
    op.buffer_copy(keys, k, spare, i, op.sub(n, i))
