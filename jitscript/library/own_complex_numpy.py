"""Inverse functions of complex numbers for targets without a C library, as
`own_complex_exponential_numpy.py` has the others: those of Hull, Fairgrieve and Tang (ACM TOMS 23,
1997), with the cases that FreeBSD's library has found to need care.

`FUNCTIONS` has all by their names in C.
"""

# The language itself: what op gives is of the types of its operands.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from .elementary_f64_numpy import c
from .intrinsics import inline, op
from .own_complex_exponential_numpy import (
    EPSILON,
    HALF_PI,
    INF,
    NAN,
    ccos,
    ccosh,
    cexp,
    clog,
    cpow,
    csin,
    csinh,
    csqrt,
    ctan,
    ctanh,
    finite,
    infinite,
    is_nan,
)
from .own_exponential_numpy import atanh, log, log1p
from .own_functions_numpy import hypot
from .own_trigonometry_numpy import atan, atan2

PI, QUARTER_PI = 3.141592653589793, 0.7853981633974483
HALF_PI_2 = 6.123233995736766e-17  # what HALF_PI lacks
LN2 = 0.6931471805599453
NO_DIGIT = 4503599627370496.0  # beyond, 1 + x * x is x * x


@inline
def _part(a: np.float64, b: np.float64, size: np.float64) -> np.float64:
    """(size - b) / 2, size being hypot(a, b)."""
    if op.lt(b, c(0.0)):
        return op.mul(size - b, c(0.5))
    if op.eq(b, c(0.0)):
        return op.mul(a, c(0.5))
    return op.mul(a * a / (size + b), c(0.5))


def _inverse(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64, np.float64]:
    """The real part of asinh for x, y >= 0, not both small or one very large, and the sides of the
    right-angled triangle whose angle is the imaginary part: y opposite."""
    r, s = hypot(x, op.add(y, c(1.0))), hypot(x, op.sub(y, c(1.0)))
    a = op.mul(r + s, c(0.5))
    a = op.select(op.lt(a, c(1.0)), c(1.0), a)
    apart = op.fabs(op.sub(y, c(1.0)))
    beside = op.ge(x, op.mul(apart, c(EPSILON)))
    above = op.add(y, c(1.0))
    product = op.mul(apart, above)  # |1 - y**2|
    if op.ge(a, c(10.0)):
        real = log(a + op.sqrt(op.fma(a, a, c(-1.0))))
    elif op.and_(op.eq(y, c(1.0)), op.lt(x, c(EPSILON * EPSILON / 128))):
        real = op.sqrt(x)
    elif beside:
        more = _part(x, above, r) + _part(x, op.sub(c(1.0), y), s)
        real = log1p(more + op.sqrt(more * op.add(a, c(1.0))))
    elif op.lt(y, c(1.0)):
        real = x / op.sqrt(product)
    else:
        real = log1p(apart + op.sqrt(product))
    if op.lt(y, c(2.0**-509)):
        return real, op.mul(y, c(2 / EPSILON)), op.mul(a, c(2 / EPSILON))
    if op.and_(op.eq(y, c(1.0)), op.lt(x, c(EPSILON / 128))):
        return real, y, op.sqrt(x) * op.sqrt(op.mul(a + y, c(0.5)))
    if beside:
        less = _part(x, above, r) + _part(x, op.sub(y, c(1.0)), s)
        return real, y, op.sqrt(less * (a + y))
    if op.gt(y, c(1.0)):
        large = c(4 / EPSILON / EPSILON)
        return real, y * large, x * large * y / op.sqrt(product)
    return real, y, op.sqrt(product)


