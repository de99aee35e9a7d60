"""`np.insert` and `np.delete`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .intrinsics import Given, array_of, dtype_of, view_of_axes
from .kinds import D
from .orders_numpy import empty_beside
from .registry import builtin


@builtin(np.delete)
def delete_flat(arr: object, obj: object, axis: None = None):
    flat = np.ravel(arr)
    return np.take(flat, _left(len(flat), obj, 0), 0)


@builtin(np.delete)
def delete_one(arr: object, obj: int, axis: Given):
    b = np.asarray(arr)
    k = axes.axis_of(axis, b.ndim)
    n = b.shape[k]
    if obj < -n or obj >= n:
        raise IndexError(f"index {obj} is out of bounds for axis {k} with size {n}")
    return _without(b, obj + n if obj < 0 else obj, k)


def _without(a: np.ndarray[Any, np.dtype[D]], at: int, k: Given):
    out = empty_beside(a, (*a.shape[:k], a.shape[k] - 1, *a.shape[axes.after(k) :]), D)
    first = axes.axis_first(k, a.ndim)
    to, rows = view_of_axes(out, first), view_of_axes(a, first)
    to[:at] = rows[:at]
    to[at:] = rows[at + 1 :]
    return out


@builtin(np.delete)
def delete(arr: object, obj: object, axis: Given):
    b = np.asarray(arr)
    k = axes.axis_of(axis, b.ndim)
    first = axes.axis_first(k, b.ndim)
    rows = view_of_axes(b, first)
    return view_of_axes(rows[_left(len(rows), obj, k)], axes.inverse(first))


def _left(n: int, obj: object, axis: int):
    """The indices below n that are not deleted."""
    keep = np.ones(n, np.bool_)
    if isinstance(obj, int):
        if obj < -n or obj >= n:
            raise IndexError(f"index {obj} is out of bounds for axis {axis} with size {n}")
        keep[obj] = False
    else:
        _cleared(keep, np.asarray(obj))
    return np.flatnonzero(keep)


def _cleared(keep: np.ndarray[tuple[int], np.dtype[np.bool_]], obj: np.ndarray[Any, np.dtype[D]]):
    if axes.kind_of(D) == "b" and (obj.ndim != 1 or obj.size != len(keep)):
        raise ValueError(
            "boolean array argument obj to delete must be one dimensional and match the axis length"
            f" of {len(keep)}"
        )
    if obj.ndim > 0:
        keep[obj] = False
    else:
        keep[obj[()]] = False


@builtin(np.insert)
def insert_flat(arr: object, obj: int, values: object, axis: None = None):
    flat = np.ravel(arr)
    return _inserted(flat, obj, np.ravel(array_of(values, dtype_of((flat,)))), 0)


@builtin(np.insert)
def insert(arr: np.ndarray[Any, np.dtype[D]], obj: int, values: object, axis: Given):
    k = axes.axis_of(axis, arr.ndim)
    n = arr.shape[k]
    at = _place(obj, n, k)
    v = array_of(values, D)
    rows = view_of_axes(v, axes.led(v.ndim, arr.ndim))  # their first axis goes along `axis`
    axes.same_rank(rows.ndim, arr.ndim)
    more = len(rows)
    out = empty_beside(arr, (*arr.shape[:k], n + more, *arr.shape[axes.after(k) :]), D)
    first = axes.axis_first(k, arr.ndim)
    to, old, back = view_of_axes(out, first), view_of_axes(arr, first), axes.inverse(first)
    to[:at] = old[:at]
    view_of_axes(to[at : at + more], back)[...] = view_of_axes(rows, back)
    to[at + more :] = old[at:]
    return out


def _place(obj: int, n: int, axis: int) -> int:
    if obj < -n or obj > n:
        raise IndexError(f"index {obj} is out of bounds for axis {axis} with size {n}")
    return obj + n if obj < 0 else obj


def _inserted(
    a: np.ndarray[tuple[int], np.dtype[D]],
    obj: int,
    values: np.ndarray[tuple[int], np.dtype[D]],
    axis: int,
):
    n, m = len(a), len(values)
    at = _place(obj, n, axis)
    out = np.empty(n + m, D)
    out[:at] = a[:at]
    out[at : at + m] = values
    out[at + m :] = a[at:]
    return out
