"""Arrays in order: `sort argsort unique`, and sets.

Sorting goes by the digits, in base 256, of unsigned keys in the elements' order, so it is stable:
a nan is the greatest key, 0.0 and -0.0 are one. Short rows are sorted by insertion.
"""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .intrinsics import Given, dtype_of, inline, op, view_of_axes
from .kinds import D, E, Ordered
from .registry import builtin
from .searching_numpy import key, place_of

SHORT = 48  # rows of so many elements are sorted by insertion


@builtin(np.sort)
def sort_flat(a: object, axis: None, kind: Given = None, *, stable: Given = None):
    axes.one_of(kind, stable)
    b = np.ravel(a).copy()
    _sort_row(b)
    return b


@builtin(np.sort)
def sort(a: object, axis: Given = -1, kind: Given = None, *, stable: Given = None):
    axes.one_of(kind, stable)
    b = np.array(a)
    _sort_rows(_lanes(b, axis))
    return b


@builtin(np.ndarray.sort)
def sort_in_place(
    a: np.ndarray[Any, np.dtype[D]], axis: Given = -1, kind: Given = None, *, stable: Given = None
) -> None:
    axes.one_of(kind, stable)
    op.check_writeable(a)
    _sort_rows(_lanes(a, axis))


@builtin(np.argsort, np.ndarray.argsort)
def argsort_flat(a: object, axis: None, kind: Given = None, *, stable: Given = None):
    axes.one_of(kind, stable)
    return np.argsort(np.ravel(a))


@builtin(np.argsort, np.ndarray.argsort)
def argsort(a: object, axis: Given = -1, kind: Given = None, *, stable: Given = None):
    axes.one_of(kind, stable)
    b = np.asarray(a)
    out = np.empty(b.shape, np.int64)
    _argsort_rows(_lanes(out, axis), _lanes(b, axis))
    return out


def _lanes(a: np.ndarray[Any, np.dtype[D]], axis: Given):
    """The array with an axis last."""
    return view_of_axes(a, axes.axis_last(axes.axis_of(axis, a.ndim), a.ndim))


def _sort_rows(a: np.ndarray[Any, np.dtype[D]]) -> None:
    if a.ndim > 1:
        for k in range(len(a)):
            _sort_rows(a[k])
    elif len(a) > 1:
        if a.strides[0] == a.itemsize:
            _sort_row(op.array_view(a, 0, len(a), a.itemsize))
        else:
            b = a.copy()
            _sort_row(b)
            a[:] = b


def _argsort_rows(
    out: np.ndarray[Any, np.dtype[np.int64]], a: np.ndarray[Any, np.dtype[D]]
) -> None:
    if a.ndim > 1:
        for k in range(len(a)):
            _argsort_rows(out[k], a[k])
    else:
        out[:] = order_of(a)


@inline
def digit(k: np.uint64, place: int) -> int:
    return op.cast(k >> op.cast(place, to=np.uint64) & np.uint64(255), to=int)


def _sort_row(a: np.ndarray[tuple[int], np.dtype[Ordered]]) -> None:
    """Sort a contiguous row in place."""
    n = len(a)
    if n <= SHORT:
        for i in range(1, n):
            x = op.array_load(a, i)
            own = key(x)
            j = i
            while j > 0 and key(op.array_load(a, op.sub(j, 1))) > own:
                op.array_store(a, j, op.array_load(a, op.sub(j, 1)))
                j = op.sub(j, 1)
            op.array_store(a, j, x)
        return
    size = a.itemsize
    counts = np.zeros((size, 256), np.int64)
    for i in range(n):
        own = key(op.array_load(a, i))
        for p in range(size):
            d = digit(own, op.mul(p, 8))
            op.array_store(counts, p, d, op.array_load(counts, p, d) + np.int64(1))
    b = np.empty_like(a)
    swapped = False
    for p in range(size):
        starts = counts[p]
        if not _one_digit(starts, n):
            if swapped:
                _by_digit(a, b, starts, op.mul(p, 8))
            else:
                _by_digit(b, a, starts, op.mul(p, 8))
            swapped = not swapped
    if swapped:
        for i in range(n):
            op.array_store(a, i, op.array_load(b, i))


def _one_digit(starts: np.ndarray[tuple[int], np.dtype[np.int64]], n: int) -> bool:
    """Whether all keys have one digit here; else the counts become places."""
    total = np.int64(0)
    for d in range(256):
        c = op.array_load(starts, d)
        if c == n:
            return True
        op.array_store(starts, d, total)
        total = total + c
    return False


def _by_digit(
    to: np.ndarray[tuple[int], np.dtype[Ordered]],
    a: np.ndarray[tuple[int], np.dtype[Ordered]],
    starts: np.ndarray[tuple[int], np.dtype[np.int64]],
    place: int,
) -> None:
    for i in range(len(a)):
        x = op.array_load(a, i)
        d = digit(key(x), place)
        at = op.array_load(starts, d)
        op.array_store(to, op.cast(at, to=int), x)
        op.array_store(starts, d, at + np.int64(1))


