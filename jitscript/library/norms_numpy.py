"""`np.linalg.norm` of vectors, and of the elements of matrices."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .intrinsics import Given, compile_time
from .kinds import Complex, D
from .registry import builtin


@compile_time
def order_of(ord: Any, of: str) -> str:
    """How a norm is computed, by what it is asked for with."""
    if ord is None or (of == "vector" and ord == 2) or (of == "matrix" and ord == "fro"):
        return "square"
    if isinstance(ord, str) or (of == "matrix" and abs(ord) not in (1, float("inf"))):
        raise ValueError(f"the norm of a matrix of order {ord!r} is not supported")
    if abs(ord) == float("inf"):
        return "most" if ord > 0 else "least"
    return {0: "count", 1: "sum"}.get(ord, "power") if of == "vector" else f"columns{int(ord)}"


@builtin(np.linalg.norm)
def norm(x: object, ord: Given = None, axis: None = None, keepdims: Given = False):
    a = _inexact(np.asarray(x))
    if ord is None:
        flat = np.ravel(a)
        found = np.sqrt(_squares(flat))
        return np.reshape(found, axes.ones(a.ndim)) if keepdims else found
    if a.ndim == 1:
        return _of_axis(a, order_of(ord, "vector"), ord, 0, keepdims)
    return _of_matrix(a, order_of(ord, "matrix"), ord, keepdims)


@builtin(np.linalg.norm)
def norm_along(x: object, ord: Given = None, axis: Given = None, keepdims: Given = False):
    a = _inexact(np.asarray(x))
    if axes.is_sequence(axis):
        if len(axis) == 2 and order_of(ord, "matrix") == "square":
            return np.sqrt(np.sum(_absolute_squares(a), axis, keepdims=keepdims))
        return _of_axis(a, order_of(ord, "vector"), ord, axis[0], keepdims)
    return _of_axis(a, order_of(ord, "vector"), ord, axis, keepdims)


def _of_axis(a: np.ndarray[Any, np.dtype[D]], how: Given, ord: Given, axis: Given, keepdims: Given):
    if how == "square":
        return np.sqrt(np.sum(_absolute_squares(a), axis, keepdims=keepdims))
    if how == "most":
        return np.max(np.abs(a), axis, keepdims=keepdims, initial=0)
    if how == "least":
        return np.min(np.abs(a), axis, keepdims=keepdims)
    if how == "sum":
        return np.sum(np.abs(a), axis, keepdims=keepdims)
    if how == "count":
        return np.sum((a != 0).astype(np.abs(a).dtype), axis, keepdims=keepdims)
    sums = np.sum(np.power(np.abs(a), ord), axis, keepdims=keepdims)
    return np.power(sums, np.float64(1.0) / np.float64(ord)).astype(np.abs(a).dtype)


def _of_matrix(a: np.ndarray[Any, np.dtype[D]], how: Given, ord: Given, keepdims: Given):
    if a.ndim != 2:
        raise ValueError("Improper number of dimensions to norm.")
    if how == "square":
        return np.sqrt(np.sum(_absolute_squares(a), None, keepdims=keepdims))
    if how == "most":
        return np.max(np.sum(np.abs(a), 1), initial=0)
    if how == "least":
        return np.min(np.sum(np.abs(a), 1))
    if how == "columns1":
        return np.max(np.sum(np.abs(a), 0), initial=0)
    return np.min(np.sum(np.abs(a), 0))


def _inexact(a: np.ndarray[Any, np.dtype[D]]):
    one = np.ones((), D)[()]
    if isinstance(one, (np.float16, np.float32, np.float64, np.complex64, np.complex128)):
        return a
    return np.asarray(a, np.float64)


def _squares(a: np.ndarray[tuple[int], np.dtype[D]]):
    if isinstance(np.ones((), D)[()], (np.complex64, np.complex128)):
        return np.dot(a.real, a.real) + np.dot(a.imag, a.imag)
    return np.dot(a, a)


def _absolute_squares(a: np.ndarray[Any, np.dtype[D]]):
    if isinstance(np.ones((), D)[()], (np.complex64, np.complex128)):
        return _by_conjugate(a)
    return a * a


def _by_conjugate(a: np.ndarray[Any, np.dtype[Complex]]):
    return (np.conjugate(a) * a).real
