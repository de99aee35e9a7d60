"""`int`, `float`, `bool`, `complex` as conversions between builtin numbers; `abs` and `divmod`."""

from __future__ import annotations

from . import operators
from .intrinsics import inline, op
from .registry import builtin
from .words import (
    DOES_NOT_FIT,
    FLOAT_DIVMOD,
    INT_DIVMOD,
    INT_OF_INFINITY,
    INT_OF_NAN,
)


@builtin(int)
@inline
def int_of_nothing() -> int:
    return 0


@builtin(int)
@inline
def int_of_int(x: int) -> int:
    return x


@builtin(int)
@inline
def int_of_float(x: float) -> int:
    if x >= -9223372036854775808.0 and x < 9223372036854775808.0:
        return op.cast(x, to=int)
    return _no_int(x)


def _no_int(x: float) -> int:
    if x != x:
        raise ValueError(INT_OF_NAN)
    if x - x != 0.0:
        raise OverflowError(INT_OF_INFINITY)
    raise OverflowError(DOES_NOT_FIT)


@builtin(float)
@inline
def float_of_nothing() -> float:
    return 0.0


@builtin(float)
@inline
def float_of_float(x: float) -> float:
    return x


@builtin(float)
@inline
def float_of_int(x: int) -> float:
    return op.cast(x, to=float)


@builtin(bool)
@inline
def bool_of_nothing() -> bool:
    return False


@builtin(complex)
@inline
def complex_of_nothing() -> complex:
    return op.complex(0.0, 0.0, to=complex)


@builtin(complex)
@inline
def complex_of_complex(z: complex) -> complex:
    return z


@builtin(complex)
@inline
def complex_of_int(x: int) -> complex:
    return op.complex(op.cast(x, to=float), 0.0, to=complex)


@builtin(complex)
@inline
def complex_of_parts(real: float, imag: float) -> complex:
    return op.complex(real, imag, to=complex)


@builtin(abs)
@inline
def abs_int(x: int) -> int:
    return op.checked_neg(x) if x < 0 else x


@builtin(abs)
@inline
def abs_float(x: float) -> float:
    return op.fabs(x)


@builtin(abs)
def abs_complex(z: complex) -> float:
    x = op.real(z)
    y = op.imag(z)
    r = op.libm(x, y, name="hypot")
    if r - r != 0.0 and x - x == 0.0 and y - y == 0.0:
        raise OverflowError("absolute value too large")
    return r


@builtin(complex.conjugate)
@inline
def conjugate(z: complex) -> complex:
    return op.complex(op.real(z), -op.imag(z), to=complex)


@builtin(float.is_integer)
@inline
def is_integer(x: float) -> bool:
    return op.floor(x) == x and x - x == 0.0


@builtin(int.bit_length)
@inline
def bit_length(x: int) -> int:
    return op.sub(64, op.clz(op.neg(x) if x < 0 else x))


@builtin(int.bit_count)
@inline
def bit_count(x: int) -> int:
    return op.popcount(op.neg(x) if x < 0 else x)


@builtin(divmod)
@inline
def divmod_int(a: int, b: int) -> tuple[int, int]:
    if b == 0:
        raise ZeroDivisionError(INT_DIVMOD)
    return operators.floordiv_int(a, b), operators.mod_int(a, b)


@builtin(divmod)
@inline
def divmod_float(a: float, b: float) -> tuple[float, float]:
    if b == 0.0:
        raise ZeroDivisionError(FLOAT_DIVMOD)
    return operators.python_quotient(a, b), operators.python_remainder(a, b)
