"""Elements chosen by conditions or places: `np.select take_along_axis put_along_axis count_nonzero
array_equal array_equiv fill_diagonal`, indices of triangles, `partition`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from . import indexing_numpy as indexing
from .intrinsics import Given, array_of, inline, op, view_of_axes
from .kinds import D, E, Whole
from .orders_numpy import copied
from .registry import builtin


@builtin(np.select)
@inline
def select(condlist: object, choicelist: object, default: object = 0):
    last = axes.last_of(len(condlist), len(choicelist))
    _all_bools(condlist, last)
    to = np.result_type(*_weighed(choicelist, last), _weighed_one(default))
    other = np.asarray(default).astype(to)
    chosen = np.asarray(_selected(condlist, choicelist, other, to, last))
    return chosen if indexing.contiguous(chosen) else chosen.copy()


@inline
def _weighed(choices: object, i: Given):
    """What counts for the dtype: arrays, and Python's numbers as they are."""
    if i < 0:
        return ()
    return (*_weighed(choices, axes.before(i)), _weighed_one(choices[i]))


@inline
def _weighed_one(choice: object):
    return choice if isinstance(choice, (int, float, complex)) else np.asarray(choice)


@inline
def _choice(choice: object, to: Given):
    """A Python number as NumPy stores it: an array of its own type first, which wraps."""
    if isinstance(choice, (int, float, complex)):
        return _of_kind(np.asarray(choice), np.zeros((), to))
    return choice


@inline
def _of_kind(a: np.ndarray[tuple[()], np.dtype[D]], like: np.ndarray[tuple[()], np.dtype[E]]):
    if not np.can_cast(D, E, "same_kind"):
        raise TypeError(
            f"Cannot cast array data from dtype('{D.__name__}') to dtype('{E.__name__}')"
            " according to the rule 'same_kind'"
        )
    return a.astype(E)


@inline
def _all_bools(conditions: object, i: Given) -> None:
    if i >= 0:
        _all_bools(conditions, axes.before(i))
        _is_bool(np.asarray(conditions[i]), i)


@inline
def _is_bool(test: np.ndarray[Any, np.dtype[D]], i: Given) -> None:
    if axes.kind_of(D) != "b":
        raise TypeError(f"invalid entry {i} in condlist: should be boolean ndarray")


@inline
def _selected(conditions: object, choices: object, other: object, to: Given, i: Given):
    """The first choice whose condition is true, of those up to `i`."""
    if i < 0:
        return other
    chosen = np.where(conditions[i], _choice(choices[i], to), other)
    return _selected(conditions, choices, chosen, to, axes.before(i))


# --- by places along an axis --------------------------------------------------------------------


@builtin(np.take_along_axis)
def take_along_axis(arr: object, indices: object, axis: Given = -1):
    a, where = np.asarray(arr), np.asarray(indices)
    _integers(where)
    if axis is None:
        if where.ndim != 1:
            raise ValueError("when axis=None, `indices` must have a single dimension.")
        return np.take_along_axis(np.ravel(a), where, 0)
    if a.ndim != where.ndim:
        raise ValueError("`indices` and `arr` must have the same number of dimensions")
    k = axes.axis_of(axis, a.ndim)
    last = axes.axis_last(k, a.ndim)
    out = np.empty(_sizes(a, where, k, 0), a.dtype)
    _take(view_of_axes(out, last), view_of_axes(a, last), view_of_axes(where, last), k)
    return out


@inline
def _integers(where: np.ndarray[Any, np.dtype[D]]) -> None:
    if axes.kind_of(D) not in ("i", "u"):
        raise IndexError("`indices` must be an integer array")


@inline
def _sizes(
    a: np.ndarray[Any, np.dtype[D]], where: np.ndarray[Any, np.dtype[Whole]], k: Given, i: Given
):
    """The shape of what is taken: of both, but along the axis the indices'."""
    if i == a.ndim:
        return ()
    if i == k:
        return (where.shape[i], *_sizes(a, where, k, axes.after(i)))
    n, m = a.shape[i], where.shape[i]
    if n != m and n != 1 and m != 1:
        raise IndexError("shape mismatch: indexing arrays could not be broadcast together")
    return (m if n == 1 else n, *_sizes(a, where, k, axes.after(i)))


def _take(
    out: np.ndarray[Any, np.dtype[D]],
    a: np.ndarray[Any, np.dtype[D]],
    where: np.ndarray[Any, np.dtype[Whole]],
    axis: Given,
) -> None:
    for k in range(len(out)):
        if out.ndim == 1:
            out[k] = a[_place(op.cast(where[k], to=int), len(a), axis)]
        else:
            _take(out[k], a[0 if len(a) == 1 else k], where[0 if len(where) == 1 else k], axis)


@builtin(np.put_along_axis)
def put_along_axis(arr: np.ndarray[Any, np.dtype[D]], indices: object, values: object, axis: Given):
    where = np.asarray(indices)
    _integers(where)
    if arr.ndim != where.ndim:
        raise ValueError("`indices` and `arr` must have the same number of dimensions")
    k = axes.axis_of(axis, arr.ndim)
    last = axes.axis_last(k, arr.ndim)
    given = np.empty(where.shape, D)
    given[...] = values
    op.check_writeable(arr)
    _put(view_of_axes(arr, last), view_of_axes(where, last), view_of_axes(given, last), k)


