"""The rest of C's mathematical functions for targets without a C library: `erf` and `erfc` with
the rational approximations of FreeBSD's library, remainders, which are exact, and others; what is
asked for in single precision."""

# The language itself: what op gives is of the types of its operands.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from .elementary_f64_numpy import c, step
from .intrinsics import inline, op
from .own_exponential_numpy import FUNCTIONS as EXPONENTIAL
from .own_exponential_numpy import exp
from .own_trigonometry_numpy import FUNCTIONS as TRIGONOMETRY

INF = float("inf")
NAN = float("nan")
LARGEST = 1.7976931348623157e308
NO_SIGN = 0x7FFFFFFFFFFFFFFF
FRACTION = 0x000FFFFFFFFFFFFF
HIDDEN = 0x0010000000000000  # the first bit of a normal number's digits


# --- the error function --------------------------------------------------------------------------


@inline
def _erf_of_small(a: np.float64) -> np.float64:
    """(erf(a) - a) / a for a < 0.84375."""
    z = op.mul(a, a)
    p = step(c(-2.37630166566501626084e-05), z, -5.77027029648944159157e-03)
    p = step(p, z, -2.84817495755985104766e-02)
    p = step(p, z, -3.25042107247001499370e-01)
    p = step(p, z, 1.28379167095512558561e-01)
    q = step(c(-3.96022827877536812320e-06), z, 1.32494738004321644526e-04)
    q = step(q, z, 5.08130628187576562776e-03)
    q = step(q, z, 6.50222499887672944485e-02)
    q = step(q, z, 3.97917223959155352819e-01)
    return op.div(p, step(q, z, 1.0))


@inline
def _erf_about_one(a: np.float64) -> np.float64:
    """erf(a) - ERX for a from 0.84375 to 1.25."""
    s = op.sub(a, c(1.0))
    p = step(c(-2.16637559486879084300e-03), s, 3.54783043256182359371e-02)
    p = step(p, s, -1.10894694282396677476e-01)
    p = step(p, s, 3.18346619901161753674e-01)
    p = step(p, s, -3.72207876035701323847e-01)
    p = step(p, s, 4.14856118683748331666e-01)
    p = step(p, s, -2.36211856075265944077e-03)
    q = step(c(1.19844998467991074170e-02), s, 1.36370839120290507362e-02)
    q = step(q, s, 1.26171219808761642112e-01)
    q = step(q, s, 7.18286544141962662868e-02)
    q = step(q, s, 5.40397917702171048937e-01)
    q = step(q, s, 1.06420880400844228286e-01)
    return op.div(p, step(q, s, 1.0))


ERX = 8.45062911510467529297e-01


@inline
def _erfc_of_large(a: np.float64) -> np.float64:
    """1 - erf(a) for a from 1.25 to 28."""
    s = op.div(c(1.0), op.mul(a, a))
    if op.lt(a, c(2.857142857142857)):
        p = step(c(-9.81432934416914548592e00), s, -8.12874355063065934246e01)
        p = step(p, s, -1.84605092906711035994e02)
        p = step(p, s, -1.62396669462573470355e02)
        p = step(p, s, -6.23753324503260060396e01)
        p = step(p, s, -1.05586262253232909814e01)
        p = step(p, s, -6.93858572707181764372e-01)
        p = step(p, s, -9.86494403484714822705e-03)
        q = step(c(-6.04244152148580987438e-02), s, 6.57024977031928170135e00)
        q = step(q, s, 1.08635005541779435134e02)
        q = step(q, s, 4.29008140027567833386e02)
        q = step(q, s, 6.45387271733267880336e02)
        q = step(q, s, 4.34565877475229228821e02)
        q = step(q, s, 1.37657754143519042600e02)
        q = step(q, s, 1.96512716674392571292e01)
    else:
        p = step(c(-4.83519191608651397019e02), s, -1.02509513161107724954e03)
        p = step(p, s, -6.37566443368389627722e02)
        p = step(p, s, -1.60636384855821916062e02)
        p = step(p, s, -1.77579549177547519889e01)
        p = step(p, s, -7.99283237680523006574e-01)
        p = step(p, s, -9.86494292470009928597e-03)
        q = step(c(-2.24409524465858183362e01), s, 4.74528541206955367215e02)
        q = step(q, s, 2.55305040643316442583e03)
        q = step(q, s, 3.19985821950859553908e03)
        q = step(q, s, 1.53672958608443695994e03)
        q = step(q, s, 3.25792512996573918826e02)
        q = step(q, s, 3.03380607434824582924e01)
    ratio = op.div(p, step(q, s, 1.0))
    high = op.bitcast(op.bitcast(a, to=np.int64) & op.cast(-(2**32), to=np.int64), to=np.float64)
    rest = op.fma(op.sub(high, a), op.add(high, a), ratio)
    first = exp(op.sub(op.neg(op.mul(high, high)), c(0.5625)))
    return op.div(op.mul(first, exp(rest)), a)


