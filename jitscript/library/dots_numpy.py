"""`np.dot`, `inner` and `vdot`, by the function of BLAS that NumPy takes for the ranks.

Up to two axes on both sides NumPy hands the whole to BLAS: products by one number too, which leave
zeros where the number is zero. Beyond that each element is a sum of its own.
"""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from .blas_numpy import times_number
from .intrinsics import dtype_of, op
from .kinds import D, E
from .multiplying_numpy import sum_of_products
from .products_numpy import any_ranks
from .registry import builtin


@builtin(np.dot, np.ndarray.dot)
def dot(a: object, b: object):
    x, y = np.asarray(a), np.asarray(b)
    if x.ndim == 0 or y.ndim == 0:
        return _by_number(x, y)
    axis = 0 if y.ndim == 1 else y.ndim - 2
    if x.shape[-1] != y.shape[axis]:
        _not_aligned(x, y, axis)
    p, q = np.asarray(x, dtype_of((x, y))), np.asarray(y, dtype_of((x, y)))
    if x.ndim > 2 or y.ndim > 2:
        return _of_many(p, q if q.ndim == 1 else np.swapaxes(q, -2, -1))
    return any_ranks(p, q, True)


@builtin(np.dot, np.ndarray.dot)
def dot_plain(a: object, b: object, out: None):
    return np.dot(a, b)


@builtin(np.dot, np.ndarray.dot)
def dot_out(a: object, b: object, out: np.ndarray[Any, np.dtype[D]]):
    made = np.asarray(np.dot(a, b))
    if made.dtype != out.dtype or made.ndim != out.ndim or not out.flags.c_contiguous:
        raise ValueError(
            "output array is not acceptable (must have the right datatype, number of "
            "dimensions, and be a C-Array)"
        )
    if made.shape != out.shape:
        raise ValueError("output array has wrong dimensions")
    out[...] = made
    return out[()] if out.ndim == 0 else out


@builtin(np.inner)
def inner(a: object, b: object):
    x, y = np.asarray(a), np.asarray(b)
    if x.ndim == 0 or y.ndim == 0:
        return _by_number(x, y)
    if x.shape[-1] != y.shape[-1]:
        if y.ndim == 1:
            _not_aligned(x, y, 0)
        else:
            _not_aligned(x, np.swapaxes(y, -2, -1), y.ndim - 2)
    p, q = np.asarray(x, dtype_of((x, y))), np.asarray(y, dtype_of((x, y)))
    if x.ndim > 2 or y.ndim > 2:
        return _of_many(p, q)
    return any_ranks(p, q if q.ndim == 1 else q.T, True)


@builtin(np.vdot)
def vdot(a: object, b: object):
    x, y = np.asarray(a).reshape(-1), np.asarray(b).reshape(-1)
    if len(x) != len(y):
        raise ValueError(f"cannot reshape array of size {len(y)} into shape ({len(x)},)")
    found = np.zeros((), dtype_of((x, y)))
    p, q = np.asarray(x, dtype_of((x, y))), np.asarray(y, dtype_of((x, y)))
    sum_of_products(found, _line(p), _line(q), True)
    return found[()]


def _line(a: np.ndarray[tuple[int], np.dtype[D]]):
    """A vector, with the step that NumPy's `reshape` gives a single element."""
    return op.array_view(a, 0, 1, a.itemsize) if len(a) == 1 else a


def _not_aligned(
    a: np.ndarray[Any, np.dtype[D]], b: np.ndarray[Any, np.dtype[E]], axis: int
) -> None:
    raise ValueError(
        f"shapes {_shape(a)} and {_shape(b)} not aligned: "
        f"{a.shape[-1]} (dim {a.ndim - 1}) != {b.shape[axis]} (dim {axis})"
    )


def _shape(a: np.ndarray[Any, np.dtype[D]]) -> str:
    if a.ndim == 1:
        return f"({a.shape[0]},)"
    text = f"({a.shape[0]}"
    for n in a.shape[1:]:
        text += f",{n}"
    return text + ")"


# --- by a number --------------------------------------------------------------------------------


def _by_number(x: np.ndarray[Any, np.dtype[D]], y: np.ndarray[Any, np.dtype[E]]):
    """The product where one of the two has no axis."""
    one = np.ones((), dtype_of((x, y)))[()]
    if not isinstance(one, (np.float32, np.float64, np.complex64, np.complex128)):
        return x * y
    if x.ndim > 2 or y.ndim > 2:
        return x * y
    p, q = np.asarray(x, dtype_of((x, y))), np.asarray(y, dtype_of((x, y)))
    if p.ndim == 0:
        return _times(q, op.array_load(p))
    return _times(p, op.array_load(q))


def _times(a: np.ndarray[Any, np.dtype[D]], number: D):
    if a.ndim == 0:
        return op.mul(op.array_load(a), number)
    out = np.zeros(a.shape, D)
    if a.ndim == 1:
        times_number(op.array_view(out, 0, 1, len(a), 0, out.itemsize), a[None, :], number)
    else:
        times_number(out, a, number)
    return out


# --- sums of their own --------------------------------------------------------------------------


def _of_many(a: np.ndarray[Any, np.dtype[D]], b: np.ndarray[Any, np.dtype[D]]):
    """The sums over the last axes of two arrays."""
    out = op.array_alloc(*a.shape[:-1], *b.shape[:-1], dtype=D, zero=True)
    _sums(out, a, b)
    return out


def _sums(
    out: np.ndarray[Any, np.dtype[D]],
    a: np.ndarray[Any, np.dtype[D]],
    b: np.ndarray[Any, np.dtype[D]],
) -> None:
    if a.ndim > 1:
        for i in range(len(a)):
            _sums(out[i, ...], a[i], b)
    elif b.ndim > 1:
        for i in range(len(b)):
            _sums(out[i, ...], a, b[i])
    else:
        sum_of_products(out, a, b, False)
