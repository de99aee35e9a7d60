"""Exponentials, logarithms and powers for targets without a C library: all of the domain, branches
where they are rare, within 2 units in the last place.

The polynomials are those of the array kernels (`elementary_f64_numpy.py`, `powers_numpy.py`).
`FUNCTIONS` has them by their names in C; there are no errors, as there are none in C.
"""

# The language itself: what op gives is of the types of its operands.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from .elementary_f64_numpy import (
    LN2,
    LN2_HIGH,
    LN2_LOW,
    LN2_REST,
    LOG2E,
    SHIFT,
    c,
    exp_of_rest,
    expm1_of,
    log_of,
    parts,
    parts_of_log,
    polynomial_of_exp,
    scaled,
)
from .intrinsics import inline, op
from .powers_numpy import quick_sum, root_of, sum_of_logarithm

INF = float("inf")
NAN = float("nan")
LEAST_NORMAL = 2.2250738585072014e-308
LARGEST = 1.7976931348623157e308
UP = 18014398509481984.0  # 2**54
LOG10E, LOG10E_2 = 0.4342944819032518, 1.098319650216765e-17
LN2_OF_TWO = 0.6931471805599453
WHOLE = 9007199254740992.0  # 2**53: from here on all doubles are even
HUGE = 709.0  # beyond, e to the x may not be finite
SQUARED = 268435456.0  # 2**28: beyond, 1 + x * x is x * x


@inline
def _within(x: np.float64, low: float, high: float) -> np.float64:
    """nan stays."""
    x = op.select(op.gt(x, c(high)), c(high), x)
    return op.select(op.lt(x, c(low)), c(low), x)


@inline
def times_power_of_two(e: np.float64, n: np.float64) -> np.float64:
    """e * 2**n, rounded once, for whole n from -2000 to 2000."""
    half = op.rint(op.mul(n, c(0.5)))
    first = scaled(c(1.0), op.add(half, c(SHIFT)))
    return op.mul(op.mul(e, first), scaled(c(1.0), op.add(op.sub(n, half), c(SHIFT))))


@inline
def _exp_times(x: np.float64, k: float) -> np.float64:
    """e**x * 2**k, for k from -2 to 2."""
    x = _within(x, -750.0, 715.0)
    n = op.sub(op.fma(x, c(LOG2E), c(SHIFT)), c(SHIFT))
    r = op.fma(n, c(-LN2_REST), op.fma(n, c(-LN2), x))
    return times_power_of_two(op.add(exp_of_rest(r), c(1.0)), op.add(n, c(k)))


def exp(x: np.float64) -> np.float64:
    return _exp_times(x, 0.0)


def exp2(x: np.float64) -> np.float64:
    x = _within(x, -1080.0, 1030.0)
    n = op.rint(x)
    r = op.mul(op.sub(x, n), c(LN2))
    return times_power_of_two(op.add(exp_of_rest(r), c(1.0)), n)


def expm1(x: np.float64) -> np.float64:
    if op.gt(x, c(HUGE)):
        return _exp_times(x, 0.0)
    return op.select(op.eq(x, c(0.0)), x, expm1_of(_within(x, -50.0, HUGE)))


def sinh(x: np.float64) -> np.float64:
    a = op.fabs(x)
    if op.gt(a, c(HUGE)):
        return op.copysign(_exp_times(a, -1.0), x)
    e = expm1_of(_within(a, 0.0, HUGE))
    return op.copysign(op.mul(op.add(e, op.div(e, op.add(e, c(1.0)))), c(0.5)), x)


def cosh(x: np.float64) -> np.float64:
    a = op.fabs(x)
    half = _exp_times(a, -1.0)
    return op.add(half, op.div(c(0.25), half))


def tanh(x: np.float64) -> np.float64:
    a = op.fabs(x)
    e = expm1_of(_within(op.mul(a, c(2.0)), 0.0, 40.0))
    return op.copysign(op.div(e, op.add(e, c(2.0))), x)


@inline
def _no_logarithm(x: np.float64) -> np.float64:
    """What logarithms give where x is no positive finite number."""
    if op.eq(x, c(0.0)):
        return c(-INF)
    return op.select(op.lt(x, c(0.0)), c(NAN), op.add(x, x))


@inline
def _is_positive(x: np.float64) -> bool:
    return op.and_(op.gt(x, c(0.0)), op.le(x, c(LARGEST)))


@inline
def _parts(x: np.float64) -> tuple[np.float64, np.float64]:
    """(k, f) of a positive x = 2**k * (1 + f)."""
    small = op.lt(x, c(LEAST_NORMAL))
    k, f = parts(op.select(small, op.mul(x, c(UP)), x))
    return op.sub(k, op.select(small, c(54.0), c(0.0))), f


def log(x: np.float64) -> np.float64:
    if not _is_positive(x):
        return _no_logarithm(x)
    if op.lt(x, c(LEAST_NORMAL)):
        return op.fma(c(-54.0), c(LN2), log_of(op.mul(x, c(UP))))
    return log_of(x)


def log2(x: np.float64) -> np.float64:
    if not _is_positive(x):
        return _no_logarithm(x)
    small = op.lt(x, c(LEAST_NORMAL))
    k, f, half, s = parts_of_log(op.select(small, op.mul(x, c(UP)), x), 0.0, c(0.0))
    m = op.sub(f, op.sub(half, s))
    return op.fma(m, c(LOG2E), op.sub(k, op.select(small, c(54.0), c(0.0))))


