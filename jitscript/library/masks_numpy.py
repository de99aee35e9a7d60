"""`where` of reductions: the mask in the array's shape, how many elements it lets through, and
their means and deviations.
"""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from .axes import after, kind_of
from .intrinsics import Given, inline, op
from .kinds import D
from .reductions_numpy import (
    mean_result,
    mean_type,
    quotient,
    spread_type,
    squares,
    squares_type,
    whole_root,
)
from .registry import builtin

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
    squares = np.var(a, axis, dtype, out, ddof, keepdims, where=where)
    if kind_of(spread_type(dtype, D)) in "fc":
        return np.sqrt(squares)
    return whole_root(squares, spread_type(dtype, D))
