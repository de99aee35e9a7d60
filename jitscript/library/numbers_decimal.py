"""Rounding to decimals that no single step reaches, by way of the exact decimal expansion."""

from __future__ import annotations

from .intrinsics import Buffer, op, u8

_BASE = 1000000000  # a limb of the expansion holds nine digits, the least significant comes first
_LIMBS = 96  # 5e-324 has 751 significant digits, the largest float 309
_FIVES = 244140625  # 5**12
_TWOS = 1073741824  # 2**30


def round_by_digits(x: float, digits: int) -> float:
    """A finite x rounded to `digits` decimals, ties to even. Below 2**54 units, that is: where a
    unit is smaller than half the distance between floats, x is the result."""
    bits = op.bitcast(op.fabs(x), to=int)
    mantissa = op.and_(bits, 4503599627370495)
    exponent = op.sub(op.shr(bits, 52), 1075)
    if exponent == -1075:
        exponent = -1074
    else:
        mantissa = op.or_(mantissa, 4503599627370496)
    limbs = op.buffer_new(_LIMBS, elem=int)
    op.buffer_store(limbs, 0, op.trem(mantissa, _BASE))
    op.buffer_store(limbs, 1, op.tdiv(mantissa, _BASE))
    n = 2
    if exponent >= 0:
        n = _multiply(limbs, n, 2, exponent)
        point = 0
    else:
        n = _multiply(limbs, n, 5, op.neg(exponent))
        point = op.neg(exponent)
    units = _dropping(limbs, n, op.sub(point, digits))
    if units < 0:
        return x
    rounded = _of_decimal(units, op.neg(digits))
    if rounded - rounded != 0.0:
        raise OverflowError("rounded value too large to represent")
    return op.copysign(rounded, x)


def _of_decimal(units: int, exponent: int) -> float:
    """units * 10**exponent, rounded once, as CPython reads it from text."""
    text = op.buffer_new(24, elem=u8)
    at = _write(text, 24, abs(exponent))
    if exponent < 0:
        at = op.sub(at, 1)
        op.buffer_store(text, at, op.cast(45, to=u8))
    at = op.sub(at, 1)
    op.buffer_store(text, at, op.cast(101, to=u8))
    at = _write(text, at, units)
    for i in range(at):
        op.buffer_store(text, i, op.cast(32, to=u8))
    value = op.buffer_new(1, elem=float)
    op.extern(
        text,
        24,
        value,
        name="host_float_parse",
        effects="reads(buffer) writes(buffer) exits",
        result=int,
    )
    return op.buffer_load(value, 0)


def _write(text: Buffer[u8], end: int, n: int) -> int:
    """Write the digits of n before `end`; where they start."""
    while True:
        end = op.sub(end, 1)
        op.buffer_store(text, end, op.cast(op.add(op.trem(n, 10), 48), to=u8))
        n = op.tdiv(n, 10)
        if n == 0:
            return end


def _multiply(limbs: Buffer[int], n: int, factor: int, times: int) -> int:
    """Multiply n limbs by factor**times, 2 or 5; how many limbs there are then."""
    while times > 0:
        many = 30 if factor == 2 else 12
        step = _TWOS if factor == 2 else _FIVES
        if times < many:
            step = factor
            many = 1
        carry = 0
        for i in range(n):
            product = op.add(op.mul(op.buffer_load(limbs, i), step), carry)
            op.buffer_store(limbs, i, op.trem(product, _BASE))
            carry = op.tdiv(product, _BASE)
        while carry > 0:
            op.buffer_store(limbs, n, op.trem(carry, _BASE))
            carry = op.tdiv(carry, _BASE)
            n = op.add(n, 1)
        times = op.sub(times, many)
    return n


def _dropping(limbs: Buffer[int], n: int, digits: int) -> int:
    """The limbs without their last digits, rounded; -1 if nothing is dropped or 2**54 reached."""
    if digits <= 0:
        return -1
    value = 0
    for i in range(op.mul(n, 9)):
        at = op.sub(op.sub(op.mul(n, 9), 1), i)
        if at >= digits:
            value = op.add(op.mul(value, 10), _digit(limbs, n, at))
            if value > 18014398509481984:
                return -1
    half = _digit(limbs, n, op.sub(digits, 1))
    if half != 5:
        return op.add(value, 1) if half > 5 else value
    for at in range(op.sub(digits, 1)):
        if _digit(limbs, n, at) != 0:
            return op.add(value, 1)
    return op.add(value, op.and_(value, 1))


def _digit(limbs: Buffer[int], n: int, at: int) -> int:
    """The digit that stands for 10**at."""
    if at >= op.mul(n, 9):
        return 0
    limb = op.buffer_load(limbs, op.tdiv(at, 9))
    for _ in range(op.trem(at, 9)):
        limb = op.tdiv(limb, 10)
    return op.trem(limb, 10)
