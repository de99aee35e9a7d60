"""New shapes and arrays in an order that is asked for: `order=` of `reshape ravel flatten copy` and
of `zeros empty ones full`; `ascontiguousarray asfortranarray`.

Fortran's order is C's of the axes turned round; 'K' is that of the strides.
"""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import indexing_numpy as indexing
from .intrinsics import Given, compile_time, op
from .kinds import D, E
from .numpy_create import NEGATIVE
from .registry import builtin, family
from .reshaping_numpy import missing, reshaped


@compile_time
def checked(order: Any, allowed: str) -> str:
    """The order, in one of the letters that are allowed."""
    if not isinstance(order, str) or order.upper() not in allowed or len(order) != 1:
        names = ", ".join(repr(letter) for letter in allowed)
        raise ValueError(f"the order {order!r} is not supported here, one of {names} is")
    return order.upper()


def _turned(a: np.ndarray[Any, np.dtype[D]], order: Given) -> bool:
    """Whether an order is Fortran's, for this array."""
    if order == "A":
        return indexing.contiguous(a.T) and not indexing.contiguous(a)
    return order == "F"


@builtin(np.reshape, np.ndarray.reshape)
def reshape_1(a: np.ndarray[Any, np.dtype[D]], shape: int, *, order: Given):
    return _reshaped(a, (shape,), checked(order, "CFA"))


@builtin(np.reshape, np.ndarray.reshape)
def reshape(a: np.ndarray[Any, np.dtype[D]], shape: tuple[int, ...], *, order: Given):
    return _reshaped(a, shape, checked(order, "CFA"))


@builtin(np.reshape)
def reshape_by_position(a: np.ndarray[Any, np.dtype[D]], shape: tuple[int, ...], order: Given):
    return _reshaped(a, shape, checked(order, "CFA"))


@builtin(np.ndarray.reshape)
def reshape_sizes(a: np.ndarray[Any, np.dtype[D]], *shape: int, order: Given):
    return _reshaped(a, shape, checked(order, "CFA"))


def _reshaped(a: np.ndarray[Any, np.dtype[D]], shape: tuple[int, ...], order: Given):
    missing(a.size, shape)
    if _turned(a, order):
        return reshaped(a.T, shape[::-1]).T
    return reshaped(a, shape)


@builtin(np.ravel, np.ndarray.ravel)
def ravel(a: np.ndarray[Any, np.dtype[D]], order: Given):
    return _ravelled(a, checked(order, "CFAK"))


def _ravelled(a: np.ndarray[Any, np.dtype[D]], order: Given):
    if order == "K" and a.ndim > 1:
        b = op.array_like(a, dtype=D, order="K")
        for axis in range(a.ndim):
            if a.strides[axis] != b.strides[axis] and a.shape[axis] != 1:
                b[...] = a
                return op.array_view(b, 0, b.size, b.itemsize)
        return op.array_view(a, 0, a.size, a.itemsize)
    return np.ravel(a.T) if _turned(a, order) else np.ravel(a)


@builtin(np.ndarray.flatten)
def flatten(a: np.ndarray[Any, np.dtype[D]], order: Given):
    return _flattened(a, checked(order, "CFAK"))


def _flattened(a: np.ndarray[Any, np.dtype[D]], order: Given):
    if order == "K" and a.ndim > 1:
        b = op.array_like(a, dtype=D, order="K")
        b[...] = a
        return op.array_view(b, 0, b.size, b.itemsize)
    return a.T.flatten() if _turned(a, order) else a.flatten()


@builtin(np.ndarray.copy)
def copy(a: np.ndarray[Any, np.dtype[D]], order: Given):
    return copied(a, checked(order, "CFAK"))


@builtin(np.copy)
def copy_of(a: np.ndarray[Any, np.dtype[D]], order: Given):
    return copied(a, checked(order, "CFAK"))


def copied(a: np.ndarray[Any, np.dtype[D]], order: Given):
    if order == "K" and a.ndim > 1:
        return a.astype(D)
    return a.T.copy().T if _turned(a, order) else a.copy()


@family({np.zeros: True, np.empty: False})
def allocated(zero: Given, shape: tuple[int, ...], dtype: type[D] = np.float64, *, order: Given):
    return _allocated(shape, D, checked(order, "CF"), zero)


@family({np.zeros: True, np.empty: False})
def allocated_1(zero: Given, shape: int, dtype: type[D] = np.float64, *, order: Given):
    return _allocated((shape,), D, checked(order, "CF"), zero)


def _allocated(shape: tuple[int, ...], dtype: type[E], order: Given, zero: Given):
    for n in shape:
        if n < 0:
            raise ValueError(NEGATIVE)
    if order == "F":
        return op.array_alloc(*shape[::-1], dtype=E, zero=zero).T
    return op.array_alloc(*shape, dtype=E, zero=zero)


def empty_beside(a: np.ndarray[Any, np.dtype[D]], shape: tuple[int, ...], dtype: type[E]):
    """A new array, in Fortran's order where only that is the array's."""
    if _turned(a, "A"):
        return op.array_alloc(*shape[::-1], dtype=E, zero=False).T
    return op.array_alloc(*shape, dtype=E, zero=False)


@builtin(np.ones)
def ones(shape: tuple[int, ...], dtype: type[D] = np.float64, *, order: Given):
    if checked(order, "CF") == "F":
        return np.ones(shape[::-1], D).T
    return np.ones(shape, D)


@builtin(np.full)
def full(shape: tuple[int, ...], fill_value: object, *, order: Given):
    if checked(order, "CF") == "F":
        return np.full(shape[::-1], fill_value).T
    return np.full(shape, fill_value)


@builtin(np.full)
def full_typed(shape: tuple[int, ...], fill_value: object, dtype: type[D], *, order: Given):
    if checked(order, "CF") == "F":
        return np.full(shape[::-1], fill_value, D).T
    return np.full(shape, fill_value, D)


@builtin(np.ascontiguousarray)
def ascontiguousarray(a: np.ndarray[Any, np.dtype[D]]):
    if a.ndim == 0:
        return op.array_view(a, 0, 1, a.itemsize)
    return a if indexing.contiguous(a) else a.copy()


@builtin(np.ascontiguousarray)
def ascontiguousarray_typed(a: object, dtype: type[D]):
    return np.ascontiguousarray(np.asarray(a, D))


@builtin(np.asfortranarray)
def asfortranarray_typed(a: object, dtype: type[D]):
    return np.asfortranarray(np.asarray(a, D))


@builtin(np.asfortranarray)
def asfortranarray(a: np.ndarray[Any, np.dtype[D]]):
    return a if indexing.contiguous(a.T) else a.T.copy().T
