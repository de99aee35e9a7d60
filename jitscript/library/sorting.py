"""Sorting: runs are merged, and only `b < a` of two elements is ever asked.

So it is stable, as Python's is, and any stable sort gives the same order where all elements
compare. Where some do not, and where code of the user's compares them, it is done as CPython does
it (`timsort.py`).
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from .intrinsics import Buffer, PyObject, op, rare
from .sorting_codes import codes_of
from .sorting_pairs import by_digits, sort_pairs
from .timsort import timsort

T = TypeVar("T")
K = TypeVar("K")

_PLAIN = (int, float, bool, str, bytes, tuple, list)  # or, in some list, None


def sort(data: Buffer[T], n: int) -> None:
    """Sort the first `n` elements."""
    if n < 2:
        return
    first = op.buffer_load(data, 0)
    if isinstance(first, PyObject):  # or some part of it
        timsort(data, n)
        return
    if not isinstance(first, _PLAIN) and first is not None:
        timsort(data, n)
        return  # the rest is not even compiled for a list of instances
    for i in range(n):
        x = op.buffer_load(data, i)
        if isinstance(x, (int, bool, str)):  # nor this for a list of these
            continue
        if isinstance(x, float):
            if x == x:
                continue
            _timsort_with_nan(data, n)
            return
        if isinstance(x, tuple):
            for part in x:
                if isinstance(part, (int, bool, str)):
                    continue
                if not _is_plain(part):
                    timsort(data, n)
                    return
            continue
        if not _is_plain(x):
            timsort(data, n)
            return
    if isinstance(op.buffer_load(data, 0), (str, tuple, list)):
        op.buffer_copy(data, 0, _in_order(data, data, n, False), 0, n)
    else:
        _merge_sort(data, n)


def sorted_by(data: Buffer[T], n: int, key: Callable, reverse: bool) -> Buffer[T]:
    """The first `n` elements in the order of their keys."""
    keys = [key(op.buffer_load(data, i)) for i in range(n)]
    if n == 0:
        return op.buffer_new(n, elem=T, blank=True)
    if isinstance(keys[0], PyObject):
        return _taken(data, _asked(keys, reverse), n, reverse)
    for k in keys:
        if isinstance(k, (int, bool, str)):
            continue
        if isinstance(k, float):
            if k == k:
                continue
            return _taken(data, _asked_with_nan(keys, reverse), n, reverse)
        if isinstance(k, tuple):
            for part in k:
                if isinstance(part, (int, bool, str)):
                    continue
                if isinstance(part, float):
                    if part == part:
                        continue
                    return _taken(data, _asked_with_nan(keys, reverse), n, reverse)
                if not _is_plain(part):
                    return _taken(data, _asked(keys, reverse), n, reverse)
            continue
        if not _is_plain(k):
            return _taken(data, _asked(keys, reverse), n, reverse)
    return _in_order(data, keys._data, n, reverse)


def _in_order(data: Buffer[T], keys: Buffer[K], n: int, reverse: bool) -> Buffer[T]:
    """The first `n` elements in the order of their keys, which are plain. `reverse`: these are
    sorted from the last to the first, and the elements are as they are from the end."""
    out = op.buffer_new(n, elem=T, blank=True)
    if n == 0:
        return out
    found = codes_of(keys, n, reverse)
    pairs, bits = found.pairs, found.bits
    if found.exact and n >= _FEW and (bits <= _NARROW or n >= _MANY):
        pairs = by_digits(pairs, n, bits)
    else:
        sort_pairs(keys, pairs, n, found.exact)
    for i in range(n):
        x = op.buffer_load(data, op.buffer_load(pairs, i)[1])
        op.buffer_init(out, op.sub(op.sub(n, 1), i) if reverse else i, x)
    return out


_FEW = 200  # keys, below which counting digits does not pay
_MANY = 2000  # the same for keys of more bits than this:
_NARROW = 33


def _asked(keys: list[K], reverse: bool) -> list[int]:
    """The places of keys in their order, where only the keys themselves are asked."""
    n = len(keys)
    asked = op.buffer_new(n, elem=Keyed[K])
    for i in range(n):
        op.buffer_store(asked, i, Keyed[K](keys[op.sub(op.sub(n, 1), i) if reverse else i], i))
    timsort(asked, n)
    return [op.buffer_load(asked, i).place for i in range(n)]


@rare
def _asked_with_nan(keys: list[K], reverse: bool) -> list[int]:
    return _asked(keys, reverse)


@rare
def _timsort_with_nan(data: Buffer[T], n: int) -> None:
    timsort(data, n)


class Keyed(Generic[K]):
    """A key, and where its element stands."""

    key: K
    place: int

    def __init__(self, key: K, place: int) -> None:
        self.key = key
        self.place = place

    def __lt__(self, other: Keyed[K]) -> bool:
        return self.key < other.key


def _is_plain(x: object) -> bool:
    """Whether no code of the user's compares it, and there is no nan in it."""
    if isinstance(x, (list, tuple)):
        for y in x:
            if not _is_plain(y):
                return False
        return True
    if isinstance(x, (int, float, bool, str, bytes)):
        return x == x
    return x is None


def _taken(data: Buffer[T], places: list[int], n: int, reverse: bool) -> Buffer[T]:
    """The elements at these places; `reverse`: of both, as they are from the end."""
    last = op.sub(n, 1)
    out = op.buffer_new(n, elem=T)
    for i in range(n):
        j = places[i]
        x = op.buffer_load(data, op.sub(last, j) if reverse else j)
        op.buffer_store(out, op.sub(last, i) if reverse else i, x)
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
        _insertion_sort(data, start, min(op.add(start, 16), n))
    if n > 16:
        _merge_runs(data, n, 16)


def _insertion_sort(data: Buffer[T], start: int, stop: int) -> None:
    for i in range(op.add(start, 1), stop):
        value = op.buffer_load(data, i)
        j = i
        while j > start and value < op.buffer_load(data, op.sub(j, 1)):
            op.buffer_store(data, j, op.buffer_load(data, op.sub(j, 1)))
            j = op.sub(j, 1)
        op.buffer_store(data, j, value)


def _merge_runs(data: Buffer[T], n: int, width: int) -> None:
    """Merge sorted runs of `width` until there is one."""
    spare = op.buffer_new(n, elem=T, blank=True)
    while width < n:
        start = 0
        while op.add(start, width) < n:
            middle = op.add(start, width)
            _merge(data, spare, start, middle, min(op.add(middle, width), n))
            start = op.add(middle, width)
        width = op.mul(width, 2)


def _merge(data: Buffer[T], spare: Buffer[T], start: int, middle: int, stop: int) -> None:
    """Merge data[start:middle] with data[middle:stop], the first part by way of `spare`."""
    n = op.sub(middle, start)
    op.buffer_copy(spare, 0, data, start, n)
    i, j, k = 0, middle, start
    while i < n and j < stop:
        left, right = op.buffer_load(spare, i), op.buffer_load(data, j)
        if right < left:
            op.buffer_store(data, k, right)
            j = op.add(j, 1)
        else:
            op.buffer_store(data, k, left)
            i = op.add(i, 1)
        k = op.add(k, 1)
    op.buffer_copy(data, k, spare, i, op.sub(n, i))
