"""`where` of reductions, as overloads of those that have none: the mask in the array's shape, how
many elements it lets through, and their means and deviations.
"""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from .axes import after
from .intrinsics import Given, inline, op
from .kinds import D
from .nan_numpy import (
    filled,
    inexact,
    inexact_result,
    neutral,
    no_complex,
    shared,
    squared_from,
)
from .reductions_numpy import (
    mean_result,
    mean_type,
    quotient,
    root,
    spread_type,
    squares,
    squares_type,
)
from .registry import builtin, family

_REMAPPED = "operands could not be broadcast together with remapped shapes [original->remapped]: "


@inline
def spread(a: np.ndarray[Any, np.dtype[D]], mask: np.ndarray[Any, np.dtype[np.bool_]]):
    """The mask as a view of the array's shape. Raises ValueError in NumPy's words where it does
    not fit."""
    _fits(a, mask, "")
    return _seen(a, mask)


@inline
def _requested(a: np.ndarray[Any, np.dtype[D]], mask: np.ndarray[Any, np.dtype[np.bool_]]):
    """The same, in the words of functions that count first."""
    _fits(a, mask, f" and requested shape {_text(a)}")
    return _seen(a, mask)


def _fits(
    a: np.ndarray[Any, np.dtype[D]], mask: np.ndarray[Any, np.dtype[np.bool_]], words: str
) -> None:
    extra = a.ndim - mask.ndim
    longer = False
    for k in range(mask.ndim):
        n, m = a.shape[extra + k], mask.shape[k]
        if n != m and m != 1:
            if len(words) > 0:
                raise ValueError(f"{_REMAPPED}{_text(mask)} {words}")
            if n != 1:
                raise ValueError(f"{_REMAPPED}{_text(a)} {_text(mask)} ")
            longer = True
    if longer:
        both = ""
        for k in range(a.ndim):
            n = a.shape[k]
            if n == 1 and k >= extra:
                n = mask.shape[k - extra]
            both += f"{n}," if k < a.ndim - 1 or k == 0 else f"{n}"
        raise ValueError(
            f"non-broadcastable operand with shape {_text(a)} doesn't match the broadcast shape "
            f"({both})"
        )


def _text(a: np.ndarray[Any, np.dtype[D]]) -> str:
    """A shape as NumPy's errors write it."""
    found = ""
    for k in range(a.ndim):
        found += f"{a.shape[k]}," if k < a.ndim - 1 or k == 0 else f"{a.shape[k]}"
    return f"({found})"


@inline
def _seen(a: np.ndarray[Any, np.dtype[D]], mask: np.ndarray[Any, np.dtype[np.bool_]]):
    return op.array_view(mask, 0, *a.shape, *_steps(a, mask, 0))


@inline
def _steps(a: np.ndarray[Any, np.dtype[D]], mask: np.ndarray[Any, np.dtype[np.bool_]], k: Given):
    if k == a.ndim:
        return ()
    if k < a.ndim - mask.ndim:
        return (0, *_steps(a, mask, after(k)))
    own = k - a.ndim + mask.ndim
    step = op.select(op.eq(mask.shape[own], 1), 0, mask.strides[own])
    return (step, *_steps(a, mask, after(k)))


@inline
def counted(
    a: np.ndarray[Any, np.dtype[D]],
    mask: np.ndarray[Any, np.dtype[np.bool_]],
    axis: Given,
    keepdims: Given,
):
    """How many elements are reduced to one."""
    return np.add.reduce(_requested(a, mask), axis, np.int64, None, keepdims)


@family(
    {np.sum: np.add, np.ndarray.sum: np.add, np.prod: np.multiply, np.ndarray.prod: np.multiply}
)
@inline
def total(
    ufunc: Given,
    a: object,
    axis: Given = None,
    dtype: Given = None,
    out: Given = None,
    keepdims: Given = False,
    initial: object = None,
    *,
    where: object,
):
    if initial is None:
        return ufunc.reduce(a, axis, dtype, out, keepdims, where=where)
    return ufunc.reduce(a, axis, dtype, out, keepdims, initial, where)


@family(
    {
        np.max: np.maximum,
        np.amax: np.maximum,
        np.ndarray.max: np.maximum,
        np.nanmax: np.fmax,
        np.min: np.minimum,
        np.amin: np.minimum,
        np.ndarray.min: np.minimum,
        np.nanmin: np.fmin,
    }
)
@inline
def extreme(
    ufunc: Given,
    a: object,
    axis: Given = None,
    out: Given = None,
    keepdims: Given = False,
    initial: object = None,
    *,
    where: object,
):
    b = np.asarray(a)
    if initial is None:
        return ufunc.reduce(b, axis, None, out, keepdims, where=where)
    return ufunc.reduce(b, axis, None, out, keepdims, initial, where)


