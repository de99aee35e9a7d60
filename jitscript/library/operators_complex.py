"""Division, powers and equality of complex numbers, step by step as CPython does them."""

from __future__ import annotations

import operator

from .intrinsics import inline, op
from .operators import eq_int_float
from .registry import builtin
from .words import COMPLEX_DIV, COMPLEX_POW_RANGE, COMPLEX_POW_ZERO


@builtin(operator.truediv)
def truediv_complex(a: complex, b: complex) -> complex:
    x = op.real(a)
    y = op.imag(a)
    c = op.real(b)
    d = op.imag(b)
    if c == 0.0 and d == 0.0:
        raise ZeroDivisionError(COMPLEX_DIV)
    if op.fabs(c) >= op.fabs(d):
        ratio = op.div(d, c)
        scale = c + d * ratio
        return op.complex(op.div(x + y * ratio, scale), op.div(y - x * ratio, scale), to=complex)
    if op.fabs(d) >= op.fabs(c):
        ratio = op.div(c, d)
        scale = c * ratio + d
        return op.complex(op.div(x * ratio + y, scale), op.div(y * ratio - x, scale), to=complex)
    nan = c + d
    return op.complex(nan, nan, to=complex)


@builtin(operator.pow)
def pow_complex(a: complex, b: complex) -> complex:
    x = op.real(b)
    zero = op.real(a) == 0.0 and op.imag(a) == 0.0
    if op.imag(b) == 0.0 and x == op.floor(x) and op.fabs(x) <= 100.0:
        n = op.cast(x, to=int)
        if n < 0 and zero:
            raise ZeroDivisionError(COMPLEX_POW_ZERO)
        r = _whole_power(a, n)
    else:
        if zero and (op.imag(b) != 0.0 or x < 0.0):
            raise ZeroDivisionError(COMPLEX_POW_ZERO)
        r = _polar_power(a, b)
    if op.fabs(op.real(r)) == _INFINITY or op.fabs(op.imag(r)) == _INFINITY:
        raise OverflowError(COMPLEX_POW_RANGE)
    return r


_INFINITY = float("inf")


def _whole_power(a: complex, n: int) -> complex:
    """a ** n by squaring; n may be negative."""
    left = n if n > 0 else op.neg(n)
    result = op.complex(1.0, 0.0, to=complex)
    power = a
    while left > 0:
        if op.and_(left, 1) != 0:
            result = result * power
        left = op.shr(left, 1)
        power = power * power
    if n > 0:
        return result
    return truediv_complex(op.complex(1.0, 0.0, to=complex), result)


def _polar_power(a: complex, b: complex) -> complex:
    x = op.real(a)
    y = op.imag(a)
    c = op.real(b)
    d = op.imag(b)
    if x == 0.0 and y == 0.0:
        return op.complex(0.0, 0.0, to=complex)
    size = op.libm(x, y, name="hypot")
    length = op.libm(size, c, name="pow")
    angle = op.libm(y, x, name="atan2")
    phase = angle * c
    if d != 0.0:
        length = op.div(length, op.libm(angle * d, name="exp"))
        phase = phase + d * op.libm(size, name="log")
    if op.fabs(phase) == _INFINITY:
        raise ZeroDivisionError(COMPLEX_POW_ZERO)  # as CPython, which sees only cos's errno
    cosine = op.libm(phase, name="cos")
    sine = op.libm(phase, name="sin")
    return op.complex(length * cosine, length * sine, to=complex)


@builtin(operator.eq)
@inline
def eq_int_complex(a: int, b: complex) -> bool:
    return op.imag(b) == 0.0 and eq_int_float(a, op.real(b))


@builtin(operator.ne)
@inline
def ne_int_complex(a: int, b: complex) -> bool:
    return not eq_int_complex(a, b)
