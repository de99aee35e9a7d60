"""`np.take put compress extract nonzero argwhere flatnonzero`, and `np.where` of one argument."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import indexing_numpy as indexing
from .axes import after, axes_from, axis_of, before, unsafe
from .intrinsics import Given, array_of, inline, op, view_of_axes
from .kinds import D, E, Whole
from .registry import builtin

# --- where elements are true --------------------------------------------------------------------


@builtin(np.nonzero, np.ndarray.nonzero, np.where)
def nonzero(a: np.ndarray[Any, np.dtype[D]]):
    if a.ndim == 0:
        raise ValueError(indexing.ZERO)
    rows = indexing.nonzero(a)
    return _columns(rows, 0, a.ndim)


def _columns(rows: np.ndarray[tuple[int, int], np.dtype[np.int64]], k: Given, ndim: Given):
    column = op.array_view(rows, 8 * k, len(rows), rows.strides[0])
    if after(k) == ndim:
        return (column,)
    return (column, *_columns(rows, after(k), ndim))


@builtin(np.argwhere)
def argwhere(a: np.ndarray[Any, np.dtype[D]]):
    if a.ndim == 0:
        return np.empty((1 if a[()] else 0, 0), np.int64)
    return indexing.nonzero(a).T.copy().T  # the columns lie together, as NumPy's do


@builtin(np.flatnonzero)
def flatnonzero(a: np.ndarray[Any, np.dtype[D]]):
    rows = indexing.nonzero(indexing.flat(a))
    return op.array_view(rows, 0, len(rows), 8)


@builtin(np.compress)
def compress_flat(condition: object, a: np.ndarray[Any, np.dtype[D]]):
    return indexing.flat(a)[_chosen(array_of(condition))]


@builtin(np.compress)
def compress(condition: object, a: np.ndarray[Any, np.dtype[D]], axis: Given):
    return np.take(a, _chosen(array_of(condition)), axis)


@builtin(np.ndarray.compress)
def compress_method_flat(a: np.ndarray[Any, np.dtype[D]], condition: object):
    return np.compress(condition, a)


@builtin(np.ndarray.compress)
def compress_method(a: np.ndarray[Any, np.dtype[D]], condition: object, axis: Given):
    return np.compress(condition, a, axis)


def _chosen(condition: np.ndarray[Any, np.dtype[D]]):
    if condition.ndim != 1:
        raise ValueError("condition must be a 1-d array")
    return np.flatnonzero(condition)


@builtin(np.extract)
def extract(condition: object, arr: np.ndarray[Any, np.dtype[D]]):
    return indexing.flat(arr)[np.flatnonzero(array_of(condition))]


# --- by indices ---------------------------------------------------------------------------------


@builtin(np.take, np.ndarray.take)
def take_flat(
    a: np.ndarray[Any, np.dtype[D]], indices: object, axis: None = None, *, mode: Given = "raise"
):
    return _take(indexing.flat(a), np.asarray(indices), 0, mode)


@builtin(np.take, np.ndarray.take)
def take(a: np.ndarray[Any, np.dtype[D]], indices: object, axis: Given, *, mode: Given = "raise"):
    return _take(a, np.asarray(indices), axis_of(axis, a.ndim), mode)


def _take(
    a: np.ndarray[Any, np.dtype[D]],
    indices: np.ndarray[Any, np.dtype[Whole]],
    axis: Given,
    mode: Given,
):
    shape = a.shape[:axis] + indices.shape + a.shape[after(axis) :]
    out = op.array_alloc(*shape, dtype=D, zero=False)
    size = a.shape[axis]
    if size == 0 and out.size != 0:
        raise IndexError("cannot do a non-empty take from an empty axes.")
    some = True
    for n in a.shape[:axis]:
        some = some and n != 0
    if mode == "raise":
        where = indexing.places(indices, size, a.strides[axis], axis, some)
    else:
        inside = _clipped(indices, size) if mode == "clip" else _wrapped(indices, size)
        where = indexing.places(inside, size, a.strides[axis], axis, some)
    _along(out, a, where, axis)
    return out if out.ndim > 0 else out[()]


def _along(
    out: np.ndarray[Any, np.dtype[D]],
    a: np.ndarray[Any, np.dtype[D]],
    where: np.ndarray[Any, np.dtype[np.int64]],
    axis: Given,
) -> None:
    if axis == 0:
        indexing.gather_into(out, view_of_axes(a, axes_from(1, a.ndim)), where)
    else:
        for k in range(len(a)):
            _along(indexing.row(out, k), indexing.row(a, k), where, before(axis))


def _clipped(indices: np.ndarray[Any, np.dtype[Whole]], size: int):
    found = np.empty_like(indices, np.int64)
    given, to = indexing.flat(indices), indexing.flat(found)
    for k in range(len(given)):
        i = op.cast(given[k], to=int)
        to[k] = 0 if i < 0 else min(i, size - 1)
    return found


def _wrapped(indices: np.ndarray[Any, np.dtype[Whole]], size: int):
    found = np.empty_like(indices, np.int64)
    given, to = indexing.flat(indices), indexing.flat(found)
    for k in range(len(given)):
        to[k] = op.cast(given[k], to=int) % size
    return found


@builtin(np.put)
def put(a: np.ndarray[Any, np.dtype[D]], ind: object, v: object, mode: Given = "raise") -> None:
    op.check_writeable(a)
    values = indexing.flat(array_of(v, D))
    places = indexing.flat(np.asarray(ind))
    if len(values) == 0:
        return
    if indexing.contiguous(a):
        _put(indexing.flat(a), places, values, mode)
    else:
        whole = a.copy()
        _put(indexing.flat(whole), places, values, mode)
        a[...] = whole


@builtin(np.ndarray.put)
def put_method(
    a: np.ndarray[Any, np.dtype[D]], indices: object, values: object, mode: Given = "raise"
) -> None:
    np.put(a, indices, values, mode)


def _put(
    a: np.ndarray[tuple[int], np.dtype[D]],
    indices: np.ndarray[tuple[int], np.dtype[Whole]],
    values: np.ndarray[tuple[int], np.dtype[D]],
    mode: Given,
) -> None:
    n = len(a)
    if n == 0 and len(indices) > 0:
        raise IndexError("cannot replace elements of an empty array")
    j = 0
    for k in range(len(indices)):
        i = op.cast(indices[k], to=int)
        if mode == "clip":
            i = 0 if i < 0 else min(i, n - 1)
        elif mode == "wrap":
            i = i % n
        elif i < -n or i >= n:
            raise IndexError(f"index {i} is out of bounds for axis 0 with size {n}")
        a[i] = values[j]
        j = 0 if j == len(values) - 1 else j + 1


@builtin(np.place)
def place_array(
    arr: np.ndarray[Any, np.dtype[D]], mask: object, vals: np.ndarray[Any, np.dtype[E]]
) -> None:
    where = array_of(mask)
    if where.size != arr.size:
        raise ValueError("place: mask and data must be the same size")
    _safe(unsafe(vals.dtype, arr.dtype, vals.ndim))
    place(arr, where, vals)


@inline
def _safe(wrong: Given) -> None:
    if wrong:
        raise TypeError(wrong)


@builtin(np.place)
def place(arr: np.ndarray[Any, np.dtype[D]], mask: object, vals: object) -> None:
    where = array_of(mask)
    if where.size != arr.size:
        raise ValueError("place: mask and data must be the same size")
    chosen = np.flatnonzero(where)
    values = indexing.flat(array_of(vals, D))
    if len(chosen) > 0 and len(values) == 0:
        raise ValueError("Cannot insert from an empty array!")
    np.put(arr, chosen, values)


@builtin(np.putmask)
def putmask_array(
    a: np.ndarray[Any, np.dtype[D]], mask: object, values: np.ndarray[Any, np.dtype[E]]
) -> None:
    where = array_of(mask)
    if where.size != a.size:
        raise ValueError("putmask: mask and data must be the same size")
    _safe(unsafe(values.dtype, a.dtype, values.ndim))
    putmask(a, where, values)


@builtin(np.putmask)
def putmask(a: np.ndarray[Any, np.dtype[D]], mask: object, values: object) -> None:
    where = array_of(mask)
    if where.size != a.size:
        raise ValueError("putmask: mask and data must be the same size")
    op.check_writeable(a)
    of = indexing.flat(array_of(values, D))
    if len(of) > 0:
        _putmask(a, indexing.flat(where), of, 0)


def _putmask(
    a: np.ndarray[Any, np.dtype[D]],
    mask: np.ndarray[tuple[int], np.dtype[E]],
    values: np.ndarray[tuple[int], np.dtype[D]],
    n: int,
) -> int:
    for k in range(len(a)):
        if a.ndim > 1:
            n = _putmask(a[k], mask, values, n)
        else:
            if mask[n]:
                a[k] = values[n % len(values)]
            n += 1
    return n
