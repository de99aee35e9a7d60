"""`cmath` where no Python is: C's functions by real and imaginary part (`own_complex_numpy.py`),
with CPython's errors and what it makes of infinities."""

# The language itself: what op gives is of the types of its operands.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from . import own_complex_numpy as own
from .elementary_f64_numpy import c
from .intrinsics import inline, op
from .math_elementary import DOMAIN, RANGE
from .own_complex_exponential_numpy import HALF_PI, INF, NAN, finite, infinite
from .own_functions_numpy import hypot
from .own_trigonometry_numpy import atan2
from .own_trigonometry_numpy import cos as real_cos
from .own_trigonometry_numpy import sin as real_sin

LN10 = 2.302585092994046
# CPython computes e**(x - 1) first, and gives up where that is infinite.
TOO_LARGE, TOO_LARGE_HALVED = 710.782712893384, 711.4758600739439


@inline
def _in_range(
    x: np.float64, y: np.float64, limit: float, found: tuple[np.float64, np.float64]
) -> tuple[np.float64, np.float64]:
    """What was found for (x, y), if it is finite where they are."""
    large = op.gt(x, c(limit)) or infinite(found[0]) or infinite(found[1])
    if op.and_(finite(x), finite(y)) and large:
        raise OverflowError(RANGE)
    return found


def exp(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if infinite(y) and op.eq(x, x):
        if op.eq(x, c(-INF)):
            return c(0.0), c(0.0)
        raise ValueError(DOMAIN)
    return _in_range(x, y, TOO_LARGE, own.cexp(x, y))


def cosh(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if infinite(y) and op.eq(x, x):
        raise ValueError(DOMAIN)
    if op.and_(op.ne(x, x), op.eq(y, c(0.0))):
        return x, c(0.0)
    return _in_range(op.fabs(x), y, TOO_LARGE_HALVED, own.ccosh(x, y))


def sinh(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if infinite(y) and op.eq(x, x):
        raise ValueError(DOMAIN)
    if op.and_(op.ne(y, y), op.eq(x, c(0.0))):
        return c(0.0), y
    return _in_range(op.fabs(x), y, TOO_LARGE_HALVED, own.csinh(x, y))


def tanh(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if infinite(y) and finite(x):
        raise ValueError(DOMAIN)
    if op.and_(op.ne(y, y), op.eq(x, c(0.0))):
        return y, y
    if op.and_(infinite(x), infinite(y)):
        return op.copysign(c(1.0), x), c(0.0)
    return own.ctanh(x, y)


def sin(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    a, b = sinh(op.neg(y), x)
    return b, op.neg(a)


def cos(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    return cosh(op.neg(y), x)


def tan(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    a, b = tanh(op.neg(y), x)
    return b, op.neg(a)


def log(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if op.and_(op.eq(x, c(0.0)), op.eq(y, c(0.0))):
        raise ValueError(DOMAIN)
    return own.clog(x, y)


def log_of_base(
    x: np.float64, y: np.float64, a: np.float64, b: np.float64
) -> tuple[np.float64, np.float64]:
    """CPython forgets whether the first has no logarithm."""
    p, q = own.clog(x, y)
    r, s = log(a, b)
    if op.and_(op.eq(r, c(0.0)), op.eq(s, c(0.0))):
        raise ValueError(DOMAIN)
    if op.ge(op.fabs(r), op.fabs(s)):
        ratio = s / r
        scale = r + s * ratio
        return (p + q * ratio) / scale, (q - p * ratio) / scale
    if op.ge(op.fabs(s), op.fabs(r)):
        ratio = r / s
        scale = r * ratio + s
        return (p * ratio + q) / scale, (q * ratio - p) / scale
    return c(NAN), c(NAN)


def log10(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    p, q = log(x, y)
    return op.div(p, c(LN10)), op.div(q, c(LN10))


def atanh(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if op.and_(op.eq(op.fabs(x), c(1.0)), op.eq(y, c(0.0))):
        raise ValueError(DOMAIN)
    return own.catanh(x, y)


def atan(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if op.and_(op.ne(y, y), infinite(x)):
        return op.copysign(c(HALF_PI), x), c(-0.0)
    a, b = atanh(y, x)
    return b, a


def asin(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if op.and_(op.ne(y, y), infinite(x)):
        return y, c(-INF)
    return own.casin(x, y)


def acos(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if op.and_(op.ne(y, y), infinite(x)):
        return y, c(INF)
    return own.cacos(x, y)


def acosh(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if op.and_(op.ne(y, y), op.eq(x, c(0.0))):
        return y, y
    return own.cacosh(x, y)


def phase(x: np.float64, y: np.float64) -> np.float64:
    return atan2(y, x)


def polar(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    size = hypot(x, y)
    if op.and_(infinite(size), op.and_(finite(x), finite(y))):
        raise OverflowError(RANGE)
    return size, atan2(y, x)


def rect(r: np.float64, phi: np.float64) -> tuple[np.float64, np.float64]:
    if infinite(phi) and op.and_(op.ne(r, c(0.0)), op.eq(r, r)):
        raise ValueError(DOMAIN)
    if op.eq(phi, c(0.0)):
        return r, op.select(op.eq(r, r), op.copysign(c(1.0), r) * phi, c(0.0))
    if op.and_(finite(r), finite(phi)):
        return r * real_cos(phi), r * real_sin(phi)
    if op.eq(r, c(0.0)):
        return c(0.0), c(0.0)
    if op.and_(infinite(r), finite(phi)):
        sign = op.copysign(c(1.0), r)
        return op.copysign(r, real_cos(phi)) * sign, op.copysign(r, real_sin(phi)) * sign
    return op.select(infinite(r), op.fabs(r), c(NAN)), c(NAN)


def isclose(
    a: np.float64,
    b: np.float64,
    x: np.float64,
    y: np.float64,
    rel_tol: np.float64,
    abs_tol: np.float64,
) -> bool:
    if op.or_(op.lt(rel_tol, c(0.0)), op.lt(abs_tol, c(0.0))):
        raise ValueError("tolerances must be non-negative")
    if op.and_(op.eq(a, x), op.eq(b, y)):
        return True
    if op.or_(infinite(a), infinite(b)) or op.or_(infinite(x), infinite(y)):
        return False
    apart = hypot(a - x, b - y)
    more, less = op.mul(rel_tol, hypot(x, y)), op.mul(rel_tol, hypot(a, b))
    return op.or_(op.or_(op.le(apart, more), op.le(apart, less)), op.le(apart, abs_tol))


FUNCTIONS = {
    "acos": acos,
    "acosh": acosh,
    "asin": asin,
    "asinh": own.casinh,
    "atan": atan,
    "atanh": atanh,
    "cos": cos,
    "cosh": cosh,
    "exp": exp,
    "isclose": isclose,
    "log": log,
    "log10": log10,
    "log_of_base": log_of_base,
    "phase": phase,
    "polar": polar,
    "rect": rect,
    "sin": sin,
    "sinh": sinh,
    "sqrt": own.csqrt,
    "tan": tan,
    "tanh": tanh,
}
