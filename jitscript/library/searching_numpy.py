"""Where numbers belong in a sorted row: `searchsorted digitize`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .intrinsics import Given, dtype_of, inline, op
from .kinds import D, E, Ordered, Whole
from .registry import builtin


@inline
def key(x: Ordered) -> np.uint64:
    """A number whose order is the element's."""
    if isinstance(x, np.float64):
        if x != x:
            return np.uint64(0xFFFFFFFFFFFFFFFF)
        bits = op.bitcast(x + 0.0, to=np.uint64)
        top = np.uint64(0x8000000000000000)
        return ~bits if bits >= top else bits | top
    if isinstance(x, np.float32):
        if x != x:
            return np.uint64(0xFFFFFFFF)
        word = op.bitcast(x + np.float32(0), to=np.uint32)
        half = np.uint32(0x80000000)
        return np.uint64(~word if word >= half else word | half)
    if isinstance(x, np.float16):
        if x != x:
            return np.uint64(0xFFFF)
        small = op.bitcast(x + np.float16(0), to=np.uint16)
        sign = np.uint16(0x8000)
        return np.uint64(~small if small >= sign else small | sign)
    if isinstance(x, np.int64):
        return op.cast(x, to=np.uint64) ^ np.uint64(0x8000000000000000)
    if isinstance(x, np.int32):
        return op.cast(op.cast(x, to=np.uint32), to=np.uint64) ^ np.uint64(0x80000000)
    if isinstance(x, np.int16):
        return op.cast(op.cast(x, to=np.uint16), to=np.uint64) ^ np.uint64(0x8000)
    if isinstance(x, np.int8):
        return op.cast(op.cast(x, to=np.uint8), to=np.uint64) ^ np.uint64(0x80)
    return op.cast(x, to=np.uint64)


@builtin(np.searchsorted)
def searchsorted(a: object, v: object, side: Given = "left", sorter: Given = None):
    b, x = np.asarray(a), np.asarray(v)
    return _places(
        np.asarray(b, dtype_of((b, x))), np.asarray(x, dtype_of((b, x))), side == "right"
    )


@builtin(np.searchsorted)
def searchsorted_by(a: object, v: object, side: Given = "left", *, sorter: object):
    return _searched(np.asarray(a), np.asarray(v), side, np.asarray(sorter))


@builtin(np.searchsorted)
def searchsorted_by_position(a: object, v: object, side: Given, sorter: object):
    return _searched(np.asarray(a), np.asarray(v), side, np.asarray(sorter))


@builtin(np.ndarray.searchsorted)
def searchsorted_method(
    a: np.ndarray[tuple[int], np.dtype[D]], v: object, side: Given = "left", sorter: Given = None
):
    return np.searchsorted(a, v, side)


@builtin(np.ndarray.searchsorted)
def searchsorted_method_by(
    a: np.ndarray[tuple[int], np.dtype[D]], v: object, side: Given = "left", *, sorter: object
):
    return np.searchsorted(a, v, side, sorter=sorter)


def _searched(
    a: np.ndarray[tuple[int], np.dtype[D]],
    v: np.ndarray[Any, np.dtype[E]],
    side: Given,
    order: np.ndarray[tuple[int], np.dtype[Whole]],
):
    """In a row that `order` sorts."""
    axes.safe_index(order.dtype)
    if len(order) != len(a):
        raise ValueError("sorter.size must equal a.size")
    b, x = np.asarray(a, dtype_of((a, v))), np.asarray(v, dtype_of((a, v)))
    places = np.asarray(order, np.int64)
    right = side == "right"
    if x.ndim == 0:
        return np.int64(_place_by(b, places, key(x[()]), right, 0, len(b)))
    out = np.empty_like(x, np.int64)
    given, to = np.ravel(x), np.ravel(out)
    n = len(b)
    last, place = key(op.cast(0, to=dtype_of((a, v)))), n
    for i in range(len(given)):
        wanted = key(given[i])
        if i > 0 and (last < wanted or (right and last == wanted)):
            place = _place_by(b, places, wanted, right, place, n)
        else:
            place = _place_by(b, places, wanted, right, 0, min(op.add(place, 1), n))
        last = wanted
        to[i] = place
    return out


@inline
def _place_by(
    a: np.ndarray[tuple[int], np.dtype[Ordered]],
    order: np.ndarray[tuple[int], np.dtype[np.int64]],
    wanted: object,
    right: bool,
    low: int,
    high: int,
) -> int:
    while low < high:
        middle = op.add(low, high) >> 1
        at = op.cast(order[middle], to=int)
        if at < 0 or at >= len(a):
            raise ValueError("Sorter index out of range.")
        found = key(op.array_load(a, at))
        if found < wanted or (right and found == wanted):
            low = op.add(middle, 1)
        else:
            high = middle
    return low


def _places(
    a: np.ndarray[tuple[int], np.dtype[Ordered]],
    x: np.ndarray[Any, np.dtype[Ordered]],
    right: bool,
):
    if x.ndim == 0:
        return np.int64(place_of(a, x[()], right))
    out = np.empty_like(x, np.int64)
    given, to = np.ravel(x), np.ravel(out)
    n = len(a)
    last, place = key(op.cast(0, to=Ordered)), n
    for i in range(len(given)):  # as NumPy goes on from the place before, which shows in rows that
        wanted = key(given[i])  # are not sorted
        if i > 0 and (last < wanted or (right and last == wanted)):
            place = _place_between(a, wanted, right, place, n)
        else:
            place = _place_between(a, wanted, right, 0, min(op.add(place, 1), n))
        last = wanted
        to[i] = place
    return out


def place_of(a: np.ndarray[tuple[int], np.dtype[Ordered]], x: Ordered, right: bool) -> int:
    """How many elements of a sorted row are less than x, or not greater (`right`)."""
    return _place_between(a, key(x), right, 0, len(a))


@inline
def _place_between(
    a: np.ndarray[tuple[int], np.dtype[Ordered]], wanted: object, right: bool, low: int, high: int
) -> int:
    while low < high:
        middle = op.add(low, high) >> 1
        found = key(op.array_load(a, middle))
        if found < wanted or (right and found == wanted):
            low = op.add(middle, 1)
        else:
            high = middle
    return low


@builtin(np.digitize)
def digitize(x: object, bins: object, right: bool = False):
    a, b = np.asarray(x), np.asarray(bins)
    n, first = len(b), 1
    while first < n and b[first] == b[0]:
        first += 1
    up = first >= n or b[0] < b[first]
    for i in range(first + 1, n):
        if b[i - 1] > b[i] if up else b[i - 1] < b[i]:
            raise ValueError("bins must be monotonically increasing or decreasing")
    p, q = np.asarray(a, dtype_of((a, b))), np.asarray(b, dtype_of((a, b)))
    if up:
        return _places(q, p, not right)
    return len(b) - _places(q[::-1].copy(), p, not right)
