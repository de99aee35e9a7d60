"""Trigonometry for targets without a C library, made as `own_exponential_numpy.py` is: the angles
of large numbers by the digits of 1 / pi, as Payne and Hanek found them."""

# The language itself: what op gives is of the types of its operands.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from .elementary_f64_numpy import (
    LARGE,
    PER_PI,
    SHIFT,
    TOP,
    bits,
    c,
    sine_of,
    without_turns,
)
from .intrinsics import inline, op
from .trigonometry_f64_numpy import (
    HALF_PI,
    angle_of,
    inverse_cosine,
    inverse_sine,
    reduced,
    tangent_of,
)
from .utf8 import word

INF = float("inf")
LARGEST = 1.7976931348623157e308
MOST = 4e307  # sums of two are finite below
# 64 zeros, then 1 / pi in binary, as words that a machine loads.
_DIGITS = (
    "0000000000000000517cc1b727220a94fe13abe8fa9a6ee06db14acc9e21c820ff28b1d5ef5de2b0db92371d2126e970"
    "0324977504e8c90e7f0ef58e5894d39f74411afa975da24274ce38135a2fbf209cc8eb1cc1a99cfa4e422fc5defc941d"
    "8ffc4bffef02cc07f79788c5ad05368fb69b3f6793e584dba7a31fb34f2ff516ba93dd63f5f2f8bd9e839cfbc5294975"
    "35fdafd88fc6ae842b0198237e3db5d5f867de104d7a1b0e"
)
PER_PI_WORDS = b"".join(
    bytes.fromhex(_DIGITS[i : i + 16])[::-1] for i in range(0, len(_DIGITS), 16)
)


@inline
def _window(i: int, shift: int) -> tuple[np.uint64, np.uint64, np.uint64]:
    """192 of the digits, from bit 64 * i + shift on."""
    table = op.buffer_const(data=PER_PI_WORDS)
    left, right = bits_of(shift), bits_of(op.sub(63, shift))
    at = op.mul(i, 8)
    a, b = number(word(table, at)), number(word(table, op.add(at, 8)))
    d, e = number(word(table, op.add(at, 16))), number(word(table, op.add(at, 24)))
    one = bits(1)
    return (
        op.or_(op.shl(a, left), op.shr(op.shr(b, one), right)),
        op.or_(op.shl(b, left), op.shr(op.shr(d, one), right)),
        op.or_(op.shl(d, left), op.shr(op.shr(e, one), right)),
    )


@inline
def bits_of(x: int) -> np.uint64:
    return op.cast(x, to=np.uint64)


@inline
def number(x: np.uint64) -> np.uint64:
    return op.cast(x, to=np.uint64)


@inline
def _carry(total: np.uint64, part: np.uint64) -> np.uint64:
    """What a sum of words that has `part` in it carries."""
    return op.cast(op.lt(total, part), to=np.uint64)


def _large(a: np.float64, quarter: int, ahead: np.uint64) -> tuple[np.float64, np.uint64]:
    """(r, n): a = n * u + r with |r| <= u / 2, n modulo 2, for a finite a >= 2**20. u is pi, or
    half of it where `quarter` is 1; `ahead` is added first, in units of 2**-64 of u."""
    word_of = op.bitcast(a, to=np.uint64)
    exponent = op.sub(op.cast(op.shr(word_of, bits(52)), to=int), 1075)
    m = op.or_(op.and_(word_of, bits(0x000FFFFFFFFFFFFF)), bits(0x0010000000000000))
    first = op.add(op.add(exponent, 62), quarter)
    high, mid, low = _window(op.shr(first, 6), op.and_(first, 63))
    # The last 192 bits of the product: of them the first but one is n, then comes what is left.
    p_0 = op.mul(m, low)
    carried = op.mulhi(m, low)
    p_1 = op.add(op.mul(m, mid), carried)
    p_2 = op.add(op.add(op.mul(m, high), op.mulhi(m, mid)), _carry(p_1, carried))
    parity = op.and_(op.shr(p_2, bits(62)), bits(1))
    two, back = bits(2), bits(62)
    f_2 = op.or_(op.shl(p_2, two), op.shr(p_1, back))
    f_1 = op.or_(op.shl(p_1, two), op.shr(p_0, back))
    ahead_2 = op.add(f_2, ahead)
    parity = op.xor(parity, _carry(ahead_2, ahead))
    f_2 = ahead_2
    negative = op.shr(f_2, bits(63))
    parity = op.xor(parity, negative)
    flip = op.sub(bits(0), negative)
    f_2, f_1 = op.xor(f_2, flip), op.xor(f_1, flip)
    if op.eq(f_2, bits(0)):  # as near to a multiple as that a number is, once in 2**63
        f_2, f_1 = f_1, bits(0)
        zeros = 64
    else:
        zeros = 0
    shift = op.cast(op.clz(f_2), to=int)
    left, right = bits_of(shift), bits_of(op.sub(63, shift))
    f_2 = op.or_(op.shl(f_2, left), op.shr(op.shr(f_1, bits(1)), right))
    f_1 = op.shl(f_1, left)
    zeros = op.add(zeros, shift)
    upper = op.cast(op.shr(f_2, bits(11)), to=np.float64)
    rest = op.or_(op.shl(op.and_(f_2, bits(0x7FF)), bits(42)), op.shr(f_1, bits(22)))
    lower = op.mul(op.cast(rest, to=np.float64), c(1.1102230246251565e-16))  # 2**-53
    unit = op.select(op.eq(quarter, 1), c(1.5707963267948966), c(3.141592653589793))
    unit_2 = op.select(op.eq(quarter, 1), c(6.123233995736766e-17), c(1.2246467991473532e-16))
    r = op.mul(upper, unit)
    r = op.add(r, op.fma(lower, unit, op.fma(upper, unit_2, op.fma(upper, unit, op.neg(r)))))
    power = op.shl(bits_of(op.sub(970, zeros)), bits(52))  # 2**(-53 - zeros)
    r = op.mul(r, op.bitcast(power, to=np.float64))
    return op.select(op.eq(negative, bits(1)), op.neg(r), r), parity