def order_of(a: np.ndarray[tuple[int], np.dtype[Ordered]]):
    """The indices that sort a row, equal elements in their order."""
    n = len(a)
    keys = np.empty(n, np.uint64)
    found = np.arange(n)
    for i in range(n):
        op.array_store(keys, i, key(a[i]))
    if n <= SHORT:
        for i in range(1, n):
            own, place = op.array_load(keys, i), op.array_load(found, i)
            j = i
            while j > 0 and op.array_load(keys, op.sub(j, 1)) > own:
                op.array_store(keys, j, op.array_load(keys, op.sub(j, 1)))
                op.array_store(found, j, op.array_load(found, op.sub(j, 1)))
                j = op.sub(j, 1)
            op.array_store(keys, j, own)
            op.array_store(found, j, place)
        return found
    other_keys = np.empty(n, np.uint64)
    other = np.empty(n, np.int64)
    for p in range(0, a.itemsize * 8, 8):
        starts = np.zeros(256, np.int64)
        for i in range(n):
            d = digit(op.array_load(keys, i), p)
            op.array_store(starts, d, op.array_load(starts, d) + np.int64(1))
        if not _one_digit(starts, n):
            for i in range(n):
                own = op.array_load(keys, i)
                d = digit(own, p)
                at = op.array_load(starts, d)
                op.array_store(other_keys, op.cast(at, to=int), own)
                op.array_store(other, op.cast(at, to=int), op.array_load(found, i))
                op.array_store(starts, d, at + np.int64(1))
            keys, other_keys = other_keys, keys
            found, other = other, found
    return found


# --- sets ---------------------------------------------------------------------------------------


@builtin(np.unique)
def unique(
    ar: object,
    return_index: Given = False,
    return_inverse: Given = False,
    return_counts: Given = False,
    axis: None = None,
    *,
    equal_nan: Given = True,
    sorted: Given = True,
):
    axes.only(sorted, True)
    a = np.asarray(ar)
    flat = np.ravel(a)
    order = order_of(flat)
    n = len(flat)
    first = np.empty(n + 1, np.int64)  # where, in the order, another element begins
    inverse = np.empty_like(a, np.int64)
    to = np.ravel(inverse)
    found = 0
    for i in range(n):
        apart = i == 0 or key(flat[order[i]]) != key(flat[order[i - 1]])
        if apart or (not equal_nan and flat[order[i]] != flat[order[i]]):
            first[found] = i
            found += 1
        to[order[i]] = found - 1
    first[found] = n
    values = np.empty(found, dtype_of((a,)))
    index = np.empty(found, np.int64)
    counts = np.empty(found, np.int64)
    for i in range(found):
        index[i] = order[first[i]]
        values[i] = flat[index[i]]
        counts[i] = first[i + 1] - first[i]
    flags = axes.flags(return_index, return_inverse, return_counts)
    return asked(values, index, inverse, counts, flags)


def asked(values: object, index: object, inverse: object, counts: object, flags: Given):
    """What `unique` gives beside the values, as was asked for."""
    if flags == 0:
        return values
    if flags == 1:
        return values, counts
    if flags == 2:
        return values, inverse
    if flags == 3:
        return values, inverse, counts
    if flags == 4:
        return values, index
    if flags == 5:
        return values, index, counts
    if flags == 6:
        return values, index, inverse
    return values, index, inverse, counts


@builtin(np.isin)
def isin(
    element: object,
    test_elements: object,
    assume_unique: Given = False,
    invert: bool = False,
    *,
    kind: Given = None,
):
    axes.only(kind if kind != "sort" else None, None)
    a, b = np.asarray(element), np.ravel(test_elements)
    if _no_common_integer(a, b):
        return _isin_exactly(a, np.sort(b), invert)
    x = np.asarray(a, dtype_of((a, b)))
    known = np.sort(np.asarray(b, dtype_of((a, b))))
    out = np.empty(x.shape, np.bool_)
    given, to = np.ravel(x), np.ravel(out)
    for i in range(len(given)):
        at = place_of(known, given[i], False)
        to[i] = (at < len(known) and known[at] == given[i]) != invert
    return out


@inline
def _no_common_integer(a: np.ndarray[Any, np.dtype[D]], b: np.ndarray[Any, np.dtype[E]]) -> bool:
    both = axes.kind_of(D) in ("i", "u") and axes.kind_of(E) in ("i", "u")
    return both and axes.kind_of(np.result_type(D, E).type) == "f"


def _isin_exactly(
    a: np.ndarray[Any, np.dtype[D]], known: np.ndarray[tuple[int], np.dtype[E]], invert: bool
):
    """Signed among unsigned numbers of 64 bits. Where there are many and far apart NumPy rounds
    them to floats, with which neighbours count as equal."""
    n = len(known)
    near = n == 0 or float(known[n - 1]) - float(known[0]) <= 6.0 * (a.size + n)
    if not near and n >= 10.0 * float(a.size) ** 0.145:
        raise ValueError("np.isin of many int64 and uint64 that are far apart is not supported")
    out = np.empty(a.shape, np.bool_)
    given, to = np.ravel(a), np.ravel(out)
    for i in range(len(given)):
        low, high = 0, n
        while low < high:
            middle = op.add(low, high) >> 1
            if known[middle] < given[i]:
                low = op.add(middle, 1)
            else:
                high = middle
        to[i] = (low < n and known[low] == given[i]) != invert
    return out


@builtin(np.union1d)
def union1d(ar1: object, ar2: object):
    return np.unique(np.concatenate((np.asarray(ar1), np.asarray(ar2)), None))
