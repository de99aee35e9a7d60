"""`math`: trigonometry, exponentials, logarithms and powers: libm's results, CPython's errors.

CPython looks at the result: a nan out of no nan is a domain error, an infinity out of a finite
argument a domain or a range error. One test, `r - r != 0.0`, sorts out every such result.
"""

from __future__ import annotations

import math

from .intrinsics import Given, inline, op
from .registry import builtin, family
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


@family(
    {
        math.acos: "acos",
        math.acosh: "acosh",
        math.asin: "asin",
        math.asinh: "asinh",
        math.atan: "atan",
        math.atanh: "atanh",
        math.cos: "cos",
        math.sin: "sin",
        math.tan: "tan",
        math.tanh: "tanh",
        math.log1p: "log1p",
    }
)
@inline
def within_domain(name: Given, x: float) -> float:
    r = op.libm(x, name=name)
    if r - r != 0.0:
        check_domain(x, r)
    return r


@family({math.cosh: "cosh", math.sinh: "sinh", math.exp: "exp", math.expm1: "expm1"})
@inline
def within_range(name: Given, x: float) -> float:
    r = op.libm(x, name=name)
    if r - r != 0.0:
        check_range(x, r)
    return r


if hasattr(math, "cbrt"):

    @builtin(math.cbrt)
    @inline
    def cbrt(x: float) -> float:
        return within_domain("cbrt", x)


if hasattr(math, "exp2"):

    @builtin(math.exp2)
    @inline
    def exp2(x: float) -> float:
        return within_range("exp2", x)


@builtin(math.sqrt)
@inline
def sqrt(x: float) -> float:
    if x < 0.0:
        raise ValueError(DOMAIN)
    return op.sqrt(x)


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


@family({math.log: "log", math.log2: "log2", math.log10: "log10"})
@inline
def logarithm(name: Given, x: float) -> float:
    if not x > 0.0:
        _check_log(x)
    return op.libm(x, name=name)


def _check_log(x: float) -> None:
    if x == x:
        raise ValueError(DOMAIN)


@builtin(math.log)
def log_base(x: float, base: float) -> float:
    numerator = math.log(x)
    denominator = math.log(base)
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


@family({math.erf: "erf", math.erfc: "erfc"})
@inline
def everywhere(name: Given, x: float) -> float:
    return op.libm(x, name=name)
