"""NumPy's elementary functions of doubles, without tables or branches, so that loops over them
become vector code: argument reduction, one polynomial, and the exponent put together from bits.

Within 4 units in the last place of the true value; the same bits wherever there is fused
multiply-add. `libm` with `near` takes what is computed here; it calls the C library instead where
that was said to be rare, and everywhere on processors without fused multiply-add.
The polynomials are minimax ones, to the relative error of the function.
"""

# The language itself: what op gives is of the types of its operands.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from .intrinsics import inline, op
from .registry import builtin

SHIFT = (
    6755399441055744.0  # 1.5 * 2**52: a sum with it is rounded to a whole number, in the low bits
)
LOG2E = 1.4426950408889634
LN2 = 0.6931471805599453
LN2_REST = 2.3190468138462996e-17
LN2_HIGH = 6.93147180369123816490e-01  # with 20 zeros at the end
LN2_LOW = 1.90821492927058770002e-10
PI = 3.141592653589793
PI_2 = 1.224646799147353e-16  # the rest of it, from below: n * -PI_3 is no 0.0 where n is
PI_3 = 2.165713347843828e-32
PER_PI = 0.3183098861837907
LARGE = 1048576.0  # beyond, whole multiples of pi are not subtracted exactly
TOP = -(2**63)  # the sign's bit
SMALL_SQUARE = 2.0**-900  # sums of squares from here on have lost nothing to underflow
LARGE_SQUARE = 2.0**1000
FINITE = 1.7976931348623157e308
HUGE = 709.0  # beyond, e to the x may not be finite


@inline
def c(x: float) -> np.float64:
    return op.cast(x, to=np.float64)


@inline
def bits(x: int) -> np.uint64:
    return op.cast(x, to=np.uint64)


@inline
def step(p: np.float64, z: np.float64, a: float) -> np.float64:
    """One step of a polynomial."""
    return op.fma(p, z, c(a))


@inline
def cubic(z: np.float64, square: np.float64, a: float, b: float, d: float, e: float) -> np.float64:
    """a * z**3 + b * z**2 + d * z + e, where z**2 is given. Its pairs do not wait for each other,
    as steps do."""
    return op.fma(step(c(a), z, b), square, step(c(d), z, e))


@inline
def scaled(e: np.float64, t: np.float64) -> np.float64:
    """e * 2**n, a normal number, for the n in the low bits of t."""
    n = op.bitcast(t, to=np.uint64) << bits(52)
    return op.bitcast(op.bitcast(e, to=np.uint64) + n, to=np.float64)


@inline
def exp_of_rest(r: np.float64) -> np.float64:
    """e**r - 1 for |r| <= log(2) / 2, to half a unit of e**r."""
    z = op.mul(r, r)
    p = step(c(2.500291435610981e-08), r, 2.763031655478341e-07)
    p = op.fma(p, z, step(c(2.755757847950426e-06), r, 2.4801492919419788e-05))
    p = op.fma(p, z, step(c(0.00019841269514157023), r, 0.0013888888943791571))
    low = cubic(
        *(r, z, 0.00833333333349155, 0.04166666666652959),
        *(0.16666666666666416, 0.5000000000000011),
    )
    return op.fma(op.fma(p, op.mul(z, z), low), z, r)


@inline
def polynomial_of_exp(r: np.float64) -> np.float64:
    """(e**r - 1 - r) / r**2 for |r| <= log(2) / 2."""
    z = op.mul(r, r)
    p = step(c(2.092675304689931e-09), r, 2.510908105734251e-08)
    p = op.fma(p, r, c(2.7557235948961125e-07))
    p = op.fma(p, z, step(c(2.7557244087137868e-06), r, 2.4801587367725802e-05))
    p = op.fma(p, z, step(c(0.00019841269886243108), r, 0.0013888888888863628))
    low = cubic(
        *(r, z, 0.008333333333321587, 0.041666666666666706),
        *(0.16666666666666677, 0.5),
    )
    return op.fma(p, op.mul(z, z), low)


@inline
def _expm1_of_rest(r: np.float64) -> np.float64:
    """e**r - 1 for |r| <= log(2) / 2, to a unit of its own."""
    return op.fma(polynomial_of_exp(r), op.mul(r, r), r)


@inline
def _clamped(x: np.float64, low: float, high: float) -> np.float64:
    """nan stays."""
    x = op.select(op.gt(x, c(high)), c(high), x)
    return op.select(op.lt(x, c(low)), c(low), x)


@inline
def exp_of(x: np.float64) -> np.float64:
    """For x from -708 to 709."""
    t = op.fma(x, c(LOG2E), c(SHIFT))
    n = op.sub(t, c(SHIFT))
    r = op.fma(n, c(-LN2_REST), op.fma(n, c(-LN2), x))
    return scaled(op.add(exp_of_rest(r), c(1.0)), t)


