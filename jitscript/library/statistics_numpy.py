"""Statistics and series: `median percentile quantile average bincount diff interp convolve`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .blas_numpy import dot_at
from .intrinsics import Given, dtype_of, op, view_of_axes
from .kinds import D, E, Real, Whole
from .registry import builtin

# --- middle and parts ---------------------------------------------------------------------------


@builtin(np.median)
def median_flat(a: object, axis: None = None):
    return _median(_inexact(np.sort(np.ravel(a))))


@builtin(np.median)
def median(a: object, axis: Given):
    b = np.asarray(a)
    k = axes.axis_of(axis, b.ndim)
    rows = view_of_axes(_inexact(np.sort(b, k)), axes.axis_last(k, b.ndim))
    out = np.empty(rows.shape[:-1], dtype_of((rows,)))
    if rows.ndim == 1:
        return _median(rows)
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


@builtin(np.quantile)
def quantile(a: object, q: object, axis: None = None):
    axes.not_both_whole(dtype_of((np.asarray(a),)), dtype_of((np.asarray(q),)))
    wanted = np.asarray(q, np.float64)
    for p in np.ravel(wanted):
        if not (0 <= p <= 1):
            raise ValueError("Quantiles must be in the range [0, 1]")
    return _quantiles(np.sort(_inexact(np.ravel(a))), wanted)


@builtin(np.percentile)
def percentile(a: object, q: object, axis: None = None):
    wanted = np.asarray(q, np.float64) / 100.0
    parts = np.asarray(wanted, np.float64)
    for p in np.ravel(parts):
        if not (0 <= p <= 1):
            raise ValueError("Percentiles must be in the range [0, 100]")
    return _quantiles(np.sort(_inexact(np.ravel(a))), parts)


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


@builtin(np.average)
def average_plain(a: object):
    return np.mean(np.asarray(a))


@builtin(np.average)
def average(a: object, *, weights: object):
    return _average(np.asarray(a), np.asarray(weights))


_INEXACT = (np.float16, np.float32, np.float64, np.complex64, np.complex128)


def _average(a: np.ndarray[Any, np.dtype[D]], w: np.ndarray[Any, np.dtype[E]]):
    if a.ndim != w.ndim or a.shape != w.shape:
        raise TypeError("Axis must be specified when shapes of a and weights differ.")
    if isinstance(np.ones((), D)[()], _INEXACT):
        return _weighted(np.asarray(a, dtype_of((a, w))), np.asarray(w, dtype_of((a, w))))
    one = np.ones(1)
    return _weighted(np.asarray(a, dtype_of((a, w, one))), np.asarray(w, dtype_of((a, w, one))))


def _weighted(a: np.ndarray[Any, np.dtype[D]], w: np.ndarray[Any, np.dtype[D]]):
    total = np.sum(w)
    if total == 0.0:
        raise ZeroDivisionError("Weights sum to zero, can't be normalized")
    return np.sum(a * w) / total


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


# --- series -------------------------------------------------------------------------------------


@builtin(np.diff)
def diff(a: object, n: Given = 1, axis: Given = -1):
    b = np.asarray(a)
    if n == 0:
        return b
    return np.diff(_steps(b, axes.axis_of(axis, b.ndim)), axes.before(n), axis)


def _steps(a: np.ndarray[Any, np.dtype[D]], axis: Given):
    if axis == 0:
        high, low = a[1:], a[:-1]
    elif axis == 1:
        high, low = a[:, 1:], a[:, :-1]
    elif axis == 2:
        high, low = a[:, :, 1:], a[:, :, :-1]
    elif axis == 3:
        high, low = a[:, :, :, 1:], a[:, :, :, :-1]
    else:
        first = axes.axis_first(axis, a.ndim)
        back = axes.inverse(first)
        turned = view_of_axes(a, first)
        high, low = view_of_axes(turned[1:], back), view_of_axes(turned[:-1], back)
    if isinstance(np.ones((), D)[()], np.bool_):
        return high != low
    return high - low


@builtin(np.ediff1d)
def ediff1d(ary: object):
    flat = np.ravel(ary)
    return flat[1:] - flat[:-1]


@builtin(np.interp)
def interp(
    x: object, xp: object, fp: object, left: float | None = None, right: float | None = None
):
    at = np.asarray(x, np.float64)
    p, q = np.asarray(xp, np.float64), np.asarray(fp, np.float64)
    if len(p) == 0:
        raise ValueError("array of sample points is empty")
    if len(p) != len(q):
        raise ValueError("fp and xp are not of the same length.")
    below = q[0] if left is None else np.float64(left)
    above = q[len(q) - 1] if right is None else np.float64(right)
    if at.ndim == 0:
        return _between(at[()], p, q, below, above)
    out = np.empty(at.shape, np.float64)
    given, to = np.ravel(at), np.ravel(out)
    for i in range(len(given)):
        to[i] = _between(given[i], p, q, below, above)
    return out


def _between(
    x: np.float64,
    p: np.ndarray[tuple[int], np.dtype[np.float64]],
    q: np.ndarray[tuple[int], np.dtype[np.float64]],
    below: np.float64,
    above: np.float64,
) -> np.float64:
    n = len(p)
    if x != x:
        return x
    if n == 1:
        return below if x < p[0] else above if x > p[0] else q[0]
    if x < p[0]:
        return below
    if x > p[n - 1]:
        return above
    low, high = 0, n
    while low < high:
        middle = op.add(low, high) >> 1
        if x >= p[middle]:
            low = middle + 1
        else:
            high = middle
    j = low - 1
    if j == n - 1 or p[j] == x:
        return q[j]
    slope = (q[j + 1] - q[j]) / (p[j + 1] - p[j])
    found = slope * (x - p[j]) + q[j]
    if found != found:
        found = slope * (x - p[j + 1]) + q[j + 1]
        if found != found and q[j] == q[j + 1]:
            found = q[j]
    return found


@builtin(np.convolve)
def convolve(a: object, v: object, mode: Given = "full"):
    x, y = np.atleast_1d(a), np.atleast_1d(v)
    if len(x) == 0:
        raise ValueError("a cannot be empty")
    if len(y) == 0:
        raise ValueError("v cannot be empty")
    p, q = np.asarray(x, dtype_of((x, y))), np.asarray(y, dtype_of((x, y)))
    if len(p) < len(q):
        p, q = q, p
    n, m = len(p), len(q)
    if mode == "full":
        return _convolved(p, q, 0, n + m - 1)
    if mode == "same":
        return _convolved(p, q, (m - 1) // 2, (m - 1) // 2 + n)
    if mode == "valid":
        return _convolved(p, q, m - 1, n)
    return axes.no_mode(mode)


def _convolved(
    a: np.ndarray[tuple[int], np.dtype[D]],
    v: np.ndarray[tuple[int], np.dtype[D]],
    first: int,
    last: int,
):
    """A part of what comes of a row and one that is not longer; the last of `v` is first in each
    sum."""
    out = np.zeros(last - first, D)
    n, m = len(a), len(v)
    one = np.ones((), D)[()]
    if isinstance(one, np.float16):
        _in_single(out, np.asarray(a, np.float32), np.asarray(v, np.float32), first)
        return out
    if isinstance(one, (np.float32, np.float64, np.complex64, np.complex128)):
        x, y = a if a.strides[0] == a.itemsize else a.copy(), v[::-1].copy()
        known = True
        for i in range(first, m - 1):
            known &= dot_at(out, i - first, x, 0, y, m - 1 - i, i + 1)
        for i in range(n, last):
            known &= dot_at(out, i - first, x, i - m + 1, y, 0, n + m - 1 - i)
        if isinstance(one, (np.float32, np.float64)) and m <= _FEW:
            _added(out, m - 1 - first, x, y)
        else:
            for i in range(m - 1, n):
                known &= dot_at(out, i - first, x, i - m + 1, y, 0, m)
        if known:
            return out
        out[:] = 0
    for j in range(m):
        x = v[j]
        for i in range(max(0, first - j), min(n, last - j)):
            at = op.sub(op.add(i, j), first)
            op.array_store(out, at, op.array_load(out, at) + op.array_load(a, i) * x)
    return out


def _in_single(
    out: np.ndarray[tuple[int], np.dtype[np.float16]],
    a: np.ndarray[tuple[int], np.dtype[np.float32]],
    v: np.ndarray[tuple[int], np.dtype[np.float32]],
    first: int,
) -> None:
    """Sums of halves, each rounded once."""
    n, m = len(a), len(v)
    for i in range(first, first + len(out)):
        total = np.float32(0)
        for k in range(max(0, i - m + 1), min(n, i + 1)):
            total += a[k] * v[i - k]
        out[i - first] = total


_FEW = 11  # factors that NumPy adds up in loops of its own


def _added(
    out: np.ndarray[tuple[int], np.dtype[D]],
    first: int,
    a: np.ndarray[tuple[int], np.dtype[D]],
    v: np.ndarray[tuple[int], np.dtype[D]],
) -> None:
    size, n = a.itemsize, op.sub(len(a), op.sub(len(v), 1))
    c = op.array_view(out, op.mul(first, size), n, size)
    whole = len(v) - len(v) % 4
    for j in range(0, whole, 4):
        x0, x1, x2, x3 = v[j], v[j + 1], v[j + 2], v[j + 3]
        b = op.array_view(a, op.mul(j, size), op.add(n, 3), size)
        for i in range(n):
            s = op.array_load(c, i) + op.array_load(b, i) * x0
            s = s + op.array_load(b, op.add(i, 1)) * x1
            s = s + op.array_load(b, op.add(i, 2)) * x2
            op.array_store(c, i, s + op.array_load(b, op.add(i, 3)) * x3)
    for j in range(whole, len(v)):
        x, b = v[j], op.array_view(a, op.mul(j, size), n, size)
        for i in range(n):
            op.array_store(c, i, op.array_load(c, i) + op.array_load(b, i) * x)
