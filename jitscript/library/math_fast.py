"""`math` for `@script(math="fast")`: NumPy's functions of doubles, which become vector code, with
CPython's errors, told by the arguments. They may wait for the end of a loop (`late`).

What is not here is as it is without the option.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from .intrinsics import inline, late, op
from .math_elementary import DOMAIN, RANGE

LARGEST = 1.7976931348623157e308
INF = math.inf
EXP_MOST = 709.782712893384  # e to the power of it is finite, of the next double not
HALF_EXP_MOST = 710.4758600739439  # so for half of it, as in sinh and cosh


@inline
def _double(x: float) -> np.float64:
    return op.cast(x, to=np.float64)


@inline
def _float(x: np.float64) -> float:
    return op.cast(x, to=float)


@late
@inline
def exp(x: float) -> float:
    if op.and_(op.gt(x, EXP_MOST), op.le(x, LARGEST)):
        raise OverflowError(RANGE)
    return _float(np.exp(_double(x)))


@late
@inline
def exp2(x: float) -> float:
    if op.and_(op.ge(x, 1024.0), op.le(x, LARGEST)):
        raise OverflowError(RANGE)
    return _float(np.exp2(_double(x)))


@late
@inline
def expm1(x: float) -> float:
    if op.and_(op.gt(x, EXP_MOST), op.le(x, LARGEST)):
        raise OverflowError(RANGE)
    return _float(np.expm1(_double(x)))


@late
@inline
def sinh(x: float) -> float:
    a = op.fabs(x)
    if op.and_(op.gt(a, HALF_EXP_MOST), op.le(a, LARGEST)):
        raise OverflowError(RANGE)
    return _float(np.sinh(_double(x)))


@late
@inline
def cosh(x: float) -> float:
    a = op.fabs(x)
    if op.and_(op.gt(a, HALF_EXP_MOST), op.le(a, LARGEST)):
        raise OverflowError(RANGE)
    return _float(np.cosh(_double(x)))


@inline
def tanh(x: float) -> float:
    return _float(np.tanh(_double(x)))


@late
@inline
def log(x: float) -> float:
    if op.le(x, 0.0):
        raise ValueError(DOMAIN)
    return _float(np.log(_double(x)))


@late
@inline
def log2(x: float) -> float:
    if op.le(x, 0.0):
        raise ValueError(DOMAIN)
    return _float(np.log2(_double(x)))


@late
@inline
def log1p(x: float) -> float:
    if op.le(x, -1.0):
        raise ValueError(DOMAIN)
    return _float(np.log1p(_double(x)))


@late
@inline
def sin(x: float) -> float:
    if op.eq(op.fabs(x), INF):
        raise ValueError(DOMAIN)
    return _float(np.sin(_double(x)))


@late
@inline
def cos(x: float) -> float:
    if op.eq(op.fabs(x), INF):
        raise ValueError(DOMAIN)
    return _float(np.cos(_double(x)))


@late
@inline
def tan(x: float) -> float:
    if op.eq(op.fabs(x), INF):
        raise ValueError(DOMAIN)
    return _float(np.tan(_double(x)))


@late
@inline
def asin(x: float) -> float:
    if op.gt(op.fabs(x), 1.0):
        raise ValueError(DOMAIN)
    return _float(np.arcsin(_double(x)))


@late
@inline
def acos(x: float) -> float:
    if op.gt(op.fabs(x), 1.0):
        raise ValueError(DOMAIN)
    return _float(np.arccos(_double(x)))


@inline
def atan(x: float) -> float:
    return _float(np.arctan(_double(x)))


@inline
def atan2(y: float, x: float) -> float:
    return _float(np.arctan2(_double(y), _double(x)))


@inline
def cbrt(x: float) -> float:
    return _float(np.cbrt(_double(x)))


@late
@inline
def sqrt(x: float) -> float:
    if op.lt(x, 0.0):
        raise ValueError(DOMAIN)
    return op.sqrt(x)


_OF_ONE = (exp, exp2, expm1, sinh, cosh, tanh, log, log2, log1p, sin, cos, tan, asin, acos, atan)
# By the function of `math` and the number of its arguments. CPython 3.10 has no cbrt and no exp2.
FUNCTIONS: dict[tuple[Any, int], Callable[..., float]] = {
    **{
        (getattr(math, f.__name__), 1): f
        for f in (*_OF_ONE, cbrt, sqrt)
        if hasattr(math, f.__name__)
    },
    (math.atan2, 2): atan2,
}
