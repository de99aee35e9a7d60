"""NumPy's arithmetic functions on one element: the operators under their names, the greater and
the smaller of two. The front end gives all operands one NumPy type and maps over arrays.
"""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from .intrinsics import inline, op
from .kinds import Integer, Number, Real
from .registry import builtin


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


@builtin(np.square)
@inline
def square_bool(x: np.bool_) -> np.int8:
    return op.cast(x, to=np.int8)


@builtin(np.maximum, np.fmax)
@inline
def maximum_whole(x: Integer, y: Integer) -> Integer:
    return x if x >= y else y


@builtin(np.minimum, np.fmin)
@inline
def minimum_whole(x: Integer, y: Integer) -> Integer:
    return x if x <= y else y


@builtin(np.maximum, np.fmax)
@inline
def maximum_bool(x: np.bool_, y: np.bool_) -> np.bool_:
    return x | y


@builtin(np.minimum, np.fmin)
@inline
def minimum_bool(x: np.bool_, y: np.bool_) -> np.bool_:
    return x & y


# --- of equal ones NumPy takes the second, in half precision the first: 0.0 and -0.0 tell


@builtin(np.maximum)
@inline
def maximum(x: Real, y: Real) -> Real:
    return x if (x > y) | (x != x) else y


@builtin(np.minimum)
@inline
def minimum(x: Real, y: Real) -> Real:
    return x if (x < y) | (x != x) else y


@builtin(np.fmax)
@inline
def fmax(x: Real, y: Real) -> Real:
    return x if (x > y) | (y != y) else y


@builtin(np.fmin)
@inline
def fmin(x: Real, y: Real) -> Real:
    return x if (x < y) | (y != y) else y


@builtin(np.maximum)
@inline
def maximum_half(x: np.float16, y: np.float16) -> np.float16:
    return x if x >= y or x != x else y


@builtin(np.minimum)
@inline
def minimum_half(x: np.float16, y: np.float16) -> np.float16:
    return x if x <= y or x != x else y


@builtin(np.fmax)
@inline
def fmax_half(x: np.float16, y: np.float16) -> np.float16:
    return x if x >= y or y != y else y


@builtin(np.fmin)
@inline
def fmin_half(x: np.float16, y: np.float16) -> np.float16:
    return x if x <= y or y != y else y


@builtin(np.copysign)
@inline
def copysign(x: Real, y: Real) -> Real:
    return op.copysign(x, y)