def erf(x: np.float64) -> np.float64:
    a = op.fabs(x)
    if op.lt(a, c(0.84375)):
        return op.fma(x, _erf_of_small(a), x)
    if op.lt(a, c(1.25)):
        found = op.add(c(ERX), _erf_about_one(a))
    elif op.lt(a, c(6.0)):
        found = op.sub(c(1.0), _erfc_of_large(a))
    else:
        return op.copysign(c(1.0), x) if op.ge(a, c(6.0)) else x
    return op.copysign(found, x)


def erfc(x: np.float64) -> np.float64:
    a = op.fabs(x)
    if op.lt(a, c(0.84375)):
        y = _erf_of_small(a)
        if op.lt(x, c(0.25)):
            return op.sub(c(1.0), op.fma(x, y, x))
        return op.sub(c(0.5), op.fma(x, y, op.sub(x, c(0.5))))
    if op.lt(a, c(1.25)):
        found = _erf_about_one(a)
        if op.lt(x, c(0.0)):
            return op.add(c(1.0), op.add(c(ERX), found))
        return op.sub(c(1.0 - ERX), found)
    if op.lt(a, c(28.0)):
        if op.lt(x, c(-6.0)):
            return c(2.0)
        found = _erfc_of_large(a)
        return op.sub(c(2.0), found) if op.lt(x, c(0.0)) else found
    if op.ne(x, x):
        return x
    return op.select(op.lt(x, c(0.0)), c(2.0), c(0.0))


# --- remainders ----------------------------------------------------------------------------------


@inline
def _digits(a: np.uint64) -> tuple[int, np.uint64]:
    """(e, m): a positive finite number is m * 2**e, the first bit of m being HIDDEN."""
    exponent = op.cast(op.shr(a, u64(52)), to=int)
    m = op.and_(a, u64(FRACTION))
    if exponent == 0:
        shift = op.sub(op.cast(op.clz(m), to=int), 11)
        return op.sub(1, shift), op.shl(m, op.cast(shift, to=np.uint64))
    return exponent, op.or_(m, u64(HIDDEN))


@inline
def u64(x: int) -> np.uint64:
    return op.cast(x, to=np.uint64)


def fmod(x: np.float64, y: np.float64) -> np.float64:
    """What is left of the digits of x, eleven more bits at a time, each time divided by y's."""
    a, b = op.fabs(x), op.fabs(y)
    if not op.and_(op.le(a, c(LARGEST)), op.gt(b, c(0.0))):
        return c(NAN) if op.and_(op.eq(x, x), op.eq(y, y)) else op.add(x, y)
    if op.lt(a, b):
        return x
    e, m = _digits(op.bitcast(a, to=np.uint64))
    least, d = _digits(op.bitcast(b, to=np.uint64))
    m = m % d
    while e > least:
        by = min(op.sub(e, least), 11)
        m = op.shl(m, op.cast(by, to=np.uint64)) % d
        e = op.sub(e, by)
    if op.eq(m, u64(0)):
        return op.copysign(c(0.0), x)
    shift = op.sub(op.cast(op.clz(m), to=int), 11)
    if op.sub(least, shift) > 0:
        m = op.and_(op.shl(m, op.cast(shift, to=np.uint64)), u64(FRACTION))
        m = op.or_(m, op.shl(op.cast(op.sub(least, shift), to=np.uint64), u64(52)))
    elif least > 0:  # the result is subnormal
        m = op.shl(m, op.cast(op.sub(least, 1), to=np.uint64))
    else:
        m = op.shr(m, op.cast(op.sub(1, least), to=np.uint64))
    return op.copysign(op.bitcast(m, to=np.float64), x)


