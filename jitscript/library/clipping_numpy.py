"""`np.clip`: by bounds of any type, those of Python beyond what the elements hold among them."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from .intrinsics import Given, inline, op
from .kinds import D
from .registry import builtin


@builtin(np.clip, np.ndarray.clip)
@inline
def clip(a: np.ndarray[Any, np.dtype[D]], min: object = None, max: object = None):
    if min is None and max is None:
        return np.positive(a)
    if min is None:
        return np.minimum(a, _above(max, D, np.result_type(a, max).type))
    if max is None:
        return np.maximum(a, _below(min, D, np.result_type(a, min).type))
    to = np.result_type(a, min, max).type
    return _between(np.asarray(a, to), _below(min, D, to), _above(max, D, to), to)


@inline
def _between(a: object, low: object, high: object, to: Given):
    of_numbers = not isinstance(low, np.ndarray) and not isinstance(high, np.ndarray)
    if of_numbers and isinstance(to(0), (np.float32, np.float64)):
        # NumPy has a loop for numbers as bounds: what equals one stays, as 0.0 and -0.0 show
        raised = np.where((a < low) | (low != low), low, a)
        return np.where((raised > high) | (high != high), high, raised)
    return np.minimum(np.maximum(a, low), high)


@inline
def _below(bound: object, of: Given, to: Given):
    """The lower bound of elements `of` a type, as the result's; a Python int below all that the
    elements' type has bounds nothing, one that the result's type does not hold is an error."""
    if isinstance(bound, np.ndarray):
        return bound
    if isinstance(bound, int) and not isinstance(bound, bool) and isinstance(of(0), np.integer):
        return _least(to) if bound <= np.iinfo(of).min else to(bound)
    return to(bound)


@inline
def _above(bound: object, of: Given, to: Given):
    if isinstance(bound, np.ndarray):
        return bound
    if isinstance(of(0), np.uint64):
        return to(bound)
    if isinstance(bound, int) and not isinstance(bound, bool) and isinstance(of(0), np.integer):
        return _greatest(to) if bound >= np.iinfo(of).max else to(bound)
    return to(bound)


@inline
def _least(to: Given):
    if isinstance(to(0), np.unsignedinteger):
        return op.cast(0, to=to)
    if isinstance(to(0), np.integer):
        return op.cast(np.iinfo(to).min, to=to)
    return -_greatest(to)


@inline
def _greatest(to: Given):
    if isinstance(to(0), np.uint64):
        return ~op.cast(0, to=to)
    if isinstance(to(0), np.integer):
        return op.cast(np.iinfo(to).max, to=to)
    if isinstance(to(0), np.complexfloating):
        return to(complex(np.inf, np.inf))
    return to(np.inf)