def _put(
    a: np.ndarray[Any, np.dtype[D]],
    where: np.ndarray[Any, np.dtype[Whole]],
    values: np.ndarray[Any, np.dtype[D]],
    axis: Given,
) -> None:
    for k in range(len(where)):
        if a.ndim == 1:
            a[_place(op.cast(where[k], to=int), len(a), axis)] = values[k]
        else:
            _put(a[k], where[k], values[k], axis)


@inline
def _place(i: int, n: int, axis: int) -> int:
    if i < -n or i >= n:
        raise IndexError(f"index {i} is out of bounds for axis {axis} with size {n}")
    return i


# --- counts and comparisons ---------------------------------------------------------------------


@builtin(np.count_nonzero)
@inline
def count_nonzero_flat(a: object, axis: None = None):
    return np.sum(np.asarray(a) != 0)


@builtin(np.count_nonzero)
@inline
def count_nonzero(a: object, axis: Given, *, keepdims: Given = False):
    return np.sum(np.asarray(a) != 0, axis, keepdims=keepdims)


@builtin(np.array_equal)
def array_equal(a1: object, a2: object, equal_nan: Given = False) -> bool:
    a, b = np.asarray(a1), np.asarray(a2)
    if a.ndim != b.ndim or a.shape != b.shape:
        return False
    return _equal(a, b, equal_nan)


@builtin(np.array_equiv)
def array_equiv(a1: object, a2: object) -> bool:
    a, b = np.asarray(a1), np.asarray(a2)
    for i in range(min(a.ndim, b.ndim)):
        n, m = a.shape[a.ndim - 1 - i], b.shape[b.ndim - 1 - i]
        if n != m and n != 1 and m != 1:
            return False
    return bool(np.all(np.equal(a, b)))


@inline
def _equal(
    a: np.ndarray[Any, np.dtype[D]], b: np.ndarray[Any, np.dtype[E]], equal_nan: Given
) -> bool:
    if equal_nan:
        return bool(np.all((a == b) | ((a != a) & (b != b))))
    return bool(np.all(a == b))


# --- places in matrices -------------------------------------------------------------------------


@builtin(np.fill_diagonal)
def fill_diagonal(
    a: np.ndarray[tuple[int, int], np.dtype[D]], val: object, wrap: bool = False
) -> None:
    op.check_writeable(a)
    values = np.ravel(array_of(val, D))
    n = min(a.shape[0], a.shape[1])
    rows = a.shape[0]
    if wrap and rows > a.shape[1] > 0:
        n = (rows * a.shape[1] - 1) // (a.shape[1] + 1) + 1
    if len(values) == 0 and n > 0:
        raise ValueError("cannot fill a diagonal from nothing")
    for i in range(n):
        at = i * (a.shape[1] + 1)
        a[at // a.shape[1], at % a.shape[1]] = values[i % len(values)]


@builtin(np.diag_indices)
def diag_indices(n: int, ndim: Given = 2):
    return _times(np.arange(n), ndim)


def _times(i: np.ndarray[tuple[int], np.dtype[np.int64]], n: Given):
    if n == 0:
        return ()
    return (i, *_times(i, axes.before(n)))


@builtin(np.tril_indices)
def tril_indices(n: int, k: int = 0, m: int | None = None):
    rows, columns = np.nonzero(np.tri(n, m, k, np.bool_))
    return rows.copy(), columns.copy()


@builtin(np.triu_indices)
def triu_indices(n: int, k: int = 0, m: int | None = None):
    rows, columns = np.nonzero(~np.tri(n, m, k - 1, np.bool_))
    return rows.copy(), columns.copy()


# --- partitions: sorted arrays are such ---------------------------------------------------------


@builtin(np.partition)
def partition(a: object, kth: int, axis: Given = -1, kind: Given = "introselect"):
    axes.only(kind, "introselect")
    b = np.asarray(a)
    _within(kth, b.shape[axes.axis_of(axis, b.ndim)], b.size)
    return np.sort(b, axis)


@builtin(np.argpartition)
def argpartition(a: object, kth: int, axis: Given = -1, kind: Given = "introselect"):
    axes.only(kind, "introselect")
    b = np.asarray(a)
    _within(kth, b.shape[axes.axis_of(axis, b.ndim)], b.size)
    return np.argsort(b, axis)


@builtin(np.ndarray.argpartition)
def argpartition_method(
    a: np.ndarray[Any, np.dtype[D]], kth: int, axis: Given = -1, kind: Given = "introselect"
):
    return np.argpartition(a, kth, axis, kind)


@builtin(np.ndarray.partition)
def partition_method(
    a: np.ndarray[Any, np.dtype[D]], kth: int, axis: Given = -1, kind: Given = "introselect"
) -> None:
    axes.only(kind, "introselect")
    _within(kth, a.shape[axes.axis_of(axis, a.ndim)], a.size)
    a.sort(axis)


def _within(kth: int, n: int, size: int) -> None:
    if size > 0 and (kth < -n or kth >= n):
        raise ValueError(f"kth(={kth + n if kth < 0 else kth}) out of bounds ({n})")


# --- what arrays say of themselves --------------------------------------------------------------


@builtin(np.copy)
def copy(a: object):
    return copied(np.asarray(a), "K")


@builtin(np.size)
@inline
def size(a: object) -> int:
    return np.asarray(a).size


@builtin(np.size)
@inline
def size_along(a: object, axis: Given):
    b = np.asarray(a)
    return b.shape[axes.axis_of(axis, b.ndim)]


@builtin(np.shape)
@inline
def shape(a: object):
    return np.asarray(a).shape


@builtin(np.ndim)
@inline
def ndim(a: object) -> int:
    return np.asarray(a).ndim
