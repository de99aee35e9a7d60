"""NumPy's reductions that pass over what is not a number: `nansum nanprod nanmin nanmax nanmean
nanvar nanstd nanargmin nanargmax nancumsum nancumprod nanmedian nanpercentile nanquantile`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from .intrinsics import Given, compile_time, inline
from .kinds import D
from .registry import builtin, family


@compile_time
def inexact(of: Any) -> bool:
    return np.dtype(of).kind in "fc"


@inline
def inexact_result(dtype: Given) -> None:
    if not (dtype is None or inexact(dtype)):
        raise TypeError("If a is inexact, then dtype must be inexact")


@compile_time
def neutral(how: Any) -> int:
    """What changes no total."""
    return 0 if how in (np.sum, np.cumsum) else 1


@inline
def filled(a: np.ndarray[Any, np.dtype[D]], value: Given):
    """With a number in place of nan: a copy, which lies as that of an array that repeats does."""
    if inexact(D):
        b = a.astype(D)
        return np.where(np.isnan(b), D(value), b)
    return a


@family({np.nansum: np.sum, np.nanprod: np.prod})
@inline
def nan_total(
    how: Given,
    a: object,
    axis: Given = None,
    dtype: Given = None,
    out: Given = None,
    keepdims: Given = False,
    initial: object = None,
):
    b = filled(np.asarray(a), neutral(how))
    return how(b, axis, dtype, out, keepdims, initial)


@family({np.nancumsum: np.cumsum, np.nancumprod: np.cumprod})
@inline
def nan_running(how: Given, a: object, axis: Given = None, dtype: Given = None, out: Given = None):
    return how(filled(np.asarray(a), neutral(how)), axis, dtype, out)


@family({np.nanmin: np.fmin, np.nanmax: np.fmax})
@inline
def nan_extreme(
    ufunc: Given,
    a: object,
    axis: Given = None,
    out: Given = None,
    keepdims: Given = False,
    initial: object = None,
):
    b = np.asarray(a)
    if initial is None:
        return ufunc.reduce(b, axis, None, out, keepdims)
    return ufunc.reduce(b, axis, None, out, keepdims, initial)


@family({np.nanargmin: np.argmin, np.nanargmax: np.argmax})
@inline
def nan_place(
    place: Given, a: object, axis: Given = None, out: Given = None, *, keepdims: Given = False
):
    b = np.asarray(a)
    _some(b, axis)
    if place is np.argmin:
        return np.argmin(filled(b, np.inf), axis, keepdims=keepdims)
    return np.argmax(filled(b, -np.inf), axis, keepdims=keepdims)


def _some(a: np.ndarray[Any, np.dtype[D]], axis: Given) -> None:
    if inexact(D) and np.any(np.all(np.isnan(a), axis)):
        raise ValueError("All-NaN slice encountered")


# --- means --------------------------------------------------------------------------------------


@builtin(np.nanmean)
@inline
def nanmean(
    a: object,
    axis: Given = None,
    dtype: Given = None,
    out: Given = None,
    keepdims: Given = False,
):
    return _mean(np.asarray(a), axis, dtype, out, keepdims)


@inline
def _mean(
    a: np.ndarray[Any, np.dtype[D]],
    axis: Given,
    dtype: Given,
    out: Given,
    keepdims: Given,
):
    if inexact(D):
        inexact_result(dtype)
        count = np.sum(~np.isnan(a), axis, keepdims=keepdims)
        sums = np.sum(filled(a, 0), axis, dtype, out, keepdims)
        return (sums / count).astype(sums.dtype)
    return np.mean(a, axis, dtype, out, keepdims)


@builtin(np.nanvar)
@inline
def nanvar(
    a: object,
    axis: Given = None,
    dtype: None = None,
    out: Given = None,
    ddof: int = 0,
    keepdims: Given = False,
):
    return _var(np.asarray(a), axis, out, ddof, keepdims)


@compile_time
def no_complex(of: Any) -> None:
    if np.dtype(of).kind == "c":
        raise ValueError("variances of complex numbers without nan are not supported")


@inline
def _var(
    a: np.ndarray[Any, np.dtype[D]],
    axis: Given,
    out: Given,
    ddof: int,
    keepdims: Given,
):
    no_complex(D)
    if inexact(D):
        there = ~np.isnan(a)
        whole = np.sum(there, axis, keepdims=True)
        means = (np.sum(filled(a, 0), axis, keepdims=True) / whole).astype(D)
        squares = np.sum(squared_from(a, means), axis, None, out, keepdims)
        return shared(squares, np.sum(there, axis, keepdims=keepdims) - ddof)
    return np.var(a, axis, None, out, ddof, keepdims)


@inline
def squared_from(a: np.ndarray[Any, np.dtype[D]], means: object):
    parts = np.where(np.isnan(a), D(0), a - means)
    return parts * parts


@inline
def shared(squares: object, left: object):
    """What falls to each of those left; NaN where none are."""
    found = (squares / left).astype(squares.dtype)
    if found.ndim == 0:
        return found * float("nan") if left <= 0 else found
    return np.where(left <= 0, float("nan"), found)


@builtin(np.nanstd)
@inline
def nanstd(
    a: object,
    axis: Given = None,
    dtype: None = None,
    out: Given = None,
    ddof: int = 0,
    keepdims: Given = False,
):
    return np.sqrt(np.nanvar(a, axis, None, out, ddof, keepdims))


# --- in order -----------------------------------------------------------------------------------


@builtin(np.nanmedian)
def nanmedian(a: object, axis: None = None):
    return np.median(_numbers(np.asarray(a)))


@builtin(np.nanpercentile)
def nanpercentile(a: object, q: object, axis: None = None):
    b = np.asarray(a)
    x = _numbers(b)
    if len(x) == 0:
        return np.percentile(_no_number(b, np.ndim(q)), q)
    return np.percentile(x, q)


@builtin(np.nanquantile)
def nanquantile(a: object, q: object, axis: None = None):
    b = np.asarray(a)
    x = _numbers(b)
    if len(x) == 0:
        return np.quantile(_no_number(b, np.ndim(q)), q)
    return np.quantile(x, q)


def _no_number(a: np.ndarray[Any, np.dtype[D]], many: int):
    """What quantiles of no numbers are made of: NaN, of the type of their elements."""
    if many > 0 and a.size == 0:
        raise ValueError(
            "NumPy gives one NaN for several quantiles of no elements, compiled code an array of "
            "as many as are asked for"
        )
    if inexact(D):
        nan = np.full(1, np.nan, D)
        if many > 0 and nan.itemsize < 8:
            raise ValueError(
                f"NumPy gives {D.__name__} for several quantiles where all elements are NaN, and "
                "float64 otherwise"
            )
        return nan
    return np.full(1, np.nan)


def _numbers(a: np.ndarray[Any, np.dtype[D]]):
    flat = np.ravel(a)
    if inexact(D):
        return flat[~np.isnan(flat)]
    return flat
