"""Arrays of arrays: `concatenate stack vstack hstack dstack column_stack append`, and `split`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .intrinsics import Given, arrays_of, compile_time, dtype_of, op, view_of_axes
from .kinds import D, E
from .registry import builtin


@compile_time
def cast_to(dtype: Any, of: Any) -> Any:
    """The type of the whole: the one asked for, if casting is to the same kind."""
    if dtype is None:
        return of
    if not np.can_cast(np.dtype(of), np.dtype(dtype), "same_kind"):
        raise ValueError(f"Cannot cast array data from {of!r} to {dtype!r}")
    return np.dtype(dtype).type


@builtin(np.concatenate)
def concatenate_flat(arrays: object, axis: None, *, dtype: Given = None):
    return _joined(arrays_of(arrays), 0, np.ravel, dtype)


@builtin(np.concatenate)
def concatenate(arrays: object, axis: Given = 0, *, dtype: Given = None):
    return _joined(arrays_of(arrays), axis, np.asarray, dtype)


@builtin(np.vstack)
def vstack(tup: object, *, dtype: Given = None):
    return _joined(arrays_of(tup), 0, np.atleast_2d, dtype)


@builtin(np.hstack)
def hstack(tup: object, *, dtype: Given = None):
    parts = arrays_of(tup)
    if len(parts) > 0 and parts[0].ndim > 1:
        return _joined(parts, 1, np.atleast_1d, dtype)
    return _joined(parts, 0, np.atleast_1d, dtype)


@builtin(np.dstack)
def dstack(tup: object):
    return _joined(arrays_of(tup), 2, np.atleast_3d)


@builtin(np.column_stack)
def column_stack(tup: object):
    return _joined(arrays_of(tup), 1, _column)


def _column(a: np.ndarray[Any, np.dtype[D]]):
    return a if a.ndim > 1 else np.atleast_1d(a)[:, None]


@builtin(np.append)
def append_flat(arr: object, values: object, axis: None = None):
    return _joined((np.asarray(arr), np.asarray(values)), 0, np.ravel)


@builtin(np.append)
def append(arr: object, values: object, axis: Given):
    return _joined((np.asarray(arr), np.asarray(values)), axis, np.asarray)


def _joined(parts: object, axis: Given, prepare: Given, dtype: Given = None):
    """The parts, as `prepare` makes them, one after the other along an axis."""
    if len(parts) == 0:
        raise ValueError("need at least one array to concatenate")
    first = prepare(parts[0])
    if first.ndim == 0:
        raise ValueError("zero-dimensional arrays cannot be concatenated")
    k = axes.axis_of(axis, first.ndim)
    n = 0
    i = 0
    for part in parts:
        x = prepare(part)
        _fit(first, x, k, i)
        n = op.add(n, x.shape[k])
        i = op.add(i, 1)
    shape = (*first.shape[:k], n, *first.shape[axes.after(k) :])
    models = _models(parts, prepare, first.ndim)
    out = op.array_like(*models, *shape, dtype=cast_to(dtype, dtype_of(parts)), zero=False)
    start = 0
    for part in parts:
        x = prepare(part)
        stop = op.add(start, x.shape[k])
        if k == 0:
            out[start:stop] = x
        elif k == 1:
            out[:, start:stop] = x
        elif k == 2:
            out[:, :, start:stop] = x
        else:
            out[:, :, :, start:stop] = x
        start = stop
    return out


def _models(parts: object, prepare: Given, ndim: Given):
    """The arrays as which what is joined of them is to lie: of a list the first."""
    if isinstance(parts, tuple) and len(parts) > 1:
        return (*_model(prepare(parts[0]), ndim), *_models(parts[1:], prepare, ndim))
    return _model(prepare(parts[0]), ndim)


def _model(a: np.ndarray[Any, np.dtype[D]], ndim: Given):
    if a.ndim == ndim:  # others do not fit, which has been said
        return (a,)
    return ()


def _fit(
    first: np.ndarray[Any, np.dtype[D]], a: np.ndarray[Any, np.dtype[E]], axis: Given, i: int
) -> None:
    """Raise unless an array, the one at `i`, can be joined with the first."""
    if first.ndim != a.ndim:
        raise ValueError(
            f"all the input arrays must have same number of dimensions, but the array at index 0 "
            f"has {first.ndim} dimension(s) and the array at index {i} has {a.ndim} dimension(s)"
        )
    for k in range(first.ndim):
        if k != axis and first.shape[k] != a.shape[k]:
            raise ValueError(
                f"all the input array dimensions except for the concatenation axis must match "
                f"exactly, but along dimension {k}, the array at index 0 has size "
                f"{first.shape[k]} and the array at index {i} has size {a.shape[k]}"
            )


def _as_it_is(a: np.ndarray[Any, np.dtype[D]]):
    return a


def _with_axis(models: object, k: Given):
    if len(models) > 1:
        return (np.expand_dims(models[0], k), *_with_axis(models[1:], k))
    return (np.expand_dims(models[0], k),)


@builtin(np.stack)
def stack(arrays: object, axis: Given = 0, *, dtype: Given = None):
    parts = arrays_of(arrays)
    if len(parts) == 0:
        raise ValueError("need at least one array to stack")
    first = parts[0]
    for x in parts:
        if x.ndim != first.ndim or x.shape != first.shape:
            raise ValueError("all input arrays must have the same shape")
    k = axes.axis_of(axis, axes.after(first.ndim))
    shape = (*first.shape[:k], len(parts), *first.shape[k:])
    models = _models(parts, _as_it_is, first.ndim)
    seen = _with_axis(models, k)
    out = op.array_like(*seen, *shape, dtype=cast_to(dtype, dtype_of(parts)), zero=False)
    i = 0
    for x in parts:
        if k == 0:
            out[i] = x
        elif k == 1:
            out[:, i] = x
        elif k == 2:
            out[:, :, i] = x
        else:
            out[:, :, :, i] = x
        i = op.add(i, 1)
    return out


# --- apart --------------------------------------------------------------------------------------


@builtin(np.split)
def split(ary: np.ndarray[Any, np.dtype[D]], indices_or_sections: int, axis: Given = 0):
    k = axes.axis_of(axis, ary.ndim)
    if ary.shape[k] % indices_or_sections != 0:
        raise ValueError("array split does not result in an equal division")
    return np.array_split(ary, indices_or_sections, k)


@builtin(np.array_split)
def array_split(ary: np.ndarray[Any, np.dtype[D]], indices_or_sections: int, axis: Given = 0):
    k = axes.axis_of(axis, ary.ndim)
    n = indices_or_sections
    if n <= 0:
        raise ValueError("number sections must be larger than 0.")
    least, more = divmod(ary.shape[k], n)
    ends = [(i + 1) * least + min(i + 1, more) for i in range(n - 1)]
    return _between(ary, ends, k)


@builtin(np.split, np.array_split)
def split_at(ary: np.ndarray[Any, np.dtype[D]], indices_or_sections: object, axis: Given = 0):
    ends = [int(i) for i in np.asarray(indices_or_sections)]
    return _between(ary, ends, axes.axis_of(axis, ary.ndim))


def _between(ary: np.ndarray[Any, np.dtype[D]], ends: list[int], axis: Given):
    order = axes.axis_first(axis, ary.ndim)
    moved = view_of_axes(ary, order)
    starts = [0]
    starts.extend(ends)
    stops = list(ends)
    stops.append(ary.shape[axis])
    return [
        view_of_axes(moved[starts[i] : stops[i]], axes.inverse(order)) for i in range(len(stops))
    ]


@builtin(np.vsplit)
def vsplit(ary: np.ndarray[Any, np.dtype[D]], indices_or_sections: object):
    return np.split(ary, indices_or_sections, 0)


@builtin(np.hsplit)
def hsplit(ary: np.ndarray[Any, np.dtype[D]], indices_or_sections: object):
    if ary.ndim > 1:
        return np.split(ary, indices_or_sections, 1)
    return np.split(ary, indices_or_sections, 0)
