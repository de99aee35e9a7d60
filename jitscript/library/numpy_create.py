"""New arrays: `np.zeros ones empty full`, their `_like` forms, and `arange`."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np

from .intrinsics import Given, inline, op
from .kinds import D, E
from .registry import builtin, family

P = TypeVar("P", int, float)
# One number each; of a union each member is asked for by itself.
_NUMBERS = (
    *(bool, int, float, np.bool_, np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16),
    *(np.uint32, np.uint64, np.float16, np.float32, np.float64),
)
First = TypeVar("First", *_NUMBERS)
Last = TypeVar("Last", *_NUMBERS)
Step = TypeVar("Step", *_NUMBERS)

NEGATIVE = "negative dimensions are not allowed"


@family({np.zeros: True, np.empty: False, np.ndarray: False})
@inline
def allocated_1(zero: Given, shape: int, dtype: type[D] = np.float64):
    if shape < 0:
        raise ValueError(NEGATIVE)
    return op.array_alloc(shape, dtype=D, zero=zero)


@family({np.zeros: True, np.empty: False, np.ndarray: False})
def allocated(zero: Given, shape: tuple[int, ...], dtype: type[D] = np.float64):
    for n in shape:
        if n < 0:
            raise ValueError(NEGATIVE)
    return op.array_alloc(*shape, dtype=D, zero=zero)


@family({np.zeros_like: True, np.empty_like: False})
def allocated_like(zero: Given, a: np.ndarray[Any, np.dtype[D]]):
    return op.array_like(a, dtype=D, zero=zero)


@family({np.zeros_like: True, np.empty_like: False})
def allocated_like_typed(zero: Given, a: np.ndarray[Any, np.dtype[D]], dtype: type[E]):
    return op.array_like(a, dtype=E, zero=zero)


@family({np.zeros_like: np.zeros, np.empty_like: np.empty, np.ones_like: np.ones})
def made_like(make: Given, a: object, dtype: type[E], *, shape: object):
    return make(shape, E)


@family({np.zeros_like: np.zeros, np.empty_like: np.empty, np.ones_like: np.ones})
def made_like_of_its_dtype(make: Given, a: np.ndarray[Any, np.dtype[D]], *, shape: object):
    return make(shape, D)


@builtin(np.ones)
def ones(shape: object, dtype: type[D] = np.float64):
    return filled(np.empty(shape, dtype), 1)


@inline
def _as(x: object, to: Given):
    """NumPy's number as another type, as an array of it is cast: with nothing checked."""
    return np.asarray(x).astype(to)[()]


@builtin(np.full)
def full_typed_of_scalar(shape: object, fill_value: E, dtype: type[D]):
    return filled(np.empty(shape, dtype), _as(fill_value, D))


@builtin(np.full)
def full_typed(shape: object, fill_value: object, dtype: type[D]):
    return filled(np.empty(shape, dtype), fill_value)


@builtin(np.full)
def full_float(shape: object, fill_value: float):
    return filled(np.empty(shape, np.float64), fill_value)


@builtin(np.full)
def full_int(shape: object, fill_value: int):
    return filled(np.empty(shape, np.int64), fill_value)


@builtin(np.full)
def full_bool(shape: object, fill_value: bool):
    return filled(np.empty(shape, np.bool_), fill_value)


@builtin(np.full)
def full_complex(shape: object, fill_value: complex):
    return filled(np.empty(shape, np.complex128), fill_value)


@builtin(np.full)
def full(shape: object, fill_value: D):
    return filled(np.empty(shape, D), fill_value)


@builtin(np.ones_like)
def ones_like(a: np.ndarray[Any, np.dtype[D]]):
    return filled(np.empty_like(a), 1)


@builtin(np.ones_like)
def ones_like_typed(a: np.ndarray[Any, np.dtype[D]], dtype: type[E]):
    return filled(np.empty_like(a, dtype), 1)


@builtin(np.full_like)
def full_like_of_scalar(a: np.ndarray[Any, np.dtype[D]], fill_value: E):
    return filled(np.empty_like(a), _as(fill_value, D))


