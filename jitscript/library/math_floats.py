"""`math` on the parts and neighbours of a float: rounding to int, exponent, sign, remainders."""

from __future__ import annotations

import math
import sys

from .intrinsics import inline, op
from .math_elementary import DOMAIN, RANGE
from .numbers import int_of_float
from .registry import builtin
from .words import DOES_NOT_FIT

_INFINITY = math.inf


@builtin(math.floor)
@inline
def floor(x: float) -> int:
    return int_of_float(op.floor(x))


@builtin(math.ceil)
@inline
def ceil(x: float) -> int:
    return int_of_float(op.ceil(x))


@builtin(math.trunc)
@inline
def trunc(x: float) -> int:
    return int_of_float(x)


@builtin(math.floor, math.ceil, math.trunc)
@inline
def whole(x: int) -> int:
    return x


@builtin(math.fabs)
@inline
def fabs(x: float) -> float:
    return op.fabs(x)


@builtin(math.copysign)
@inline
def copysign(x: float, y: float) -> float:
    return op.copysign(x, y)


@builtin(math.isnan)
@inline
def isnan(x: float) -> bool:
    return x != x


@builtin(math.isinf)
@inline
def isinf(x: float) -> bool:
    return op.fabs(x) == _INFINITY


@builtin(math.isfinite)
@inline
def isfinite(x: float) -> bool:
    return x - x == 0.0


@builtin(math.isclose)
def isclose(a: float, b: float, *, rel_tol: float = 1e-09, abs_tol: float = 0.0) -> bool:
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if op.fabs(a) == _INFINITY or op.fabs(b) == _INFINITY:
        return False
    apart = op.fabs(b - a)
    near = apart <= op.fabs(rel_tol * b) or apart <= op.fabs(rel_tol * a)
    return near or apart <= abs_tol


@builtin(math.fmod)
@inline
def fmod(x: float, y: float) -> float:
    r = op.libm(x, y, name="fmod")
    if r != r and x == x and y == y:
        raise ValueError(DOMAIN)
    return r


@builtin(math.remainder)
@inline
def remainder(x: float, y: float) -> float:
    r = op.libm(x, y, name="remainder")
    if r != r and x == x and y == y:
        raise ValueError(DOMAIN)
    return r


@builtin(math.modf)
def modf(x: float) -> tuple[float, float]:
    if x - x != 0.0:
        return (x if x != x else op.copysign(0.0, x)), x
    whole = op.trunc(x)
    return op.copysign(x - whole, x), whole


@builtin(math.frexp)
def frexp(x: float) -> tuple[float, int]:
    if x == 0.0 or x - x != 0.0:
        return x, 0
    bits = op.bitcast(x, to=int)
    shift = 1022
    if op.and_(op.shr(bits, 52), 2047) == 0:
        bits = op.bitcast(x * 18014398509481984.0, to=int)
        shift = 1076
    exponent = op.sub(op.and_(op.shr(bits, 52), 2047), shift)
    mantissa = op.or_(op.and_(bits, -9218868437227405313), 4602678819172646912)
    return op.bitcast(mantissa, to=float), exponent


@builtin(float.as_integer_ratio)
def as_integer_ratio(x: float) -> tuple[int, int]:
    if x != x:
        raise ValueError("cannot convert NaN to integer ratio")
    if x - x != 0.0:
        raise OverflowError("cannot convert Infinity to integer ratio")
    mantissa, exponent = frexp(x)
    whole = op.cast(mantissa * 9007199254740992.0, to=int)  # of 53 bits, or 0
    if whole == 0:
        return 0, 1
    zeros = op.ctz(whole)
    whole, exponent = op.shr(whole, zeros), op.sub(op.add(exponent, zeros), 53)
    if exponent == 63 and whole == -1:
        return -(2**63), 1
    if exponent > 62 or exponent < -62:
        raise OverflowError(DOES_NOT_FIT)
    return (whole << exponent, 1) if exponent > 0 else (whole, 1 << op.neg(exponent))


@builtin(int.as_integer_ratio)
def as_integer_ratio_of_int(x: int) -> tuple[int, int]:
    return x, 1


@builtin(math.ldexp)
def ldexp(x: float, n: int) -> float:
    if x == 0.0 or x - x != 0.0:
        return x
    r = scaled(x, n)
    if op.fabs(r) == _INFINITY:
        raise OverflowError(RANGE)
    return r


def scaled(x: float, n: int) -> float:
    """x * 2**n, rounded once: each step but the last is exact."""
    if n > 1023:
        x = x * 8.98846567431158e307
        n = op.sub(n, 1023)
        if n > 1023:
            x = x * 8.98846567431158e307
            n = op.sub(n, 1023)
            if n > 1023:
                n = 1023
    elif n < -1022:
        x = x * 2.004168360008973e-292
        n = op.add(n, 969)
        if n < -1022:
            x = x * 2.004168360008973e-292
            n = op.add(n, 969)
            if n < -1022:
                n = -1022
    return x * op.bitcast(op.shl(op.add(n, 1023), 52), to=float)


@builtin(math.nextafter)
@inline
def nextafter(x: float, y: float) -> float:
    return op.libm(x, y, name="nextafter")


if sys.version_info >= (3, 12):

    @builtin(math.nextafter)
    def nextafter_steps(x: float, y: float, *, steps: int) -> float:
        if steps < 0:
            raise ValueError("steps must be a non-negative integer")
        if steps == 0 or x != x:
            return x
        if y != y or x == y:
            return y
        return _moved(x, y, steps)


def _moved(x: float, y: float, steps: int) -> float:
    """The float `steps` floats from x towards y. The bits of the positive floats count them."""
    a = op.bitcast(op.fabs(x), to=int)
    b = op.bitcast(op.fabs(y), to=int)
    if (op.copysign(1.0, x) < 0.0) == (op.copysign(1.0, y) < 0.0):
        if a > b:
            return y if op.sub(a, b) <= steps else _of_bits(op.sub(a, steps), x)
        return y if op.sub(b, a) <= steps else _of_bits(op.add(a, steps), x)
    if op.sub(steps, b) >= a:  # their sum may leave 64 bits
        return y
    return _of_bits(op.sub(a, steps), x) if a >= steps else _of_bits(op.sub(steps, a), y)


def _of_bits(bits: int, sign: float) -> float:
    return op.copysign(op.bitcast(bits, to=float), sign)


@builtin(math.ulp)
def ulp(x: float) -> float:
    x = op.fabs(x)
    if x - x != 0.0:
        return x
    above = op.libm(x, _INFINITY, name="nextafter")
    if above == _INFINITY:
        return x - op.libm(x, 0.0, name="nextafter")
    return above - x


if hasattr(math, "fma"):

    @builtin(math.fma)
    def fma(x: float, y: float, z: float) -> float:
        r = op.fma(x, y, z)
        if r - r == 0.0 or x - x != 0.0 or y - y != 0.0 or z - z != 0.0:
            if r == r or x != x or y != y or z != z:
                return r
            raise ValueError("invalid operation in fma")
        raise OverflowError("overflow in fma")
