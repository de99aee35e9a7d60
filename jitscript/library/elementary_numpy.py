"""NumPy's elementary functions on one element. The front end gives all operands one NumPy type,
a float for functions that have no integer form, and maps the call over arrays.

Results are libm's, within 4 units in the last place of NumPy's own. There are no errors: outside
its domain a function is nan.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from .intrinsics import inline, op
from .registry import builtin

Real = TypeVar("Real", np.float32, np.float64)
Whole = TypeVar(
    "Whole",
    np.int8,
    np.int16,
    np.int32,
    np.int64,
    np.uint8,
    np.uint16,
    np.uint32,
    np.uint64,
    np.bool_,
)


@builtin(np.floor, np.ceil, np.trunc)
@inline
def whole(x: Whole) -> Whole:
    return x


@builtin(np.isnan)
@inline
def isnan(x: Real) -> np.bool_:
    return x != x


@builtin(np.isinf)
@inline
def isinf(x: Real) -> np.bool_:
    return op.fabs(x) == np.inf


@builtin(np.isfinite)
@inline
def isfinite(x: Real) -> np.bool_:
    return x - x == 0.0


@builtin(np.sqrt)
@inline
def sqrt(x: Real) -> Real:
    return op.sqrt(x)


@builtin(np.floor)
@inline
def floor(x: Real) -> Real:
    return op.floor(x)


@builtin(np.ceil)
@inline
def ceil(x: Real) -> Real:
    return op.ceil(x)


@builtin(np.trunc)
@inline
def trunc(x: Real) -> Real:
    return op.trunc(x)


@builtin(np.rint)
@inline
def rint(x: Real) -> Real:
    return op.rint(x)


@builtin(np.fabs)
@inline
def fabs(x: Real) -> Real:
    return op.fabs(x)


@builtin(np.exp)
@inline
def exp(x: Real) -> Real:
    return op.libm(x, name="exp")


@builtin(np.exp2)
@inline
def exp2(x: Real) -> Real:
    return op.libm(x, name="exp2")


@builtin(np.expm1)
@inline
def expm1(x: Real) -> Real:
    return op.libm(x, name="expm1")


@builtin(np.log)
@inline
def log(x: Real) -> Real:
    return op.libm(x, name="log")


@builtin(np.log2)
@inline
def log2(x: Real) -> Real:
    return op.libm(x, name="log2")


@builtin(np.log10)
@inline
def log10(x: Real) -> Real:
    return op.libm(x, name="log10")


@builtin(np.log1p)
@inline
def log1p(x: Real) -> Real:
    return op.libm(x, name="log1p")


@builtin(np.sin)
@inline
def sin(x: Real) -> Real:
    return op.libm(x, name="sin")


@builtin(np.cos)
@inline
def cos(x: Real) -> Real:
    return op.libm(x, name="cos")


@builtin(np.tan)
@inline
def tan(x: Real) -> Real:
    return op.libm(x, name="tan")


@builtin(np.arcsin)
@inline
def arcsin(x: Real) -> Real:
    return op.libm(x, name="asin")


@builtin(np.arccos)
@inline
def arccos(x: Real) -> Real:
    return op.libm(x, name="acos")


@builtin(np.arctan)
@inline
def arctan(x: Real) -> Real:
    return op.libm(x, name="atan")


@builtin(np.sinh)
@inline
def sinh(x: Real) -> Real:
    return op.libm(x, name="sinh")


@builtin(np.cosh)
@inline
def cosh(x: Real) -> Real:
    return op.libm(x, name="cosh")


@builtin(np.tanh)
@inline
def tanh(x: Real) -> Real:
    return op.libm(x, name="tanh")


@builtin(np.arcsinh)
@inline
def arcsinh(x: Real) -> Real:
    return op.libm(x, name="asinh")


@builtin(np.arccosh)
@inline
def arccosh(x: Real) -> Real:
    return op.libm(x, name="acosh")


@builtin(np.arctanh)
@inline
def arctanh(x: Real) -> Real:
    return op.libm(x, name="atanh")


@builtin(np.cbrt)
@inline
def cbrt(x: Real) -> Real:
    return op.libm(x, name="cbrt")


@builtin(np.arctan2)
@inline
def arctan2(x: Real, y: Real) -> Real:
    return op.libm(x, y, name="atan2")


@builtin(np.hypot)
@inline
def hypot(x: Real, y: Real) -> Real:
    return op.libm(x, y, name="hypot")