def sin(x: np.float64) -> np.float64:
    a = op.fabs(x)
    if op.gt(a, c(LARGE)):
        if op.gt(a, c(LARGEST)):
            return op.sub(x, x)
        r, n = _large(a, 0, bits(0))
        found = sine_of(r, op.bitcast(n, to=np.float64))
        return op.select(op.lt(x, c(0.0)), op.neg(found), found)
    t = op.fma(x, c(PER_PI), c(SHIFT))
    return sine_of(without_turns(x, op.sub(t, c(SHIFT))), t)


def cos(x: np.float64) -> np.float64:
    a = op.fabs(x)
    if op.gt(a, c(LARGE)):
        if op.gt(a, c(LARGEST)):
            return op.sub(x, x)
        r, n = _large(a, 0, bits(TOP))
        return sine_of(r, op.bitcast(n, to=np.float64))
    t = op.add(op.fma(x, c(PER_PI), c(0.5)), c(SHIFT))
    return sine_of(without_turns(x, op.sub(op.sub(t, c(SHIFT)), c(0.5))), t)


def tan(x: np.float64) -> np.float64:
    a = op.fabs(x)
    if op.gt(a, c(LARGE)):
        if op.gt(a, c(LARGEST)):
            return op.sub(x, x)
        r, n = _large(a, 1, bits(0))
        found = tangent_of(r, op.bitcast(n, to=np.float64))
        return op.select(op.lt(x, c(0.0)), op.neg(found), found)
    r, t = reduced(x)
    return tangent_of(r, t)


def asin(x: np.float64) -> np.float64:
    return inverse_sine(x)


def acos(x: np.float64) -> np.float64:
    return inverse_cosine(x)


def atan(x: np.float64) -> np.float64:
    a = op.fabs(x)
    a = op.select(op.gt(a, c(1e300)), c(1e300), a)
    return op.copysign(angle_of(a, c(1.0)), x)


def atan2(y: np.float64, x: np.float64) -> np.float64:
    a, b = op.fabs(y), op.fabs(x)
    if op.or_(op.gt(a, c(MOST)), op.gt(b, c(MOST))):
        both = op.and_(op.eq(a, c(INF)), op.eq(b, c(INF)))
        a = op.select(both, c(1.0), op.mul(a, c(0.0625)))
        b = op.select(both, c(1.0), op.mul(b, c(0.0625)))
        a = op.select(op.eq(a, c(INF)), c(1e300), a)
        b = op.select(op.eq(a, c(1e300)), c(1.0), b)
        a = op.select(op.eq(b, c(INF)), c(0.0), a)
        b = op.select(op.eq(b, c(INF)), c(1.0), b)
    zero = op.eq(op.add(a, b), c(0.0))
    angle = angle_of(a, op.select(zero, c(1.0), b))
    left = op.lt(op.bitcast(x, to=np.int64), op.cast(0, to=np.int64))
    turned = op.sub(c(2 * HALF_PI), op.sub(angle, c(1.2246467991473532e-16)))
    found = op.copysign(op.select(left, turned, angle), y)
    return op.select(op.or_(op.ne(x, x), op.ne(y, y)), op.add(x, y), found)


FUNCTIONS = {f.__name__: f for f in (sin, cos, tan, asin, acos, atan, atan2)}
