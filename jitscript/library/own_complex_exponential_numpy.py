"""Exponentials, logarithms and powers of complex numbers for targets without a C library: of real
and imaginary part, by the real functions of `own_exponential_numpy.py`; what is infinite or no
number as C's annex G and glibc have it. Single precision is computed in double.
"""

# The language itself: what op gives is of the types of its operands.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from .elementary_f64_numpy import c
from .intrinsics import inline, op
from .own_exponential_numpy import cosh, exp, log, log1p, sinh
from .own_functions_numpy import hypot
from .own_trigonometry_numpy import atan2, cos, sin

INF = float("inf")
NAN = float("nan")
LARGEST = 1.7976931348623157e308
HALF_PI = 1.5707963267948966
EPSILON = 2.220446049250313e-16
NEARLY_MAX = 709.0  # e to it is finite


@inline
def finite(x: np.float64) -> bool:
    return op.le(op.fabs(x), c(LARGEST))


@inline
def infinite(x: np.float64) -> bool:
    return op.eq(op.fabs(x), c(INF))


@inline
def is_nan(x: np.float64) -> bool:
    return op.ne(x, x)


@inline
def _negative(x: np.float64) -> bool:
    return op.lt(op.copysign(c(1.0), x), c(0.0))


# --- exponential and hyperbolic functions --------------------------------------------------------


@inline
def _times_exp(x: np.float64, factor: float, y: np.float64) -> np.float64:
    """factor * e**x * y for x > NEARLY_MAX: what overflows and what does not, and 0 for y = 0."""
    half = op.mul(x, c(0.5))
    large = op.gt(half, c(700.0))
    e = exp(op.select(large, c(700.0), half))
    found = e * (op.mul(e, c(factor)) * y)
    return op.select(large, found * e, found)