def log10(x: np.float64) -> np.float64:
    """Of a sum of two doubles, so that of powers of ten it is exact."""
    if not _is_positive(x):
        return _no_logarithm(x)
    high, low = sum_of_logarithm(*_parts(x))
    r = op.mul(high, c(LOG10E))
    rest = op.fma(high, c(LOG10E_2), op.fma(high, c(LOG10E), op.neg(r)))
    return op.add(r, op.fma(low, c(LOG10E), rest))


@inline
def _log1p_of(x: np.float64) -> np.float64:
    """For finite x > -1."""
    u = op.add(x, c(1.0))
    missing = op.div(op.sub(x, op.sub(u, c(1.0))), u)
    k, f, half, s = parts_of_log(u, LN2_LOW, missing)
    rest = op.sub(op.sub(half, s), f)
    return op.select(op.eq(x, c(0.0)), x, op.fma(k, c(LN2_HIGH), op.neg(rest)))


def log1p(x: np.float64) -> np.float64:
    inside = op.and_(op.gt(x, c(-1.0)), op.le(x, c(LARGEST)))
    if not inside:
        if op.eq(x, c(-1.0)):
            return c(-INF)
        return op.select(op.lt(x, c(-1.0)), c(NAN), op.add(x, x))
    return _log1p_of(x)


def asinh(x: np.float64) -> np.float64:
    a = op.fabs(x)
    if not op.le(a, c(SQUARED)):
        if not op.le(a, c(LARGEST)):
            return op.add(x, x)
        return op.copysign(op.add(log_of(a), c(LN2_OF_TWO)), x)
    square = op.mul(a, a)
    root = op.sqrt(op.add(square, c(1.0)))
    return op.copysign(_log1p_of(op.add(a, op.div(square, op.add(root, c(1.0))))), x)


def acosh(x: np.float64) -> np.float64:
    if not op.ge(x, c(1.0)):
        return c(NAN)
    if op.gt(x, c(SQUARED)):
        return op.add(x, x) if op.gt(x, c(LARGEST)) else op.add(log_of(x), c(LN2_OF_TWO))
    t = op.sub(x, c(1.0))
    return _log1p_of(op.add(t, op.sqrt(op.fma(t, t, op.add(t, t)))))


def atanh(x: np.float64) -> np.float64:
    a = op.fabs(x)
    if not op.lt(a, c(1.0)):
        return op.copysign(c(INF), x) if op.eq(a, c(1.0)) else c(NAN)
    twice = op.add(a, a)
    small = op.add(twice, op.div(op.mul(twice, a), op.sub(c(1.0), a)))
    large = op.div(twice, op.sub(c(1.0), a))
    inner = op.select(op.lt(a, c(0.5)), small, large)
    return op.copysign(op.mul(_log1p_of(inner), c(0.5)), x)


def cbrt(x: np.float64) -> np.float64:
    a = op.fabs(x)
    if not op.and_(op.ge(a, c(LEAST_NORMAL)), op.le(a, c(LARGEST))):
        if op.eq(a, c(0.0)) or not op.le(a, c(LARGEST)):
            return op.add(x, x)
        return op.copysign(op.mul(root_of(op.mul(a, c(UP))), c(3.814697265625e-06)), x)
    return op.copysign(root_of(a), x)


@inline
def _power_of_positive(x: np.float64, y: np.float64) -> np.float64:
    """x**y for finite x > 0 and finite y."""
    log, log_2 = sum_of_logarithm(*_parts(x))
    e = op.mul(y, log)
    if op.gt(op.fabs(e), c(800.0)):
        return op.select(op.gt(e, c(0.0)), c(INF), c(0.0))
    e_2 = op.fma(y, log_2, op.fma(y, log, op.neg(e)))
    n = op.sub(op.fma(e, c(LOG2E), c(SHIFT)), c(SHIFT))
    high = op.fma(n, c(-LN2_HIGH), e)
    r, r_2 = quick_sum(high, op.fma(n, c(-LN2_LOW), e_2))
    total, lost = quick_sum(c(1.0), r)
    rest = op.fma(polynomial_of_exp(r), op.mul(r, r), op.add(lost, r_2))
    return times_power_of_two(op.add(total, rest), n)


def pow_(x: np.float64, y: np.float64) -> np.float64:
    if op.eq(y, c(0.0)) or op.eq(x, c(1.0)):
        return c(1.0)
    if op.ne(x, x) or op.ne(y, y):
        return op.add(x, y)
    a, size = op.fabs(x), op.fabs(y)
    if op.gt(size, c(LARGEST)):
        if op.eq(a, c(1.0)):
            return c(1.0)
        grows = op.eq(op.gt(a, c(1.0)), op.gt(y, c(0.0)))
        return op.select(grows, c(INF), c(0.0))
    whole = op.eq(op.trunc(y), y)
    half = op.mul(size, c(0.5))
    odd = op.and_(whole, op.and_(op.lt(size, c(WHOLE)), op.ne(op.trunc(half), half)))
    negative = op.eq(op.copysign(c(1.0), x), c(-1.0))
    sign = op.select(op.and_(odd, negative), c(-1.0), c(1.0))
    if op.eq(a, c(0.0)) or op.gt(a, c(LARGEST)):
        grows = op.eq(op.gt(a, c(1.0)), op.gt(y, c(0.0)))
        return op.mul(sign, op.select(grows, c(INF), c(0.0)))
    if op.and_(negative, op.not_(whole)):
        return c(NAN)
    return op.mul(sign, _power_of_positive(a, y))


_ALL = (
    *(exp, exp2, expm1, sinh, cosh, tanh, log, log2, log10, log1p, pow_, cbrt, asinh, acosh),
    atanh,
)
FUNCTIONS = {function.__name__.rstrip("_"): function for function in _ALL}
