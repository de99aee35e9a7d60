"""NumPy's arithmetic functions on one element: the operators under their names, the greater and
the smaller of two. The front end gives all operands one NumPy type and maps over arrays.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from .intrinsics import inline, op
from .registry import builtin

Real = TypeVar("Real", np.float32, np.float64)
Integral = TypeVar(
    "Integral",
    np.int8,
    np.int16,
    np.int32,
    np.int64,
    np.uint8,
    np.uint16,
    np.uint32,
    np.uint64,
)
Number = TypeVar(
    "Number",
    np.int8,
    np.int16,
    np.int32,
    np.int64,
    np.uint8,
    np.uint16,
    np.uint32,
    np.uint64,
    np.float32,
    np.float64,
)


@builtin(np.add)
@inline
def add(x: Number, y: Number) -> Number:
    return op.add(x, y)


@builtin(np.subtract)
@inline
def subtract(x: Number, y: Number) -> Number:
    return op.sub(x, y)


@builtin(np.multiply)
@inline
def multiply(x: Number, y: Number) -> Number:
    return op.mul(x, y)


@builtin(np.negative)
@inline
def negative(x: Number) -> Number:
    return op.neg(x)


@builtin(np.square)
@inline
def square(x: Number) -> Number:
    return op.mul(x, x)


@builtin(np.maximum, np.fmax)
@inline
def maximum_whole(x: Integral, y: Integral) -> Integral:
    return x if x >= y else y


@builtin(np.minimum, np.fmin)
@inline
def minimum_whole(x: Integral, y: Integral) -> Integral:
    return x if x <= y else y


@builtin(np.maximum)
@inline
def maximum(x: Real, y: Real) -> Real:
    return x if x >= y or x != x else y


@builtin(np.minimum)
@inline
def minimum(x: Real, y: Real) -> Real:
    return x if x <= y or x != x else y


@builtin(np.fmax)
@inline
def fmax(x: Real, y: Real) -> Real:
    return x if x >= y or y != y else y


@builtin(np.fmin)
@inline
def fmin(x: Real, y: Real) -> Real:
    return x if x <= y or y != y else y


@builtin(np.copysign)
@inline
def copysign(x: Real, y: Real) -> Real:
    return op.copysign(x, y)