def cexp(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if not finite(y):
        if not infinite(x):
            return c(NAN), c(NAN)
        if op.lt(x, c(0.0)):
            return c(0.0), op.copysign(c(0.0), y)
        return c(INF), c(NAN)
    if op.eq(y, c(0.0)):
        return exp(x), y
    s, d = sin(y), cos(y)
    if op.gt(x, c(NEARLY_MAX)):
        if infinite(x):
            return op.copysign(c(INF), d), op.copysign(c(INF), s)
        return _times_exp(x, 1.0, d), _times_exp(x, 1.0, s)
    e = exp(x)
    return e * d, e * s


def csinh(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if not finite(y):
        if op.eq(x, c(0.0)):
            return x, c(NAN)
        if infinite(x):
            return c(INF), c(NAN)
        return c(NAN), c(NAN)
    if not finite(x):
        if op.eq(y, c(0.0)):
            return x, y
        if is_nan(x):
            return x, x
        real = op.copysign(c(INF), cos(y))
        return op.select(op.lt(x, c(0.0)), op.neg(real), real), op.copysign(c(INF), sin(y))
    s, d = sin(y), cos(y)
    a = op.fabs(x)
    if op.gt(a, c(NEARLY_MAX)):
        real = _times_exp(a, 0.5, d)
        return op.select(op.lt(x, c(0.0)), op.neg(real), real), _times_exp(a, 0.5, s)
    return sinh(x) * d, cosh(x) * s


def ccosh(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if not finite(y):
        if op.eq(x, c(0.0)):
            return c(NAN), c(0.0)
        if infinite(x):
            return c(INF), c(NAN)
        return c(NAN), c(NAN)
    sign = op.copysign(c(1.0), x)
    if not finite(x):
        if op.eq(y, c(0.0)):
            return op.fabs(x), op.select(is_nan(x), y, y * sign)
        if is_nan(x):
            return x, x
        return op.copysign(c(INF), cos(y)), op.copysign(c(INF), sin(y)) * sign
    s, d = sin(y), cos(y)
    a = op.fabs(x)
    if op.gt(a, c(NEARLY_MAX)):
        return _times_exp(a, 0.5, d), _times_exp(a, 0.5, s) * sign
    return cosh(x) * d, sinh(x) * s


def ctanh(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if not op.and_(finite(x), finite(y)):
        if infinite(x):
            turned = y
            if op.and_(finite(y), op.gt(op.fabs(y), c(1.0))):
                turned = sin(y) * cos(y)
            return op.copysign(c(1.0), x), op.copysign(c(0.0), turned)
        if op.eq(y, c(0.0)):
            return x, y
        return op.select(op.eq(x, c(0.0)), x, c(NAN)), c(NAN)
    s, d = sin(y), cos(y)
    a = op.fabs(x)
    if op.gt(a, c(354.0)):  # where the square of sinh may not be finite
        e = exp(op.neg(a))
        return op.copysign(c(1.0), x), ((op.mul(s, c(4.0)) * d) * e) * e
    sx, cx = sinh(x), cosh(x)
    below = d * d
    if op.gt(op.fabs(sx), op.mul(op.fabs(d), c(EPSILON))):
        below = op.fma(sx, sx, below)
    return (sx * cx) / below, (s * d) / below


def csin(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if infinite(y) and not finite(x):
        return c(NAN), c(INF)
    a, b = csinh(op.neg(y), x)
    return b, op.neg(a)


def ccos(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    return ccosh(op.neg(y), x)


def ctan(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    a, b = ctanh(op.neg(y), x)
    return b, op.neg(a)


# --- logarithm, root, power ----------------------------------------------------------------------


@inline
def _two_sum(a: np.float64, b: np.float64) -> tuple[np.float64, np.float64]:
    """a + b, and what its rounding lost."""
    total = op.add(a, b)
    part = op.sub(total, a)
    return total, op.add(op.sub(a, op.sub(total, part)), op.sub(b, part))


@inline
def _squares_less_one(a: np.float64, b: np.float64) -> np.float64:
    """a * a + b * b - 1, nearly exactly, for a from 0.5 to 2 and smaller b."""
    p = op.mul(a, a)
    q = op.mul(b, b)
    p_2, q_2 = op.fma(a, a, op.neg(p)), op.fma(b, b, op.neg(q))
    high, first = _two_sum(p, c(-1.0))
    high, second = _two_sum(high, q)
    low, third = _two_sum(p_2, q_2)
    more, rest = _two_sum(first, second)
    low, fourth = _two_sum(low, more)
    high, low = _two_sum(high, low)
    return high + (low + ((third + rest) + fourth))


def clog(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if op.or_(is_nan(x), is_nan(y)):
        return op.select(op.or_(infinite(x), infinite(y)), c(INF), c(NAN)), c(NAN)
    angle = atan2(y, x)
    a, b = op.fabs(x), op.fabs(y)
    more, less = op.select(op.gt(b, a), b, a), op.select(op.gt(b, a), a, b)
    if op.or_(op.eq(more, c(0.0)), op.eq(more, c(INF))):
        return log(more), angle
    if op.and_(op.gt(more, c(0.5)), op.lt(more, c(2.0))):
        square = op.fma(more, more, less * less)
        if op.and_(op.gt(square, c(0.5)), op.lt(square, c(3.0))):
            return op.mul(log1p(_squares_less_one(more, less)), c(0.5)), angle
    if op.and_(op.gt(more, c(1e-140)), op.lt(more, c(1e150))):
        return op.mul(log(op.fma(more, more, less * less)), c(0.5)), angle
    ratio = less / more
    return op.fma(log1p(ratio * ratio), c(0.5), log(more)), angle


def csqrt(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if infinite(y):
        return c(INF), y
    if infinite(x):
        if op.lt(x, c(0.0)):
            return op.select(is_nan(y), y, c(0.0)), op.copysign(c(INF), y)
        return x, op.select(is_nan(y), y, op.copysign(c(0.0), y))
    if op.or_(is_nan(x), is_nan(y)):
        return c(NAN), c(NAN)
    a, b = op.fabs(x), op.fabs(y)
    if op.eq(b, c(0.0)):
        root = op.sqrt(a)
        if op.lt(x, c(0.0)):
            return c(0.0), op.copysign(root, y)
        return root, op.copysign(c(0.0), y)
    more = op.select(op.gt(b, a), b, a)
    scale, back = c(1.0), c(1.0)
    if op.gt(more, c(4e307)):
        scale, back = c(0.0625), c(4.0)
    elif op.lt(more, c(1e-290)):
        scale, back = c(2.0**108), c(2.0**-54)
    a, b = a * scale, b * scale
    root = op.sqrt(op.mul(a + hypot(a, b), c(0.5)))
    other = b / (root + root)
    root, other = root * back, other * back
    if op.lt(x, c(0.0)):
        return other, op.copysign(root, y)
    return root, op.copysign(other, y)


@inline
def _at_infinity(x: np.float64) -> np.float64:
    return op.copysign(op.select(infinite(x), c(1.0), c(0.0)), x)


@inline
def _zero_foris_nan(x: np.float64) -> np.float64:
    return op.select(is_nan(x), op.copysign(c(0.0), x), x)


def _product(
    a: np.float64, b: np.float64, x: np.float64, y: np.float64
) -> tuple[np.float64, np.float64]:
    """(a + bi) * (x + yi), with C's care for infinities."""
    p, q, r, s = a * x, b * y, a * y, b * x
    real, imag = p - q, r + s
    if not op.and_(is_nan(real), is_nan(imag)):
        return real, imag
    again = False
    if op.or_(infinite(a), infinite(b)):
        a, b = _at_infinity(a), _at_infinity(b)
        x, y = _zero_foris_nan(x), _zero_foris_nan(y)
        again = True
    if op.or_(infinite(x), infinite(y)):
        x, y = _at_infinity(x), _at_infinity(y)
        a, b = _zero_foris_nan(a), _zero_foris_nan(b)
        again = True
    if not again:
        if not (infinite(p) or infinite(q) or infinite(r) or infinite(s)):
            return real, imag
        a, b, x, y = _zero_foris_nan(a), _zero_foris_nan(b), _zero_foris_nan(x), _zero_foris_nan(y)
    return op.mul(c(INF), a * x - b * y), op.mul(c(INF), a * y + b * x)


def cpow(
    a: np.float64, b: np.float64, x: np.float64, y: np.float64
) -> tuple[np.float64, np.float64]:
    """As glibc: e to the product, so that what is off grows with it."""
    p, q = clog(a, b)
    r, s = _product(x, y, p, q)
    return cexp(r, s)
