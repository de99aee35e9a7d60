"""NumPy's functions of elements that are neither operators nor libm's: `gcd lcm heaviside logaddexp
nextafter spacing reciprocal bitwise_count`, those with two results, and a few made of others."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .intrinsics import Given, inline, op
from .kinds import D, Integer, Real
from .registry import builtin, family

LOG2E = 1.442695040888963407359924681001892137


@inline
def _magnitude(x: Integer) -> np.uint64:
    wide = op.cast(x, to=np.uint64)
    return op.neg(wide) if x < 0 else wide


def _greatest(a: np.uint64, b: np.uint64) -> np.uint64:
    while b != 0:
        a, b = b, op.trem(a, b)
    return a


@builtin(np.gcd)
def gcd(x: Integer, y: Integer) -> Integer:
    return op.cast(_greatest(_magnitude(x), _magnitude(y)), to=Integer)


@builtin(np.lcm)
def lcm(x: Integer, y: Integer) -> Integer:
    a, b = _magnitude(x), _magnitude(y)
    common = _greatest(a, b)
    if common == 0:
        return op.cast(common, to=Integer)
    return op.cast(op.mul(op.tdiv(a, common), b), to=Integer)


@builtin(np.bitwise_count)
@inline
def bitwise_count(x: Integer) -> np.uint8:
    return op.cast(op.popcount(_magnitude(x)), to=np.uint8)


@builtin(np.heaviside)
@inline
def heaviside(x: Real, h0: Real) -> Real:
    if x != x:
        return x
    if x == 0:
        return h0
    return op.cast(0.0, to=Real) if x < 0 else op.cast(1.0, to=Real)


@builtin(np.logaddexp)
def logaddexp(x: Real, y: Real) -> Real:
    if x == y:
        return x + op.cast(math.log(2.0), to=Real)
    step = x - y
    if step > 0:
        return x + op.libm(op.libm(op.neg(step), name="exp"), name="log1p")
    if step <= 0:
        return y + op.libm(op.libm(step, name="exp"), name="log1p")
    return step


@builtin(np.logaddexp2)
def logaddexp2(x: Real, y: Real) -> Real:
    if x == y:
        return x + op.cast(1.0, to=Real)
    step = x - y
    log2e = op.cast(LOG2E, to=Real)
    if step > 0:
        return x + log2e * op.libm(op.libm(op.neg(step), name="exp2"), name="log1p")
    if step <= 0:
        return y + log2e * op.libm(op.libm(step, name="exp2"), name="log1p")
    return step


@builtin(np.nextafter)
@inline
def nextafter(x: Real, y: Real) -> Real:
    return op.libm(x, y, name="nextafter")


@builtin(np.nextafter)
def nextafter_half(x: np.float16, y: np.float16) -> np.float16:
    if x != x or y != y:
        return np.float16(np.nan)
    if x == y:
        return x
    n = op.bitcast(x, to=np.int16)
    one = op.cast(1, to=np.int16)
    if x == 0:
        return op.copysign(op.bitcast(one, to=np.float16), y)
    away = (x < y) == (x > 0)
    return op.bitcast(op.add(n, one) if away else op.sub(n, one), to=np.float16)


@builtin(np.reciprocal)
@inline
def reciprocal(x: Real) -> Real:
    return op.cast(1.0, to=Real) / x


@builtin(np.reciprocal)
@inline
def reciprocal_whole(x: Integer) -> Integer:
    return op.cast(op.div(1.0, op.cast(x, to=float)), to=Integer)


@builtin(np.conjugate)
@inline
def conjugate_real(x: Real) -> Real:
    return x


@builtin(np.conjugate)
@inline
def conjugate_whole(x: Integer) -> Integer:
    return x


# --- of two results -----------------------------------------------------------------------------


@builtin(np.divmod)
@inline
def divmod_(x1: object, x2: object):
    return np.floor_divide(x1, x2), np.remainder(x1, x2)


@builtin(divmod)
@inline
def divmod_of_array(x: np.ndarray[Any, np.dtype[D]], y: object):
    return x // y, x % y


@builtin(divmod)
@inline
def divmod_by_array(x: object, y: np.ndarray[Any, np.dtype[D]]):
    return x // y, x % y


@builtin(np.modf)
@inline
def modf(x: object):
    y = np.copysign(x, x)
    whole = np.trunc(y)
    rest = np.where(np.isinf(y), 0.0, y - whole)
    return np.copysign(rest, y), whole


# --- made of others -----------------------------------------------------------------------------


@builtin(np.fix)
@inline
def fix(x: object):
    return np.trunc(x)


@builtin(np.isposinf)
@inline
def isposinf(x: object):
    return np.isinf(x) & np.logical_not(np.signbit(x))


@builtin(np.isneginf)
@inline
def isneginf(x: object):
    return np.isinf(x) & np.signbit(x)


@family({np.hanning: (0.5, 0.5), np.hamming: (0.54, 0.46)})
def raised_cosine(parts: Given, M: int):
    if M < 1:
        return np.zeros(0)
    if M == 1:
        return np.ones(1)
    n = np.arange(1 - M, M, 2)
    return parts[0] + parts[1] * np.cos(np.pi * n / (M - 1))
