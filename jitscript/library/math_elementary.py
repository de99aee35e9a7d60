"""`math`: trigonometry, exponentials, logarithms and powers: libm's results, CPython's errors.

CPython looks at the result: a nan out of no nan is a domain error, an infinity out of a finite
argument a domain or a range error. One test, `r - r != 0.0`, sorts out every such result.
"""

from __future__ import annotations

import math

from .intrinsics import inline, op
from .registry import builtin
from .words import FLOAT_DIV

DOMAIN = "math domain error"
RANGE = "math range error"


def check_domain(x: float, r: float) -> None:
    """Raise if `r`, which is not finite, is no answer for `x`: a pole is outside the domain."""
    if x - x == 0.0 or (r != r and x == x):
        raise ValueError(DOMAIN)


def check_range(x: float, r: float) -> None:
    """The same for functions that overflow."""
    if r != r and x == x:
        raise ValueError(DOMAIN)
    if x - x == 0.0:
        raise OverflowError(RANGE)


def check_range_2(x: float, y: float, r: float) -> None:
    """The same for functions of two arguments."""
    if r != r and x == x and y == y:
        raise ValueError(DOMAIN)
    if r == r and x - x == 0.0 and y - y == 0.0:
        raise OverflowError(RANGE)


@builtin(math.acos)
@inline
def acos(x: float) -> float:
    r = op.libm(x, name="acos")
    if r - r != 0.0:
        check_domain(x, r)
    return r


@builtin(math.acosh)
@inline
def acosh(x: float) -> float:
    r = op.libm(x, name="acosh")
    if r - r != 0.0:
        check_domain(x, r)
    return r


@builtin(math.asin)
@inline
def asin(x: float) -> float:
    r = op.libm(x, name="asin")
    if r - r != 0.0:
        check_domain(x, r)
    return r


@builtin(math.asinh)
@inline
def asinh(x: float) -> float:
    r = op.libm(x, name="asinh")
    if r - r != 0.0:
        check_domain(x, r)
    return r


@builtin(math.atan)
@inline
def atan(x: float) -> float:
    r = op.libm(x, name="atan")
    if r - r != 0.0:
        check_domain(x, r)
    return r


@builtin(math.atanh)
@inline
def atanh(x: float) -> float:
    r = op.libm(x, name="atanh")
    if r - r != 0.0:
        check_domain(x, r)
    return r


@builtin(math.cos)
@inline
def cos(x: float) -> float:
    r = op.libm(x, name="cos")
    if r - r != 0.0:
        check_domain(x, r)
    return r


@builtin(math.sin)
@inline
def sin(x: float) -> float:
    r = op.libm(x, name="sin")
    if r - r != 0.0:
        check_domain(x, r)
    return r


@builtin(math.sqrt)
@inline
def sqrt(x: float) -> float:
    if x < 0.0:
        raise ValueError(DOMAIN)
    return op.sqrt(x)


@builtin(math.tan)
@inline
def tan(x: float) -> float:
    r = op.libm(x, name="tan")
    if r - r != 0.0:
        check_domain(x, r)
    return r


@builtin(math.tanh)
@inline
def tanh(x: float) -> float:
    r = op.libm(x, name="tanh")
    if r - r != 0.0:
        check_domain(x, r)
    return r


@builtin(math.log1p)
@inline
def log1p(x: float) -> float:
    r = op.libm(x, name="log1p")
    if r - r != 0.0:
        check_domain(x, r)
    return r


@builtin(math.cosh)
@inline
def cosh(x: float) -> float:
    r = op.libm(x, name="cosh")
    if r - r != 0.0:
        check_range(x, r)
    return r


@builtin(math.sinh)
@inline
def sinh(x: float) -> float:
    r = op.libm(x, name="sinh")
    if r - r != 0.0:
        check_range(x, r)
    return r


@builtin(math.exp)
@inline
def exp(x: float) -> float:
    r = op.libm(x, name="exp")
    if r - r != 0.0:
        check_range(x, r)
    return r


@builtin(math.expm1)
@inline
def expm1(x: float) -> float:
    r = op.libm(x, name="expm1")
    if r - r != 0.0:
        check_range(x, r)
    return r


if hasattr(math, "cbrt"):

    @builtin(math.cbrt)
    @inline
    def cbrt(x: float) -> float:
        r = op.libm(x, name="cbrt")
        if r - r != 0.0:
            check_domain(x, r)
        return r


if hasattr(math, "exp2"):

    @builtin(math.exp2)
    @inline
    def exp2(x: float) -> float:
        r = op.libm(x, name="exp2")
        if r - r != 0.0:
            check_range(x, r)
        return r


@builtin(math.atan2)
@inline
def atan2(y: float, x: float) -> float:
    return op.libm(y, x, name="atan2")


@builtin(math.pow)
@inline
def pow_(x: float, y: float) -> float:
    r = op.libm(x, y, name="pow")
    if r - r != 0.0 and x - x == 0.0 and y - y == 0.0:
        if r != r or x == 0.0:
            raise ValueError(DOMAIN)
        raise OverflowError(RANGE)
    return r


@builtin(math.log)
@inline
def log(x: float) -> float:
    if not x > 0.0:
        _check_log(x)
    return op.libm(x, name="log")


@builtin(math.log2)
@inline
def log2(x: float) -> float:
    if not x > 0.0:
        _check_log(x)
    return op.libm(x, name="log2")


@builtin(math.log10)
@inline
def log10(x: float) -> float:
    if not x > 0.0:
        _check_log(x)
    return op.libm(x, name="log10")


def _check_log(x: float) -> None:
    if x == x:
        raise ValueError(DOMAIN)


@builtin(math.log)
def log_base(x: float, base: float) -> float:
    numerator = log(x)
    denominator = log(base)
    if denominator == 0.0:
        raise ZeroDivisionError(FLOAT_DIV)
    return op.div(numerator, denominator)


@builtin(math.degrees)
@inline
def degrees(x: float) -> float:
    return x * 57.29577951308232


@builtin(math.radians)
@inline
def radians(x: float) -> float:
    return x * 0.017453292519943295


@builtin(math.erf)
@inline
def erf(x: float) -> float:
    return op.libm(x, name="erf")


@builtin(math.erfc)
@inline
def erfc(x: float) -> float:
    return op.libm(x, name="erfc")