@inline
def expm1_of(x: np.float64) -> np.float64:
    """For x from -50 to 709."""
    t = op.fma(x, c(LOG2E), c(SHIFT))
    n = op.sub(t, c(SHIFT))
    r = op.fma(n, c(-LN2_REST), op.fma(n, c(-LN2), x))
    power = scaled(c(1.0), t)
    return op.fma(power, _expm1_of_rest(r), op.sub(power, c(1.0)))


@builtin(np.exp)
@inline
def exp(x: np.float64) -> np.float64:
    """Zero for what is far below, as masks in a softmax are."""
    none = op.lt(x, c(-746.0))
    near = op.select(none, c(0.0), exp_of(x))
    rare = op.not_(op.or_(none, op.le(op.fabs(x), c(708.0))))
    return op.libm(x, near, rare, name="exp", near=True)


@builtin(np.exp2)
@inline
def exp2(x: np.float64) -> np.float64:
    t = op.add(x, c(SHIFT))
    r = op.mul(op.sub(x, op.sub(t, c(SHIFT))), c(LN2))
    near = scaled(op.add(exp_of_rest(r), c(1.0)), t)
    return op.libm(x, near, op.not_(op.le(op.fabs(x), c(1022.0))), name="exp2", near=True)


@builtin(np.expm1)
@inline
def expm1(x: np.float64) -> np.float64:
    near = expm1_of(_clamped(x, -50.0, HUGE))
    near = op.select(op.eq(x, c(0.0)), x, near)  # as -0.0 is
    return op.libm(x, near, op.gt(x, c(HUGE)), name="expm1", near=True)


@builtin(np.tanh)
@inline
def tanh(x: np.float64) -> np.float64:
    e = expm1_of(_clamped(op.mul(op.fabs(x), c(2.0)), 0.0, 40.0))
    near = op.copysign(op.div(e, op.add(e, c(2.0))), x)
    return op.libm(x, near, False, name="tanh", near=True)


@builtin(np.sinh)
@inline
def sinh(x: np.float64) -> np.float64:
    a = op.fabs(x)
    e = expm1_of(_clamped(a, 0.0, HUGE))
    near = op.mul(op.add(e, op.div(e, op.add(e, c(1.0)))), c(0.5))
    return op.libm(x, op.copysign(near, x), op.gt(a, c(HUGE)), name="sinh", near=True)


@builtin(np.cosh)
@inline
def cosh(x: np.float64) -> np.float64:
    a = op.fabs(x)
    e = op.mul(exp_of(_clamped(a, 0.0, HUGE)), c(0.5))
    near = op.add(e, op.div(c(0.25), e))
    return op.libm(x, near, op.not_(op.le(a, c(HUGE))), name="cosh", near=True)


@inline
def split(x: np.float64) -> tuple[np.float64, np.float64]:
    """(k, m) of a positive normal x = 2**k * m, m about 1: both exact."""
    moved = op.bitcast(x, to=np.uint64) + bits(0x00095F619980C433)
    low = (moved & bits(0x000FFFFFFFFFFFFF)) + bits(0x3FE6A09E667F3BCD)
    exponent = (moved >> bits(52)) | bits(0x4330000000000000)
    k = op.sub(op.bitcast(exponent, to=np.float64), c(4503599627371519.0))
    return k, op.bitcast(low, to=np.float64)


@inline
def parts(x: np.float64) -> tuple[np.float64, np.float64]:
    """(k, f) of a positive normal x = 2**k * (1 + f), 1 + f about 1: both exact."""
    k, m = split(x)
    return k, op.sub(m, c(1.0))


@inline
def parts_of_log(x: np.float64, low: float, more: np.float64):
    """(k, f, f * f / 2, s * (f * f / 2 + R) + k * low + more) of a positive normal x: its logarithm
    is k * log(2) + f - the third + s * (the third + R), as in FreeBSD's library."""
    k, f = parts(x)
    half = op.mul(op.mul(f, f), c(0.5))
    s = op.div(f, op.add(f, c(2.0)))
    z = op.mul(s, s)
    w = op.mul(z, z)
    high = cubic(
        *(z, w, 0.13254358044143943, 0.1324978606674968),
        *(0.15387105443641466, 0.1818177533039524),
    )
    last = cubic(
        *(z, w, 0.2222222265097825, 0.2857142856905813),
        *(0.40000000000006336, 0.6666666666666666),
    )
    p = op.fma(high, op.mul(w, w), last)
    known = op.fma(s, half, op.fma(k, c(low), more))
    return k, f, half, op.fma(op.mul(s, z), p, known)


@inline
def is_special(x: np.float64) -> bool:
    """Whether x is no positive normal number: one comparison of whole numbers with signs."""
    moved = op.bitcast(op.bitcast(x, to=np.uint64) + bits(0x7FF0000000000000), to=np.int64)
    return op.ge(moved, op.cast(TOP + 0x7FE0000000000000, to=np.int64))