@builtin(np.full_like)
def full_like(a: np.ndarray[Any, np.dtype[D]], fill_value: object):
    return filled(np.empty_like(a), fill_value)


@builtin(np.full_like)
def full_like_typed_of_scalar(a: object, fill_value: E, dtype: type[D]):
    return filled(np.empty_like(a, dtype), _as(fill_value, D))


@builtin(np.full_like)
def full_like_typed(a: np.ndarray[Any, np.dtype[D]], fill_value: object, dtype: type[E]):
    return filled(np.empty_like(a, dtype), fill_value)


@builtin(np.full_like)
def full_like_shaped(a: np.ndarray[Any, np.dtype[D]], fill_value: object, *, shape: object):
    return np.full(shape, fill_value, D)


@builtin(np.full_like)
def full_like_shaped_typed(a: object, fill_value: object, dtype: type[D], *, shape: object):
    return np.full(shape, fill_value, D)


def filled(a: np.ndarray[Any, np.dtype[D]], value: object):
    """Set every element of a new, contiguous array, and return it."""
    if a.ndim == 0:
        a[()] = value
        return a
    n = a.size
    flat = op.array_view(a, 0, n, a.itemsize)
    for i in range(n):
        flat[i] = value
    return a


@builtin(np.arange)
def arange_stop(stop: int):
    return _row(0, stop, 1, np.int64)


@builtin(np.arange)
def arange_int(start: int, stop: int, step: int = 1):
    return _row(start, stop, step, np.int64)


@builtin(np.arange)
def arange_stop_float(stop: float):
    return _row(0.0, stop, 1.0, np.float64)


@builtin(np.arange)
def arange_float(start: float, stop: float, step: float = 1.0):
    return _row(start, stop, step, np.float64)


@builtin(np.arange)
def arange_stop_scalar(stop: Last):
    """Of NumPy's numbers, whose differences wrap; beside int64 a uint64 makes floats."""
    return _row(0, stop, 1, np.result_type(np.int64, stop).type)


@builtin(np.arange)
def arange_scalars(start: First, stop: Last, step: Step = 1):
    return _row(start, stop, step, np.result_type(np.int64, start, stop, step).type)


@builtin(np.arange)
def arange_stop_typed(stop: int, *, dtype: type[D]):
    return _row(0, stop, 1, dtype)


@builtin(np.arange)
def arange_int_typed(start: int, stop: int, step: int = 1, *, dtype: type[D]):
    return _row(start, stop, step, dtype)


@builtin(np.arange)
def arange_stop_float_typed(stop: float, *, dtype: type[D]):
    return _row(0.0, stop, 1.0, dtype)


@builtin(np.arange)
def arange_float_typed(start: float, stop: float, step: float = 1.0, *, dtype: type[D]):
    return _row(start, stop, step, dtype)


def _row(start: object, stop: object, step: object, dtype: type[D]):
    """NumPy computes the length in floats, sets two elements, and goes on by their difference."""
    n = _length((stop - start) / step)
    a = np.empty(n, dtype)
    if n > 0:
        a[0] = start
    if n > 1:
        a[1] = start + step
        _go_on(a, n)
    return a


def _go_on(a: np.ndarray[tuple[int], np.dtype[D]], n: int) -> None:
    first = a[0]
    step = a[1] - first
    for i in range(2, n):
        a[i] = first + op.cast(i, to=D) * step


def _length(steps: float) -> int:
    if steps != steps:
        raise ValueError("arange: cannot compute length")
    if steps >= 9223372036854775807.0:
        raise ValueError("Maximum allowed size exceeded")
    n = op.cast(op.ceil(steps), to=int)
    return 0 if n < 0 else n


@builtin(np.ndarray.copy)
def copy(a: np.ndarray[Any, np.dtype[D]]):
    if a.ndim > 0:
        return a.astype(D, order="C")
    b = np.empty_like(a)
    b[...] = a
    return b
