"""`np.average`: means with weights."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import axes
from .intrinsics import Given, dtype_of
from .kinds import D, E
from .registry import builtin


@builtin(np.average)
def average_plain(
    a: object,
    axis: Given = None,
    weights: None = None,
    returned: Given = False,
    *,
    keepdims: Given = False,
):
    b = np.asarray(a)
    found = np.mean(b, axis, keepdims=keepdims)
    means = np.asarray(found)
    if means.size == 0:
        raise ZeroDivisionError("division by zero")  # NumPy's, of the counts
    if returned:
        count = np.full(means.shape, b.size / means.size, means.dtype)
        return found, count if means.ndim > 0 else count[()]
    return found


@builtin(np.average)
def average(
    a: object,
    axis: Given = None,
    weights: object = None,
    returned: Given = False,
    *,
    keepdims: Given = False,
):
    b, w = np.asarray(a), np.asarray(weights)
    if axis is None:
        if b.ndim != w.ndim or b.shape != w.shape:
            raise TypeError("Axis must be specified when shapes of a and weights differ.")
        return _average(b, w, None, returned, keepdims)
    k = axes.axis_of(axis, b.ndim)
    if b.ndim == w.ndim:
        if b.shape != w.shape:
            _inconsistent()
        return _average(b, w, k, returned, keepdims)
    axes.only(w.ndim, 1)
    if len(w) != b.shape[k]:
        _inconsistent()
    along = np.expand_dims(w, axes.others(k, b.ndim))
    return _average(b, along, k, returned, keepdims)


def _inconsistent() -> None:
    raise ValueError("Shape of weights must be consistent with shape of a along specified axis.")


_INEXACT = (np.float16, np.float32, np.float64, np.complex64, np.complex128)


def _average(
    a: np.ndarray[Any, np.dtype[D]],
    w: np.ndarray[Any, np.dtype[E]],
    axis: Given,
    returned: Given,
    keepdims: Given,
):
    if isinstance(np.ones((), D)[()], _INEXACT):
        both = np.asarray(a, dtype_of((a, w))), np.asarray(w, dtype_of((a, w)))
    else:
        one = np.ones(1)
        both = np.asarray(a, dtype_of((a, w, one))), np.asarray(w, dtype_of((a, w, one)))
    return _weighted(both[0], both[1], axis, returned, keepdims)


def _weighted(
    a: np.ndarray[Any, np.dtype[D]],
    w: np.ndarray[Any, np.dtype[D]],
    axis: Given,
    returned: Given,
    keepdims: Given,
):
    total = np.sum(w, axis, keepdims=keepdims)
    if np.any(total == 0.0):
        raise ZeroDivisionError("Weights sum to zero, can't be normalized")
    found = np.sum(a * w, axis, keepdims=keepdims) / total
    if returned:
        means, sums = np.asarray(found), np.asarray(total)
        counts = np.empty(means.shape, means.dtype)
        counts[...] = sums
        return found, counts if means.ndim > 0 else counts[()]
    return found
