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

from .intrinsics import Buffer, inline, op, u64
from .sorting_texts import sort_texts
from .timsort import timsort

T = TypeVar("T")
K = TypeVar("K")


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
        if not _is_plain(x):
            timsort(data, n)
            return
    _merge_sort(data, n)


def sorted_by(data: Buffer[T], n: int, key: Callable, reverse: bool) -> Buffer[T]:
    """The first `n` elements in the order of their keys. Each key is sorted with the number of its
    element, which decides nothing that stability does not decide."""
    keys = [key(op.buffer_load(data, i)) for i in range(n)]
    last = n - 1
    if n >= _FEW:
        codes = _codes(keys, reverse)
        bits = _bits(codes)
        if bits >= 0 and (bits <= _NARROW or n >= _MANY):
            places = _sorted_by_digits(codes, bits)
            return _taken(data, places, n, reverse)
    for k in keys:
        if isinstance(k, (int, bool, str)):
            continue
        if not _is_plain(k):
            return _taken(data, _asked(keys, reverse), n, reverse)
    order = [(keys[last - i if reverse else i], i) for i in range(n)]
    order.sort()
    return _taken(data, [i for _, i in order], n, reverse)


def _asked(keys: list[K], reverse: bool) -> list[int]:
    """The places of keys in their order, where only the keys themselves are asked."""
    n = len(keys)
    asked = op.buffer_new(n, elem=Keyed[K])
    for i in range(n):
        op.buffer_store(asked, i, Keyed[K](keys[n - 1 - i if reverse else i], i))
    timsort(asked, n)
    return [op.buffer_load(asked, i).place for i in range(n)]


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
    last = n - 1
    out = op.buffer_new(n, elem=T)
    for i in range(n):
        j = places[i]
        x = op.buffer_load(data, last - j if reverse else j)
        op.buffer_store(out, last - i if reverse else i, x)
    return out


_FEW = 200  # keys, below which counting digits does not pay
_MANY = 2000  # the same for keys of more bits than this:
_NARROW = 33
_DIGIT = 11


def _codes(keys: list[K], reverse: bool) -> list[int]:
    """Ints in the order of the keys, if they are ints, or floats without a nan; else nothing."""
    codes: list[int] = []
    last = len(keys) - 1
    for i in range(len(keys)):
        k = keys[last - i if reverse else i]
        if isinstance(k, float):
            if k != k:
                return []
            codes.append(_code_of_float(k))
            continue
        if isinstance(k, bool) or not isinstance(
            k, int
        ):  # the rest is not even compiled for keys of another type
            return []
        if type(k) is not int:  # a member of an enumeration may compare as it likes
            return []
        codes.append(k)
    return codes


@inline
def _code_of_float(x: float) -> int:
    """The bits of a number, those of negative ones turned round; both zeros alike."""
    bits = op.bitcast(op.add(x, 0.0), to=int)
    return bits if bits >= 0 else op.not_(op.and_(bits, 9223372036854775807))


def _bits(codes: list[int]) -> int:
    """How many bits the differences of ints have; -1 where there are none."""
    if len(codes) == 0:
        return -1
    low = high = codes[0]
    for k in codes:
        low, high = min(low, k), max(high, k)
    width = _ahead(high, low)
    return 64 if width < 0 else width.bit_length()


@inline
def _ahead(high: int, low: int) -> int:
    """The bits of `high - low`, which may take 64."""
    return op.cast(op.sub(op.cast(high, to=u64), op.cast(low, to=u64)), to=int)


def _sorted_by_digits(codes: list[int], bits: int) -> list[int]:
    """The places of the ints in their order. One digit after the other, the last one first: each is
    counted, and all go to their places, those with equal digits in the order that they had."""
    n = len(codes)
    low = min(codes)
    order = [(_ahead(codes[i], low), i) for i in range(n)]
    spare = order[:]
    data, out = order._data, spare._data
    ends = op.buffer_new(1 << _DIGIT, elem=int)
    mask = (1 << _DIGIT) - 1
    for shift in range(0, bits, _DIGIT):
        for d in range(1 << _DIGIT):
            op.buffer_store(ends, d, 0)
        for i in range(n):
            d = (op.buffer_load(data, i)[0] >> shift) & mask
            op.buffer_store(ends, d, op.buffer_load(ends, d) + 1)
        total = 0
        for d in range(1 << _DIGIT):
            count = op.buffer_load(ends, d)
            op.buffer_store(ends, d, total)
            total += count
        for i in range(n):
            pair = op.buffer_load(data, i)
            d = (pair[0] >> shift) & mask
            place = op.buffer_load(ends, d)
            op.buffer_store(ends, d, place + 1)
            op.buffer_store(out, place, pair)
        data, out = out, data
    return [op.buffer_load(data, i)[1] for i in range(n)]


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
