"""`round`, and `pow` with a modulus.

CPython rounds to n decimals by way of the exact decimal expansion. The same result follows from
one fused multiply-add: it tells on which side of a half the exact x * 10**n lies, and a quotient
of two exact floats is rounded once. That goes as far as powers of ten are floats; beyond, the
expansion is made (`numbers_decimal.py`).
"""

from __future__ import annotations

from .intrinsics import inline, op
from .numbers import int_of_float
from .numbers_decimal import round_by_digits
from .registry import builtin
from .words import DOES_NOT_FIT, NOT_INVERTIBLE, POW_MOD_ZERO

_EXACT = 9007199254740992.0  # 2**53
_DIGITS = 22  # 10**22 is the last power of ten that is a float


@builtin(round)
@inline
def round_int(x: int) -> int:
    return x


@builtin(round)
@inline
def round_float(x: float) -> int:
    return int_of_float(op.rint(x))


@builtin(round)
@inline
def round_float_to(x: float, ndigits: int) -> float:
    if x - x != 0.0 or ndigits > 323:
        return x
    if ndigits < -308:
        return 0.0 * x
    if ndigits > _DIGITS or ndigits < -_DIGITS:
        return round_by_digits(x, ndigits)
    if ndigits >= 0:
        return _decimals(x, ndigits)
    return _tens(x, op.neg(ndigits))


def _decimals(x: float, ndigits: int) -> float:
    unit = power_of_ten(ndigits)
    scaled = x * unit
    if op.fabs(scaled) >= _EXACT:
        return x  # the decimals are finer than the floats
    return op.copysign(op.div(_units(x, unit, scaled), unit), x)


def units(x: float, ndigits: int) -> int:
    """A finite x >= 0 in units of 10**-ndigits, rounded, ties to even; -1 beyond 2**53 of them."""
    unit = power_of_ten(ndigits)
    scaled = x * unit
    if scaled >= _EXACT:
        return -1
    return op.cast(_units(x, unit, scaled), to=int)


def _units(x: float, unit: float, scaled: float) -> float:
    """x * unit, which `scaled` is rounded, as the nearest whole number, ties to even."""
    whole = op.rint(scaled)
    rest = scaled - whole
    error = op.fma(x, unit, -scaled)
    if rest == 0.5 and error > 0.0:
        whole = whole + 1.0
    elif rest == -0.5 and error < 0.0:
        whole = whole - 1.0
    elif op.fabs(error) == 0.5 and _odd(whole):
        whole = whole + 2.0 * error
    return whole


def _tens(x: float, ndigits: int) -> float:
    unit = power_of_ten(ndigits)
    quotient = op.rint(op.div(x, unit))
    if op.fabs(quotient) >= _EXACT:
        return x
    half = unit * 0.5
    rest = op.fma(-quotient, unit, x)
    if rest > half:
        quotient = quotient + 1.0
    elif rest < -half:
        quotient = quotient - 1.0
    elif op.fabs(rest) == half and _odd(quotient):
        quotient = quotient + op.copysign(1.0, rest)
    return op.copysign(quotient * unit, x)


def _odd(x: float) -> bool:
    return op.rint(x * 0.5) * 2.0 != x


def power_of_ten(n: int) -> float:
    """10**n for 0 <= n <= 22, exact."""
    r = 1.0
    while n > 0:
        r = r * 10.0
        n = op.sub(n, 1)
    return r


@builtin(round)
@inline
def round_float_to_none(x: float, ndigits: None) -> int:
    return round_float(x)


@builtin(round)
@inline
def round_int_to_none(x: int, ndigits: None) -> int:
    return x


@builtin(round)
def round_int_to(x: int, ndigits: int) -> int:
    if ndigits >= 0:
        return x
    if ndigits < -18:
        if ndigits == -19 and (x > 5000000000000000000 or x < -5000000000000000000):
            raise OverflowError(DOES_NOT_FIT)
        return 0
    unit = 1
    while ndigits < 0:
        unit = op.mul(unit, 10)
        ndigits = op.add(ndigits, 1)
    whole = op.tdiv(x, unit)
    rest = op.mul(op.sub(x, op.mul(whole, unit)), 2)
    odd = op.and_(whole, 1) != 0
    if rest > unit or (rest == unit and odd):
        whole = op.add(whole, 1)
    elif rest < op.neg(unit) or (rest == op.neg(unit) and odd):
        whole = op.sub(whole, 1)
    return op.checked_mul(whole, unit)


@builtin(pow)
def pow_modulo(base: int, exp: int, mod: int) -> int:
    if mod == 0:
        raise ValueError(POW_MOD_ZERO)
    if mod == 1 or mod == -1:
        return 0
    power = op.trem(base, mod)
    if exp < 0:
        power = _inverse(power, mod)
    r = 1
    while exp != 0:
        if op.and_(exp, 1) != 0:
            r = _product(r, power, mod)
        exp = op.tdiv(exp, 2)
        power = _product(power, power, mod)
    return op.add(r, mod) if r != 0 and (r < 0) != (mod < 0) else r


def _product(a: int, b: int, m: int) -> int:
    """a * b modulo m, of either sign; a and b are smaller than m in magnitude."""
    if a < 2147483648 and a > -2147483648 and b < 2147483648 and b > -2147483648:
        return op.trem(op.mul(a, b), m)
    negative = (a < 0) != (b < 0)
    m = m if m < 0 else op.neg(m)
    a = a if a < 0 else op.neg(a)
    r = 0
    while b != 0:
        if op.and_(b, 1) != 0:
            r = _sum(r, a, m)
        b = op.tdiv(b, 2)
        a = _sum(a, a, m)
    return r if negative else op.neg(r)


def _sum(a: int, b: int, m: int) -> int:
    """a + b modulo m, for m < a, b <= 0."""
    return op.sub(a, op.sub(m, b)) if a <= op.sub(m, b) else op.add(a, b)


def _inverse(a: int, m: int) -> int:
    """The x with a * x = 1 modulo m."""
    r = a
    last = m
    x = 1
    before = 0
    while r != 0:
        if r == 1 or r == -1:
            return x if r == 1 else op.neg(x)
        q = op.tdiv(last, r)
        rest = op.sub(last, op.mul(q, r))
        last = r
        r = rest
        following = op.sub(before, op.mul(q, x))
        before = x
        x = following
    raise ValueError(NOT_INVERTIBLE)
