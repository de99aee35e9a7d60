"""Middles and parts of what is sorted: `median percentile quantile`; and `bincount`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .intrinsics import Given, dtype_of, op, view_of_axes
from .kinds import D, Real, Whole
from .registry import builtin

# --- middle and parts ---------------------------------------------------------------------------


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


def _shares(a: object, q: object):
    axes.not_both_whole(dtype_of((np.asarray(a),)), dtype_of((np.asarray(q),)))
    wanted = np.asarray(q, np.float64)
    for p in np.ravel(wanted):
        if not (0 <= p <= 1):
            raise ValueError("Quantiles must be in the range [0, 1]")
    return wanted


def _hundredths(q: object):
    wanted = np.asarray(np.asarray(q, np.float64) / 100.0, np.float64)
    for p in np.ravel(wanted):
        if not (0 <= p <= 1):
            raise ValueError("Percentiles must be in the range [0, 100]")
    return wanted


@builtin(np.quantile)
def quantile(a: object, q: object, axis: None = None, *, overwrite_input: Given = False):
    axes.only(overwrite_input, False)
    return _quantiles(np.sort(_inexact(np.ravel(a))), _shares(a, q))


@builtin(np.percentile)
def percentile(a: object, q: object, axis: None = None, *, overwrite_input: Given = False):
    axes.only(overwrite_input, False)
    return _quantiles(np.sort(_inexact(np.ravel(a))), _hundredths(q))


@builtin(np.quantile)
def quantile_along(
    a: object, q: object, axis: Given, *, overwrite_input: Given = False, keepdims: Given = False
):
    axes.only(overwrite_input, False)
    return _along(np.asarray(a), _shares(a, q), axis, keepdims)


@builtin(np.percentile)
def percentile_along(
    a: object, q: object, axis: Given, *, overwrite_input: Given = False, keepdims: Given = False
):
    axes.only(overwrite_input, False)
    return _along(np.asarray(a), _hundredths(q), axis, keepdims)


def _along(
    a: np.ndarray[Any, np.dtype[D]],
    q: np.ndarray[Any, np.dtype[np.float64]],
    axis: Given,
    keepdims: Given,
):
    """The axes of `q`, then those of the array but one."""
    k = axes.axis_of(axis, a.ndim)
    rows = view_of_axes(_inexact(np.sort(a, k)), axes.axis_last(k, a.ndim))
    if a.ndim == 1:
        found = np.asarray(_quantiles(rows, q))
    else:
        found = np.empty((*q.shape, *rows.shape[:-1]), np.float64)
        _quantiles_of_rows(view_of_axes(found, axes.behind(q.ndim, found.ndim)), rows, q)
    if keepdims:
        return np.expand_dims(found, axes.plus(k, q.ndim))
    return found if found.ndim > 0 else found[()]


def _quantiles_of_rows(
    out: np.ndarray[Any, np.dtype[np.float64]],
    rows: np.ndarray[Any, np.dtype[np.float64]],
    q: np.ndarray[Any, np.dtype[np.float64]],
) -> None:
    for i in range(len(rows)):
        if rows.ndim == 2:
            out[i] = _quantiles(rows[i], q)
        else:
            _quantiles_of_rows(out[i], rows[i], q)


def _quantiles(
    a: np.ndarray[tuple[int], np.dtype[np.float64]], q: np.ndarray[Any, np.dtype[np.float64]]
):
    if q.ndim == 0:
        return _quantile(a, q[()])
    out = np.empty(q.shape, np.float64)
    given, to = np.ravel(q), np.ravel(out)
    for i in range(len(given)):
        to[i] = _quantile(a, given[i])
    return out


def _quantile(a: np.ndarray[tuple[int], np.dtype[np.float64]], q: np.float64) -> np.float64:
    """Between the two nearest elements of a sorted row, as NumPy interpolates."""
    n = len(a)
    if n == 0:
        raise IndexError("index -1 is out of bounds for axis 0 with size 0")
    if a[n - 1] != a[n - 1]:
        return a[n - 1]
    at = q * np.float64(n - 1)
    low = int(np.floor(at))
    if low >= n - 1:
        return a[n - 1]
    t = at - np.float64(low)
    step = a[low + 1] - a[low]
    return a[low + 1] - step * (1.0 - t) if t >= 0.5 else a[low] + step * t


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