def casinh(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    a, b = op.fabs(x), op.fabs(y)
    if not op.and_(finite(x), finite(y)):
        if infinite(y):
            angle = op.select(infinite(x), c(QUARTER_PI), c(HALF_PI))
            return op.copysign(c(INF), x), op.select(is_nan(x), x, op.copysign(angle, y))
        known = op.or_(op.and_(infinite(x), finite(y)), op.eq(y, c(0.0)))
        return op.select(infinite(x), x, c(NAN)), op.select(known, op.copysign(c(0.0), y), c(NAN))
    if op.or_(op.gt(a, c(NO_DIGIT)), op.gt(b, c(NO_DIGIT))):
        p, q = clog(a, b)
        return op.copysign(op.add(p, c(LN2)), x), op.copysign(q, y)
    if op.and_(op.lt(a, c(9e-9)), op.lt(b, c(9e-9))):
        return x, y
    real, opposite, adjacent = _inverse(a, b)
    return op.copysign(real, x), op.copysign(atan2(opposite, adjacent), y)


def casin(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    a, b = casinh(y, x)
    return b, a


def cacos(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    a, b = op.fabs(x), op.fabs(y)
    if not op.and_(finite(x), finite(y)):
        if infinite(y):
            angle = op.select(infinite(x), op.copysign(c(QUARTER_PI), x), c(0.0))
            return op.select(is_nan(x), x, op.sub(c(HALF_PI), angle)), op.neg(y)
        if infinite(x):
            real = op.select(op.lt(x, c(0.0)), c(PI), c(0.0))
            # A device does not keep the sign of a nan that it negates.
            below = op.lt(op.copysign(c(1.0), y), c(0.0))
            return op.select(is_nan(y), y, real), op.select(below, c(INF), c(-INF))
        return op.select(op.eq(x, c(0.0)), c(HALF_PI), c(NAN)), c(NAN)
    if op.or_(op.gt(a, c(NO_DIGIT)), op.gt(b, c(NO_DIGIT))):
        p, q = clog(x, y)
        return op.fabs(q), op.copysign(op.add(p, c(LN2)), op.neg(y))
    if op.and_(op.eq(x, c(1.0)), op.eq(y, c(0.0))):
        return c(0.0), op.neg(y)
    if op.and_(op.lt(a, c(9e-9)), op.lt(b, c(9e-9))):
        return op.sub(c(HALF_PI), op.sub(x, c(HALF_PI_2))), op.neg(y)
    imag, opposite, adjacent = _inverse(b, a)
    real = atan2(adjacent, op.copysign(opposite, x))
    return real, op.copysign(imag, op.neg(y))


def cacosh(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    if op.and_(op.eq(x, c(0.0)), is_nan(y)):
        return y, c(HALF_PI)
    a, b = cacos(x, y)
    return op.fabs(b), op.copysign(a, y)


@inline
def _real_of_reciprocal(x: np.float64, y: np.float64) -> np.float64:
    """The real part of 1 / (x + yi), one of which is large."""
    a, b = op.fabs(x), op.fabs(y)
    if op.ge(a, op.mul(b, c(2.0**27))):
        return op.div(c(1.0), x)
    if op.ge(b, op.mul(a, c(2.0**27))):
        return x / y / y
    scale = op.select(op.gt(a + b, c(1e150)), c(2.0**-600), c(1.0))
    x, y = x * scale, y * scale
    return x / op.fma(x, x, y * y) * scale


def catanh(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    a, b = op.fabs(x), op.fabs(y)
    if op.and_(op.eq(y, c(0.0)), op.le(a, c(1.0))):
        return atanh(x), y
    if op.and_(op.eq(x, c(0.0)), op.eq(y, y)):
        return x, atan(y)
    if not op.and_(finite(x), finite(y)):
        right = op.copysign(c(HALF_PI), y)
        if infinite(y):
            return op.copysign(c(0.0), x), right
        if op.or_(infinite(x), op.eq(x, c(0.0))):
            return op.copysign(c(0.0), x), op.select(is_nan(y), y, right)
        return c(NAN), c(NAN)
    if op.or_(op.gt(a, c(NO_DIGIT)), op.gt(b, c(NO_DIGIT))):
        return _real_of_reciprocal(x, y), op.copysign(c(HALF_PI), y)
    if op.and_(op.lt(a, c(1.2e-8)), op.lt(b, c(1.2e-8))):
        return x, y
    apart = op.sub(a, c(1.0))
    if op.and_(op.eq(a, c(1.0)), op.lt(b, c(EPSILON))):
        real = op.mul(op.sub(c(LN2), log(b)), c(0.5))
    else:
        real = op.mul(log1p(op.mul(a, c(4.0)) / op.fma(apart, apart, b * b)), c(0.25))
    adjacent = op.mul(op.neg(apart), op.add(a, c(1.0)))
    adjacent = op.select(op.eq(a, c(1.0)), op.neg(b * b), adjacent - b * b)
    angle = op.mul(atan2(op.add(b, b), adjacent), c(0.5))
    return op.copysign(real, x), op.copysign(angle, y)


def catan(x: np.float64, y: np.float64) -> tuple[np.float64, np.float64]:
    a, b = catanh(y, x)
    return b, a


_ALL = (
    *(cexp, clog, csqrt, csin, ccos, ctan, csinh, ccosh, ctanh, cpow),
    *(casin, cacos, catan, casinh, cacosh, catanh),
)
FUNCTIONS = {function.__name__: function for function in _ALL}