def remainder(x: np.float64, y: np.float64) -> np.float64:
    """To the nearest multiple, and of two that are as near, to the even one."""
    if op.or_(op.ne(x, x), op.ne(y, y)):
        return op.add(x, y)
    a, b = op.fabs(x), op.fabs(y)
    if op.gt(b, c(LARGEST)):
        return x if op.le(a, c(LARGEST)) else c(NAN)
    if op.le(b, c(8.98846567431158e307)):
        a = op.fabs(fmod(x, op.add(b, b)))
    elif not op.le(a, c(LARGEST)):
        return op.sub(x, x)
    if op.lt(b, c(4.450147717014403e-308)):
        if op.gt(op.add(a, a), b):
            a = op.sub(a, b)
            if op.ge(op.add(a, a), b):
                a = op.sub(a, b)
    else:
        half = op.mul(b, c(0.5))
        if op.gt(a, half):
            a = op.sub(a, b)
            if op.ge(a, half):
                a = op.sub(a, b)
    return op.select(op.lt(op.copysign(c(1.0), x), c(0.0)), op.neg(a), a)


# --- others --------------------------------------------------------------------------------------


def hypot(x: np.float64, y: np.float64) -> np.float64:
    a, b = op.fabs(x), op.fabs(y)
    more = op.select(op.gt(b, a), b, a)
    if op.eq(more, c(INF)) or op.or_(op.eq(a, c(INF)), op.eq(b, c(INF))):
        return c(INF)
    scale, back = c(1.0), c(1.0)
    if op.gt(more, c(1e150)):
        scale, back = c(2.0**-700), c(2.0**700)
    elif op.lt(more, c(1e-130)):
        scale, back = c(2.0**700), c(2.0**-700)
    a, b = op.mul(a, scale), op.mul(b, scale)
    return op.mul(op.sqrt(op.fma(a, a, op.mul(b, b))), back)


def round_(x: np.float64) -> np.float64:
    """Halves away from zero."""
    return op.trunc(op.add(x, op.copysign(c(0.49999999999999994), x)))


def nextafter(x: np.float64, y: np.float64) -> np.float64:
    if op.or_(op.ne(x, x), op.ne(y, y)):
        return op.add(x, y)
    if op.eq(x, y):
        return y
    if op.eq(x, c(0.0)):
        return op.copysign(c(5e-324), y)
    one = op.cast(1, to=np.int64)
    away = op.eq(op.lt(x, y), op.gt(x, c(0.0)))
    n = op.bitcast(x, to=np.int64)
    return op.bitcast(op.select(away, op.add(n, one), op.sub(n, one)), to=np.float64)


def nextafter_f32(x: np.float32, y: np.float32) -> np.float32:
    if op.or_(op.ne(x, x), op.ne(y, y)):
        return op.add(x, y)
    if op.eq(x, y):
        return y
    zero = op.cast(0.0, to=np.float32)
    if op.eq(x, zero):
        return op.copysign(op.cast(1.401298464324817e-45, to=np.float32), y)
    one = op.cast(1, to=np.int32)
    away = op.eq(op.lt(x, y), op.gt(x, zero))
    n = op.bitcast(x, to=np.int32)
    return op.bitcast(op.select(away, op.add(n, one), op.sub(n, one)), to=np.float32)


_OTHERS = (erf, erfc, fmod, remainder, hypot, nextafter, round_)
FUNCTIONS = {**EXPONENTIAL, **TRIGONOMETRY, **{f.__name__.rstrip("_"): f for f in _OTHERS}}
SINGLE = {"nextafter": nextafter_f32}
