"""NumPy's reductions: `sum prod min max any all mean var std ptp`, and running totals. All are
written over `ufunc.reduce` and `ufunc.accumulate`, which are ops.
"""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from .axes import axis_of, kind_of, same_kind
from .intrinsics import Given, compile_time, inline, op
from .kinds import Complex, D
from .registry import builtin, family


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
):
    if initial is None:
        return ufunc.reduce(a, axis, dtype, out, keepdims)
    return ufunc.reduce(a, axis, dtype, out, keepdims, initial)


@family(
    {
        np.max: np.maximum,
        np.amax: np.maximum,
        np.ndarray.max: np.maximum,
        np.min: np.minimum,
        np.amin: np.minimum,
        np.ndarray.min: np.minimum,
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
):
    if initial is None:
        return ufunc.reduce(a, axis, None, out, keepdims)
    return ufunc.reduce(a, axis, None, out, keepdims, initial)


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
):
    return ufunc.reduce(a, axis, None, out, keepdims)


@builtin(np.ptp)
@inline
def ptp(
    a: np.ndarray[Any, np.dtype[D]], axis: Given = None, out: Given = None, keepdims: Given = False
):
    most = np.maximum.reduce(a, axis, None, out, keepdims)
    return most - np.minimum.reduce(a, axis, None, out, keepdims)


# --- means ---------------------------------------------------------------------------------------


@compile_time
def axes(axis: object, ndim: int) -> tuple[int, ...]:
    """The axes that are reduced."""
    given = range(ndim) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    return tuple(axis_of(k, ndim) for k in given)


@compile_time
def mean_type(dtype: Any, of: Any) -> Any:
    """The type that a mean is computed in."""
    if dtype is not None:
        return np.dtype(dtype).type
    if np.dtype(of).kind in "biu":
        return np.float64
    return np.float32 if of is np.float16 else of


@compile_time
def mean_result(dtype: Any, of: Any) -> Any:
    """The type that a mean has."""
    return of if dtype is None and of is np.float16 else mean_type(dtype, of)


@inline
def counted(a: np.ndarray[Any, np.dtype[D]], axis: Given) -> int:
    """How many elements are reduced to one."""
    n = 1
    for k in axes(axis, a.ndim):
        n = op.mul(n, a.shape[k])
    return n


@inline
def quotient(total: object, n: object, dtype: Given):
    """As NumPy divides by a count: in double precision."""
    return (total / n).astype(dtype)


@builtin(np.mean, np.ndarray.mean)
@inline
def mean(
    a: np.ndarray[Any, np.dtype[D]],
    axis: Given = None,
    dtype: Given = None,
    out: Given = None,
    keepdims: Given = False,
):
    sums = np.add.reduce(a, axis, mean_type(dtype, D), out, keepdims)
    n = np.int64(counted(a, axis))
    return quotient(sums, n, mean_type(dtype, D)).astype(mean_result(dtype, D))


@compile_time
def spread_type(dtype: Any, of: Any) -> Any:
    """The type in which a variance adds up."""
    if dtype is not None:
        return np.dtype(dtype).type
    return np.float64 if np.dtype(of).kind in "biu" else of


@compile_time
def squares_type(dtype: Any, of: Any) -> Any:
    """The type in which it adds up the squares."""
    found = spread_type(dtype, of)
    if np.dtype(of).kind == "c" and dtype is None:
        return np.empty(0, of).real.dtype.type
    return found


@inline
def squared(x: np.ndarray[Any, np.dtype[D]]):
    return x * x


@inline
def squared_complex(x: np.ndarray[Any, np.dtype[Complex]]):
    return x.real * x.real + x.imag * x.imag


@compile_time
def squares(of: Any) -> Any:
    return squared_complex if np.dtype(of).kind == "c" else squared


@builtin(np.var, np.ndarray.var)
@inline
def var(
    a: np.ndarray[Any, np.dtype[D]],
    axis: Given = None,
    dtype: Given = None,
    out: Given = None,
    ddof: int = 0,
    keepdims: Given = False,
):
    n = counted(a, axis)
    # One mean is a number: an array of it, spread over all axes, keeps them from being one.
    apart = axis is not None or out is not None
    sums = np.add.reduce(a, axis, spread_type(dtype, D), out, apart)
    means = quotient(sums, np.int64(n), spread_type(dtype, D))
    parts = squares(D)(a - means)
    sums = np.add.reduce(parts, axis, squares_type(dtype, D), out, keepdims)
    rest = n - ddof
    return quotient(sums, np.int64(rest if rest > 0 else 0), squares_type(dtype, D))


@builtin(np.std, np.ndarray.std)
@inline
def std(
    a: np.ndarray[Any, np.dtype[D]],
    axis: Given = None,
    dtype: Given = None,
    out: Given = None,
    ddof: int = 0,
    keepdims: Given = False,
):
    return root(np.var(a, axis, dtype, out, ddof, keepdims), spread_type(dtype, D))


@inline
def root(squares: object, to: Given):
    """Of integers (`dtype`) NumPy has one root, as an integer, but no array of them."""
    if kind_of(to) in "fc":
        return np.sqrt(squares)
    if isinstance(squares, np.ndarray):
        same_kind("sqrt", np.dtype(np.float64), np.dtype(to))
    return np.asarray(np.sqrt(squares)).astype(to)[()]


# --- running totals ------------------------------------------------------------------------------


_RUNNING = {
    np.cumsum: np.add,
    np.ndarray.cumsum: np.add,
    np.cumprod: np.multiply,
    np.ndarray.cumprod: np.multiply,
}


@family(_RUNNING)
@inline
def running_of_one(
    ufunc: Given,
    a: np.ndarray[tuple[()], np.dtype[D]],
    axis: Given = None,
    dtype: Given = None,
    out: Given = None,
):
    return ufunc.accumulate(np.ravel(a), axis, dtype, out)


@family(_RUNNING)
@inline
def running(ufunc: Given, a: object, axis: Given = None, dtype: Given = None, out: Given = None):
    return ufunc.accumulate(a, axis, dtype, out)