@inline
def log_of(x: np.float64) -> np.float64:
    """For positive normal x: k * log(2) + f - s * (f - R), where s = f / (2 + f), and 2 * s + s * R
    is the logarithm of 1 + f."""
    k, m = split(x)
    f = op.sub(m, c(1.0))
    s = op.div(f, op.add(m, c(1.0)))
    z = op.mul(s, s)
    w = op.mul(z, z)
    high = op.fma(c(0.1479673020415093), w, step(c(0.15313976735572), z, 0.1818356704012297))
    last = cubic(
        *(z, w, 0.2222219852443183, 0.2857142874282673),
        *(0.3999999999941288, 0.6666666666666735),
    )
    p = op.fma(high, op.mul(w, w), last)
    rest = op.fma(op.neg(z), p, f)
    less = op.fma(op.neg(s), rest, op.mul(k, c(LN2_LOW)))
    return op.fma(k, c(LN2_HIGH), op.add(f, less))


@builtin(np.log)
@inline
def log(x: np.float64) -> np.float64:
    return op.libm(x, log_of(x), is_special(x), name="log", near=True)


@builtin(np.log2)
@inline
def log2(x: np.float64) -> np.float64:
    k, f, half, s = parts_of_log(x, 0.0, c(0.0))
    m = op.sub(f, op.sub(half, s))
    return op.libm(x, op.fma(m, c(LOG2E), k), is_special(x), name="log2", near=True)


@builtin(np.log1p)
@inline
def log1p(x: np.float64) -> np.float64:
    u = op.add(x, c(1.0))
    missing = op.div(op.sub(x, op.sub(u, c(1.0))), u)  # of what 1 + x is
    k, f, half, s = parts_of_log(u, LN2_LOW, missing)
    rest = op.sub(op.sub(half, s), f)
    near = op.fma(k, c(LN2_HIGH), op.neg(rest))
    near = op.select(op.eq(x, c(0.0)), x, near)
    return op.libm(x, near, is_special(u), name="log1p", near=True)


@inline
def sine_of(r: np.float64, turns: np.float64) -> np.float64:
    """The sine of |r| <= pi / 2, its sign changed where the last bit of `turns` is set."""
    z = op.mul(r, r)
    p = step(c(-7.981346871574325e-18), z, 2.8102024770795132e-15)
    p = step(p, z, -7.647127238509551e-13)
    p = step(p, z, 1.605904319564292e-10)
    p = step(p, z, -2.5052108378484215e-08)
    p = step(p, z, 2.7557319223940165e-06)
    p = step(p, z, -0.0001984126984126967)
    p = step(p, z, 0.008333333333333333)
    p = step(p, z, -0.16666666666666666)
    size = op.fabs(r)
    found = op.fma(op.mul(z, p), size, size)
    top = bits(TOP)
    sign = (op.bitcast(turns, to=np.uint64) << bits(63)) ^ (op.bitcast(r, to=np.uint64) & top)
    return op.bitcast(op.bitcast(found, to=np.uint64) ^ sign, to=np.float64)


@inline
def without_turns(x: np.float64, n: np.float64) -> np.float64:
    """x - n * pi."""
    r = op.fma(n, c(-PI), x)
    return op.fma(n, c(-PI_3), op.fma(n, c(-PI_2), r))


@builtin(np.sin)
@inline
def sin(x: np.float64) -> np.float64:
    t = op.fma(x, c(PER_PI), c(SHIFT))
    near = sine_of(without_turns(x, op.sub(t, c(SHIFT))), t)
    return op.libm(x, near, op.gt(op.fabs(x), c(LARGE)), name="sin", near=True)


@builtin(np.cos)
@inline
def cos(x: np.float64) -> np.float64:
    t = op.add(op.fma(x, c(PER_PI), c(0.5)), c(SHIFT))
    n = op.sub(op.sub(t, c(SHIFT)), c(0.5))
    near = sine_of(without_turns(x, n), t)
    return op.libm(x, near, op.gt(op.fabs(x), c(LARGE)), name="cos", near=True)


@builtin(np.hypot)
@inline
def hypot(x: np.float64, y: np.float64) -> np.float64:
    """Zeros are common, as the gradient of what is flat, so they are not left to the library."""
    squares = op.fma(x, x, op.mul(y, y))
    plain = op.and_(op.ge(squares, c(SMALL_SQUARE)), op.le(squares, c(LARGE_SQUARE)))
    zero = op.eq(op.add(op.fabs(x), op.fabs(y)), c(0.0))
    near = op.sqrt(squares)
    return op.libm(x, y, near, op.not_(op.or_(plain, zero)), name="hypot", near=True)


@builtin(np.hypot)
@inline
def hypot_f32(x: np.float32, y: np.float32) -> np.float32:
    """Squares are exact in double precision, and their sum is finite."""
    a, b = op.cast(x, to=np.float64), op.cast(y, to=np.float64)
    near = op.sqrt(op.fma(a, a, op.mul(b, b)))
    rare = op.not_(op.le(near, c(FINITE)))
    return op.libm(x, y, op.cast(near, to=np.float32), rare, name="hypot", near=True)
