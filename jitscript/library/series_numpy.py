"""Series: `diff ediff1d interp convolve`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .blas_numpy import dot_at
from .intrinsics import Given, dtype_of, op, view_of_axes
from .joining_numpy import cast_to
from .kinds import D
from .registry import builtin


@builtin(np.diff)
def diff(a: object, n: Given = 1, axis: Given = -1):
    b = np.asarray(a)
    if n == 0:
        return b
    return np.diff(_steps(b, axes.axis_of(axis, b.ndim)), axes.before(n), axis)


@builtin(np.diff)
def diff_beside(
    a: object, n: Given = 1, axis: Given = -1, prepend: object = None, append: object = None
):
    b = np.asarray(a)
    if n == 0:
        return b
    if prepend is None:
        if append is None:
            return np.diff(b, n, axis)
        return np.diff(np.concatenate((b, _beside(b, append, axis)), axis), n, axis)
    if append is None:
        return np.diff(np.concatenate((_beside(b, prepend, axis), b), axis), n, axis)
    both = (_beside(b, prepend, axis), b, _beside(b, append, axis))
    return np.diff(np.concatenate(both, axis), n, axis)


def _beside(a: np.ndarray[Any, np.dtype[D]], value: object, axis: Given):
    """What is put beside an array: a number once for each of its rows."""
    b = np.asarray(value)
    if b.ndim > 0:
        return b
    k = axes.axis_of(axis, a.ndim)
    return np.full((*a.shape[:k], 1, *a.shape[axes.after(k) :]), b[()])


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
def ediff1d(ary: object, to_end: object = None, to_begin: object = None):
    flat = np.ravel(ary)
    steps = flat[1:] - flat[:-1]
    if to_begin is None:
        if to_end is None:
            return steps
        return np.concatenate((steps, _of_kind(to_end, flat.dtype.type)))
    if to_end is None:
        return np.concatenate((_of_kind(to_begin, flat.dtype.type), steps))
    ends = _of_kind(to_begin, flat.dtype.type), _of_kind(to_end, flat.dtype.type)
    return np.concatenate((ends[0], steps, ends[1]))


def _of_kind(values: object, to: Given):
    """Differences of one's own as the array's dtype, where that is of the same kind."""
    b = np.ravel(np.asarray(values))
    return b.astype(cast_to(to, dtype_of((b,))))


@builtin(np.interp)
def interp(x: object, xp: object, fp: object, left: object = None, right: object = None):
    p, q = np.asarray(xp, np.float64), _heights(np.asarray(fp))
    return _interpolated(np.asarray(x, np.float64), p, q, left, right)


@builtin(np.interp)
def interp_around(
    x: object,
    xp: object,
    fp: object,
    left: object = None,
    right: object = None,
    *,
    period: object,
):
    """Both ends have a neighbour on the other side."""
    length = np.abs(np.asarray(period, np.float64)[()])
    if length == 0:
        raise ValueError("period must be a non-zero value")
    p, q = np.asarray(xp, np.float64) % length, _heights(np.asarray(fp))
    if len(p) != len(q):
        raise ValueError("fp and xp are not of the same length")
    order = np.argsort(p)
    p, q = p[order], q[order]
    around = np.concatenate((p[-1:] - length, p, p[:1] + length))
    values = np.concatenate((q[-1:], q, q[:1]))
    at = np.asarray(np.asarray(x, np.float64) % length)
    return _interpolated(at, around, values, None, None)


def _heights(q: np.ndarray[Any, np.dtype[D]]):
    if isinstance(np.ones((), D)[()], np.complexfloating):
        return np.asarray(q, np.complex128)
    return np.asarray(q, np.float64)


def _interpolated(
    at: np.ndarray[Any, np.dtype[np.float64]],
    p: np.ndarray[tuple[int], np.dtype[np.float64]],
    q: np.ndarray[tuple[int], np.dtype[D]],
    left: object,
    right: object,
):
    if len(p) == 0:
        raise ValueError("array of sample points is empty")
    if len(p) != len(q):
        raise ValueError("fp and xp are not of the same length.")
    ends = np.array([q[0], q[len(q) - 1]])
    if left is not None:
        ends[0] = left
    if right is not None:
        ends[1] = right
    if at.ndim == 0:
        return _between(at[()], p, q, ends[0], ends[1])
    out = np.empty(at.shape, D)
    given, to = np.ravel(at), np.ravel(out)
    for i in range(len(given)):
        to[i] = _between(given[i], p, q, ends[0], ends[1])
    return out


def _between(
    x: np.float64,
    p: np.ndarray[tuple[int], np.dtype[np.float64]],
    q: np.ndarray[tuple[int], np.dtype[D]],
    below: D,
    above: D,
) -> D:
    n = len(p)
    if n == 1:  # where NaN is neither below nor above
        return below if x < p[0] else above if x > p[0] else q[0]
    if x != x:
        return _unknown(x, q[0])
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
    return _on_line(x, p[j], p[j + 1], q[j], q[j + 1])


def _unknown(x: np.float64, like: D) -> D:
    """A NaN of the type of the results; NumPy gives a complex one without an imaginary part."""
    if isinstance(like, np.complex128):
        return np.complex128(complex(float(x), 0.0))
    return x


def _on_line(x: np.float64, low: np.float64, high: np.float64, first: D, last: D) -> D:
    if isinstance(first, np.complex128):
        scale = 1.0 / (high - low)
        return np.complex128(
            complex(
                _along(x - low, x - high, (last.real - first.real) * scale, first.real, last.real),
                _along(x - low, x - high, (last.imag - first.imag) * scale, first.imag, last.imag),
            )
        )
    return _along(x - low, x - high, (last - first) / (high - low), first, last)


def _along(
    after: np.float64, before: np.float64, slope: np.float64, first: np.float64, last: np.float64
) -> np.float64:
    found = slope * after + first
    if found != found:
        found = slope * before + last
        if found != found and first == last:
            found = first
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
