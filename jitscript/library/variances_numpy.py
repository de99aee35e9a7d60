"""`np.cov corrcoef polyval trapezoid correlate`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .intrinsics import Given, dtype_of
from .kinds import D
from .registry import builtin


@builtin(np.cov)
def cov(
    m: object, y: object = None, rowvar: Given = True, bias: Given = False, ddof: object = None
):
    x = _variables(np.asarray(m), rowvar)
    less = (0 if bias else 1) if ddof is None else ddof
    if y is not None:
        return _cov(np.concatenate((x, _variables(np.asarray(y), rowvar)), 0), less)
    c = _cov(x, less)
    if np.asarray(m).ndim == 1:
        return np.squeeze(c, (0, 1))
    if len(c) == 1:
        raise ValueError("the covariance of one variable in a matrix: pass the row itself")
    return c


def _variables(m: np.ndarray[Any, np.dtype[D]], rowvar: Given):
    """A matrix in double precision with a variable in each row."""
    wide = np.asarray(m, dtype_of((m, np.ones(1))))
    if wide.ndim < 2:
        return np.atleast_2d(wide)
    return wide if rowvar else wide.T


def _cov(x: np.ndarray[tuple[int, int], np.dtype[D]], less: int):
    n = x.shape[1] - less
    apart = x - np.mean(x, 1)[:, None]
    c = np.dot(apart, _conjugate(apart).T)
    return c * np.true_divide(1, np.float64(n if n > 0 else 0))


def _conjugate(a: np.ndarray[tuple[int, int], np.dtype[D]]):
    """Itself where it is real: then BLAS has a product of its own."""
    if isinstance(np.ones((), D)[()], (np.complex64, np.complex128)):
        return np.conjugate(a)
    return a


@builtin(np.corrcoef)
def corrcoef(x: object, y: object = None, rowvar: Given = True):
    a = _variables(np.asarray(x), rowvar)
    if y is not None:
        return _corrcoef(np.concatenate((a, _variables(np.asarray(y), rowvar)), 0))
    if np.asarray(x).ndim == 1:
        c = _cov(a, 1)
        return c[0, 0] / c[0, 0]
    if len(a) == 1:
        raise ValueError("the correlation of one variable in a matrix: pass the row itself")
    return _corrcoef(a)


def _corrcoef(x: np.ndarray[tuple[int, int], np.dtype[D]]):
    c = _cov(x, 1)
    spread = np.sqrt(np.real(np.diagonal(c)))
    c = c / spread[:, None] / spread[None, :]
    if isinstance(np.ones((), D)[()], (np.complex64, np.complex128)):
        c.real[...] = np.clip(c.real, -1, 1)
        c.imag[...] = np.clip(c.imag, -1, 1)
        return c
    return np.clip(c, -1, 1)


@builtin(np.polyval)
def polyval(p: object, x: object):
    """Horner's rule."""
    c, at = np.asarray(p), np.asarray(x)
    if at.ndim == 0:
        if len(c) == 0:
            raise ValueError("a polynomial without coefficients is an array without axes in NumPy")
        y = np.zeros(1, dtype_of((c, at)))[0]
        for pv in c:
            y = np.multiply(y, at[()]) + pv
        return y
    z = np.zeros_like(at, dtype_of((c, at)))
    for pv in c:
        z *= at
        z += pv
    return z


@builtin(np.trapezoid)
def trapezoid(y: object, x: object = None, dx: object = 1.0, axis: Given = -1):
    b = np.asarray(y)
    axes.last_only(axis, b.ndim)
    if x is None:
        return (dx * (b[..., 1:] + b[..., :-1]) / 2.0).sum(-1)
    return (np.diff(np.asarray(x)) * (b[..., 1:] + b[..., :-1]) / 2.0).sum(-1)


@builtin(np.correlate)
def correlate(a: object, v: object, mode: Given = "valid"):
    x, y = np.atleast_1d(a), np.atleast_1d(v)
    if 0 < len(x) < len(y):
        return np.conjugate(np.convolve(y, np.conjugate(x)[::-1], mode)[::-1])
    return np.convolve(x, np.conjugate(y)[::-1], mode)
