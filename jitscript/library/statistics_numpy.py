"""Middles of what is sorted: `median`; and `bincount`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .intrinsics import Given, dtype_of, op, view_of_axes
from .kinds import D, Real, Whole
from .registry import builtin

# --- middles ------------------------------------------------------------------------------------


@builtin(np.median)
def median_flat(
    a: object, axis: None = None, *, overwrite_input: Given = False, keepdims: Given = False
):
    axes.only(overwrite_input, False)
    b = np.asarray(a)
    found = _median(_inexact(np.sort(np.ravel(b))))
    return np.full(axes.ones(b.ndim), found) if keepdims else found


@builtin(np.median)
def median(a: object, axis: Given, *, overwrite_input: Given = False, keepdims: Given = False):
    axes.only(overwrite_input, False)
    b = np.asarray(a)
    if keepdims:
        return np.expand_dims(_medians_along(b, axis), axes.axis_of(axis, b.ndim))
    return _medians_along(b, axis)


def _medians_along(b: np.ndarray[Any, np.dtype[D]], axis: Given):
    k = axes.axis_of(axis, b.ndim)
    rows = view_of_axes(_inexact(np.sort(b, k)), axes.axis_last(k, b.ndim))
    if rows.ndim == 1:
        return _median(rows)
    kept = op.array_view(rows, 0, *rows.shape[:-1], *rows.strides[:-1])
    out = op.array_like(kept, dtype=dtype_of((rows,)), zero=False)
    _medians(out, rows)
    return out


def _medians(out: np.ndarray[Any, np.dtype[D]], rows: np.ndarray[Any, np.dtype[D]]) -> None:
    for i in range(len(rows)):
        if rows.ndim == 2:
            out[i] = _median(rows[i])
        else:
            _medians(out[i], rows[i])


def _median(a: np.ndarray[tuple[int], np.dtype[Real]]) -> Real:
    n = len(a)
    if n == 0:
        return Real(float("nan"))
    if a[n - 1] != a[n - 1]:
        return a[n - 1]
    if n % 2 == 1:
        return a[n // 2]
    return (a[n // 2 - 1] + a[n // 2]) / Real(2)


def _inexact(a: np.ndarray[Any, np.dtype[D]]):
    axes.real_or_whole(D)
    if isinstance(np.ones((), D)[()], (np.float32, np.float64)):
        return a
    return np.asarray(a, np.float64)


# --- counts -------------------------------------------------------------------------------------


@builtin(np.bincount)
def bincount(x: object, *, minlength: int = 0):
    a = np.asarray(x)
    out = np.zeros(_bins(a, minlength), np.int64)
    for i in a:
        at = op.cast(i, to=int)
        op.array_store(out, at, op.array_load(out, at) + np.int64(1))
    return out


@builtin(np.bincount)
def bincount_weighted(x: object, weights: object, minlength: int = 0):
    a, w = np.asarray(x), np.asarray(weights, np.float64)
    if len(a) == 0:
        raise ValueError("NumPy counts nothing in int64, with weights too: test the length before")
    out = np.zeros(_bins(a, minlength), np.float64)
    if len(a) != len(w):
        raise ValueError("The weights and list don't have the same length.")
    for i in range(len(a)):
        at = op.cast(a[i], to=int)
        op.array_store(out, at, op.array_load(out, at) + w[i])
    return out


def _bins(a: np.ndarray[tuple[int], np.dtype[Whole]], minlength: int) -> int:
    if minlength < 0:
        raise ValueError("'minlength' must not be negative")
    most = minlength - 1
    least = 0
    for x in a:
        i = op.cast(x, to=int)
        least = min(least, i)
        most = max(most, i)
    if least < 0:
        raise ValueError("'list' argument must have no negative elements")
    return most + 1