@family(
    {
        np.any: np.logical_or,
        np.ndarray.any: np.logical_or,
        np.all: np.logical_and,
        np.ndarray.all: np.logical_and,
    }
)
@inline
def truth(
    ufunc: Given,
    a: object,
    axis: Given = None,
    out: Given = None,
    keepdims: Given = False,
    *,
    where: object,
):
    return ufunc.reduce(a, axis, None, out, keepdims, where=where)


# --- means ---------------------------------------------------------------------------------------


@builtin(np.mean, np.ndarray.mean)
@inline
def mean(
    a: np.ndarray[Any, np.dtype[D]],
    axis: Given = None,
    dtype: Given = None,
    out: Given = None,
    keepdims: Given = False,
    *,
    where: object,
):
    mask = np.asarray(where)
    n = counted(a, mask, axis, keepdims)
    sums = np.add.reduce(a, axis, mean_type(dtype, D), out, keepdims, where=mask)
    return divided(sums, n, mean_type(dtype, D)).astype(mean_result(dtype, D))


@inline
def divided(total: object, n: object, dtype: Given):
    """By counts; it lies as the total does."""
    if isinstance(total, np.ndarray):
        made = np.empty_like(total, dtype)
        made[...] = quotient(total, n, dtype)
        return made
    return quotient(total, n, dtype)


@builtin(np.var, np.ndarray.var)
@inline
def var(
    a: np.ndarray[Any, np.dtype[D]],
    axis: Given = None,
    dtype: Given = None,
    out: Given = None,
    ddof: int = 0,
    keepdims: Given = False,
    *,
    where: object,
):
    mask = np.asarray(where)
    apart = axis is not None or out is not None
    n = counted(a, mask, axis, apart)
    sums = np.add.reduce(a, axis, spread_type(dtype, D), out, apart, where=mask)
    means = divided(sums, n, spread_type(dtype, D))
    parts = squares(D)(a - means)
    sums = np.add.reduce(parts, axis, squares_type(dtype, D), out, keepdims, where=mask)
    rest = np.maximum(counted(a, mask, axis, keepdims) - ddof, np.int64(0))
    return divided(sums, rest, squares_type(dtype, D))


@builtin(np.std, np.ndarray.std)
@inline
def std(
    a: np.ndarray[Any, np.dtype[D]],
    axis: Given = None,
    dtype: Given = None,
    out: Given = None,
    ddof: int = 0,
    keepdims: Given = False,
    *,
    where: object,
):
    return root(np.var(a, axis, dtype, out, ddof, keepdims, where=where), spread_type(dtype, D))


# --- of what is a number -------------------------------------------------------------------------


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
    *,
    where: object,
):
    b = filled(np.asarray(a), neutral(how))
    return how(b, axis, dtype, out, keepdims, initial, where=where)


@builtin(np.nanmean)
@inline
def nanmean(
    a: object,
    axis: Given = None,
    dtype: Given = None,
    out: Given = None,
    keepdims: Given = False,
    *,
    where: object,
):
    return _nan_mean(np.asarray(a), axis, dtype, out, keepdims, where)


@inline
def _nan_mean(
    a: np.ndarray[Any, np.dtype[D]],
    axis: Given,
    dtype: Given,
    out: Given,
    keepdims: Given,
    where: object,
):
    if inexact(D):
        inexact_result(dtype)
        count = np.sum(~np.isnan(a), axis, keepdims=keepdims, where=where)
        sums = np.sum(filled(a, 0), axis, dtype, out, keepdims, where=where)
        return (sums / count).astype(sums.dtype)
    return np.mean(a, axis, dtype, out, keepdims, where=where)


@builtin(np.nanvar)
@inline
def nanvar(
    a: object,
    axis: Given = None,
    dtype: None = None,
    out: Given = None,
    ddof: int = 0,
    keepdims: Given = False,
    *,
    where: object,
):
    return _nan_var(np.asarray(a), axis, out, ddof, keepdims, where)


@inline
def _nan_var(
    a: np.ndarray[Any, np.dtype[D]],
    axis: Given,
    out: Given,
    ddof: int,
    keepdims: Given,
    where: object,
):
    no_complex(D)
    if inexact(D):
        there = ~np.isnan(a)
        whole = np.sum(there, axis, keepdims=True, where=where)
        means = (np.sum(filled(a, 0), axis, keepdims=True, where=where) / whole).astype(D)
        squares = np.sum(squared_from(a, means), axis, None, out, keepdims, where=where)
        return shared(squares, np.sum(there, axis, keepdims=keepdims, where=where) - ddof)
    return np.var(a, axis, None, out, ddof, keepdims, where=where)


@builtin(np.nanstd)
@inline
def nanstd(
    a: object,
    axis: Given = None,
    dtype: None = None,
    out: Given = None,
    ddof: int = 0,
    keepdims: Given = False,
    *,
    where: object,
):
    return np.sqrt(np.nanvar(a, axis, None, out, ddof, keepdims, where=where))
