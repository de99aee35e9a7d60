"""Where the greatest and the least element of an array are: what `argmax` and `argmin` call."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from .axes import kind_of
from .intrinsics import Given, inline, op
from .kinds import D

BLOCK = 16


def first_of(a: np.ndarray[tuple[int], np.dtype[D]], most: D) -> np.int64:
    """The first place of an element that is there, or of one that is no number."""
    return _first_in(_side_by_side(a), most)


@inline
def _side_by_side(a: np.ndarray[tuple[int], np.dtype[D]]):
    """The array with elements that are known to be neighbours: a copy, where they are not."""
    near = a if a.strides[0] == a.itemsize else a.copy()
    return op.array_view(near, 0, len(a), a.itemsize)


@inline
def _first_in(a: np.ndarray[tuple[int], np.dtype[D]], most: D) -> np.int64:
    """In blocks, of which vector code makes a mask of the places; the last one, where there are
    more, overlaps the one before it."""
    n = len(a)
    at, last = 0, op.sub(n, BLOCK)
    if op.ne(most, most):
        while op.eq(op.array_load(a, at), op.array_load(a, at)):
            at = op.add(at, 1)
        return np.int64(at)
    if last < 0:
        while op.ne(op.array_load(a, at), most):
            at = op.add(at, 1)
        return np.int64(at)
    while not _is_among(a, at, most):
        at = op.add(at, BLOCK)
        if at > last:
            at = last
    mask = np.uint64(0)
    for k in range(BLOCK):
        here = op.eq(op.array_load(a, op.add(at, k)), most)
        bit = op.shl(np.uint64(2), op.cast(k, to=np.uint64))  # 1 would be the test itself
        mask = op.or_(mask, op.select(here, bit, np.uint64(0)))
    return np.int64(at) + op.cast(op.ctz(mask), to=np.int64) - np.int64(1)


@inline
def _is_among(a: np.ndarray[tuple[int], np.dtype[D]], at: int, most: D) -> bool:
    here = False
    for k in range(BLOCK):
        here = op.or_(here, op.eq(op.array_load(a, op.add(at, k)), most))
    return here


STRETCH = 2048  # elements that stay in the first cache


def place_of_greatest(a: np.ndarray[tuple[int], np.dtype[D]]) -> np.int64:
    """The first place of the greatest element, or of one that is no number."""
    return _place_in(True, _side_by_side(a))


def place_of_least(a: np.ndarray[tuple[int], np.dtype[D]]) -> np.int64:
    return _place_in(False, _side_by_side(a))


@inline
def _better(greatest: Given, x: D, most: D) -> bool:
    beyond = op.gt(x, most) if greatest else op.lt(x, most)
    return op.or_(beyond, op.and_(op.ne(x, x), op.eq(most, most)))


@inline
def _place_in(greatest: Given, a: np.ndarray[tuple[int], np.dtype[D]]) -> np.int64:
    """Memory is read once, and then the stretch again that has the element."""
    n, at, start = len(a), 0, STRETCH
    best = np.max(a[:STRETCH]) if greatest else np.min(a[:STRETCH])
    while start < n:
        part = a[start : start + STRETCH]
        found = np.max(part) if greatest else np.min(part)
        if _better(greatest, found, best):
            best, at = found, start
        start = op.add(start, STRETCH)
    return np.int64(at) + _first_in(a[at : at + STRETCH], best)


def places_of_greatest(a: np.ndarray[tuple[int, int], np.dtype[D]]):
    """Of each row."""
    return greatest_down(a.T) if _lies_in_columns(a) else greatest_of_rows(a)


def places_of_least(a: np.ndarray[tuple[int, int], np.dtype[D]]):
    return least_down(a.T) if _lies_in_columns(a) else least_of_rows(a)


def places_of_greatest_down(a: np.ndarray[tuple[int, int], np.dtype[D]]):
    """Of each column."""
    return greatest_of_rows(a.T) if _lies_in_columns(a) else greatest_down(a)


def places_of_least_down(a: np.ndarray[tuple[int, int], np.dtype[D]]):
    return least_of_rows(a.T) if _lies_in_columns(a) else least_down(a)


@inline
def _lies_in_columns(a: np.ndarray[tuple[int, int], np.dtype[D]]) -> bool:
    return op.and_(op.gt(a.shape[1], 1), op.lt(abs(a.strides[0]), abs(a.strides[1])))


def greatest_of_rows(a: np.ndarray[tuple[int, int], np.dtype[D]]):
    return _of_rows(True, a)


def least_of_rows(a: np.ndarray[tuple[int, int], np.dtype[D]]):
    return _of_rows(False, a)


def greatest_down(a: np.ndarray[tuple[int, int], np.dtype[D]]):
    return _down(True, a)


def least_down(a: np.ndarray[tuple[int, int], np.dtype[D]]):
    return _down(False, a)


@inline
def _of_rows(greatest: Given, a: np.ndarray[tuple[int, int], np.dtype[D]]):
    out = np.empty(len(a), np.int64)
    if a.shape[1] < BLOCK and kind_of(D) in "iu":  # of floats that would be jumps, often wrong ones
        for i in range(len(a)):
            most, place = op.array_load(a, i, 0), 0
            for j in range(1, a.shape[1]):
                x = op.array_load(a, i, j)
                better = _better(greatest, x, most)
                most, place = op.select(better, x, most), op.select(better, j, place)
            op.array_store(out, i, op.cast(place, to=np.int64))
        return out
    for i in range(len(a)):
        op.array_store(out, i, _place_in(greatest, _side_by_side(a[i])))
    return out


NARROW, WIDE = 32, 64  # elements of rows that are gone through several at a time, and of those


@inline
def _down(greatest: Given, a: np.ndarray[tuple[int, int], np.dtype[D]]):
    """Row by row; narrow rows that are one in memory as wide ones of `times` rows, whose columns
    are joined at the end."""
    many, width, times = len(a), a.shape[1], 1
    near = a if a.strides[1] == a.itemsize else a.copy()
    narrow = op.and_(op.gt(width, 0), op.le(width, NARROW))
    if op.and_(narrow, op.eq(near.strides[0], op.mul(width, near.itemsize))):
        times = min(WIDE // width, many)
    n, wide = many // times, op.mul(times, width)
    rows = op.array_view(near, 0, n, wide, op.mul(times, near.strides[0]), near.itemsize)
    best, out = rows[0].copy(), np.zeros(wide, np.int64)
    for i in range(1, n):
        for j in range(wide):
            x, most = op.array_load(rows, i, j), op.array_load(best, j)
            better = _better(greatest, x, most)
            op.array_store(best, j, op.select(better, x, most))
            place = op.select(better, op.cast(i, to=np.int64), op.array_load(out, j))
            op.array_store(out, j, place)
    if times == 1:
        return out
    for k in range(op.sub(many, op.mul(n, times))):  # the rows that are left
        for j in range(width):
            x, at = op.array_load(a, op.add(op.mul(n, times), k), j), op.add(op.mul(k, width), j)
            if _better(greatest, x, op.array_load(best, at)):
                op.array_store(best, at, x)
                op.array_store(out, at, op.cast(n, to=np.int64))
    found = np.empty(width, np.int64)
    for j in range(width):
        most, first = op.array_load(best, j), op.mul(op.cast(op.array_load(out, j), to=int), times)
        for k in range(1, times):
            at = op.add(op.mul(k, width), j)
            x = op.array_load(best, at)
            place = op.add(op.mul(op.cast(op.array_load(out, at), to=int), times), k)
            earlier = op.and_(op.lt(place, first), op.not_(_better(greatest, most, x)))
            if op.or_(_better(greatest, x, most), earlier):
                most, first = x, place
        op.array_store(found, j, op.cast(first, to=np.int64))
    return found
