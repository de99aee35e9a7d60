"""NumPy's scalar types as conversions, and `int abs round` of NumPy scalars.

A conversion between NumPy types is a cast: it wraps and truncates. A Python int must fit.
"""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

import math

import numpy as np

from .intrinsics import inline, op
from .kinds import (
    AnyComplex,
    Complex,
    D,
    Float,
    Integer,
    Natural,
    Ordered,
    Signed,
    Simple,
    Unsigned,
)
from .numbers import int_of_float
from .registry import builtin, constructor
from .words import DOES_NOT_FIT


@builtin(int)
@inline
def int_of_u64(x: np.uint64) -> int:
    if x > 9223372036854775807:
        raise OverflowError(DOES_NOT_FIT)
    return op.cast(x, to=int)


@builtin(abs, np.absolute)
@inline
def abs_signed(x: Signed) -> Signed:
    return op.neg(x) if x < 0 else x


@builtin(abs, np.absolute)
@inline
def abs_unsigned(x: Natural) -> Natural:
    return x


@builtin(abs, np.absolute)
@inline
def abs_real(x: Float) -> Float:
    return op.fabs(x)


@builtin(abs, np.absolute)
@inline
def abs_complex(z: Complex):
    return np.hypot(op.real(z), op.imag(z))


@builtin(round)
@inline
def round_real(x: Float) -> int:
    return int_of_float(op.rint(op.cast(x, to=float)))


@builtin(round)
@inline
def round_real_to_none(x: Float, ndigits: None) -> int:
    return round_real(x)


@builtin(round)
def round_real_to(x: Float, ndigits: int) -> Float:
    """As NumPy does it: scaled, rounded, and scaled back, in the type itself."""
    if ndigits == 0:
        return op.rint(x)
    unit = op.cast(_power_of_ten(abs(ndigits)), to=Float)
    if ndigits > 0:
        return op.div(op.rint(op.mul(x, unit)), unit)
    return op.mul(op.rint(op.div(x, unit)), unit)


@builtin(round)
def round_signed_to(x: Signed, ndigits: int) -> Signed:
    return x if ndigits >= 0 else op.cast(_tens(op.cast(x, to=float), ndigits), to=Signed)


@builtin(round)
def round_unsigned_to(x: Unsigned, ndigits: int) -> Unsigned:
    return x if ndigits >= 0 else op.cast(_tens(op.cast(x, to=float), ndigits), to=Unsigned)


@builtin(round)
def round_bool(x: np.bool_) -> int:
    raise TypeError("type numpy.bool doesn't define __round__ method")


@builtin(round)
def round_bool_to(x: np.bool_, ndigits: int | None) -> int:
    raise TypeError("type numpy.bool doesn't define __round__ method")


def _tens(x: float, ndigits: int) -> float:
    unit = _power_of_ten(op.neg(ndigits))
    return op.mul(op.rint(op.div(x, unit)), unit)


def _power_of_ten(n: int) -> float:
    """10**n by multiplication, so with NumPy's error beyond 10**22."""
    if n > 308:
        return math.inf
    r = 1.0
    while n > 0:
        r = op.mul(r, 10.0)
        n = op.sub(n, 1)
    return r


@builtin(divmod)
@inline
def divmod_numpy(a: Ordered, b: object):
    return a // b, a % b


@builtin(divmod)
@inline
def divmod_by_numpy(a: object, b: Ordered):
    return a // b, a % b


@builtin(np.generic.conjugate)
@inline
def conjugate_complex(z: Complex) -> Complex:
    return op.complex(op.real(z), op.neg(op.imag(z)), to=Complex)


@builtin(np.generic.conjugate)
@inline
def conjugate_real(x: Ordered) -> Ordered:
    return x


@builtin(complex)
@inline
def complex_of_c64(z: np.complex64) -> complex:
    return op.cast(z, to=complex)


@builtin(complex)
@inline
def complex_of_whole(x: Integer) -> complex:
    return op.complex(op.cast(x, to=float), 0.0, to=complex)


# --- NumPy's types called as functions: between NumPy's types a cast ------------------------------


@constructor(
    np.bool_,
    np.int8,
    np.int16,
    np.int32,
    np.int64,
    np.uint8,
    np.uint16,
    np.uint32,
    np.uint64,
    np.float16,
    np.float32,
    np.float64,
    np.complex64,
    np.complex128,
)
@inline
def cast_real(to: type[D], x: Simple) -> D:
    return op.cast(x, to=to)


@constructor(np.bool_, np.complex64, np.complex128)
@inline
def cast_complex(to: type[D], x: AnyComplex) -> D:
    return op.cast(x, to=to)


@constructor(np.bool_, np.float16, np.float32, np.float64, np.complex64, np.complex128)
@inline
def cast_float(to: type[D], x: float) -> D:
    return op.cast(x, to=to)


@constructor(np.bool_, np.float64, np.complex128)
@inline
def cast_int(to: type[D], x: int) -> D:
    return op.cast(x, to=to)


@constructor(np.float16, np.float32, np.complex64)
@inline
def cast_int_by_float(to: type[D], x: int) -> D:
    """By way of a double, as NumPy does it."""
    return op.cast(op.cast(x, to=float), to=to)


@constructor(np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64)
@inline
def cast_fitting_int(to: type[D], x: int) -> D:
    made = op.cast(x, to=to)
    if op.cast(made, to=int) != x or (made < 0) != (x < 0):
        raise OverflowError(f"Python integer {x} out of bounds for {to.__name__}")
    return made


@constructor(np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32)
@inline
def int_of_fitting_float(to: type[D], x: float) -> D:
    return to(int_of_float(x))


@builtin(np.uint64)
@inline
def u64_of_float(x: float) -> np.uint64:
    if x >= 9223372036854775808.0 and x < 18446744073709551616.0:
        return op.cast(x, to=np.uint64)
    return np.uint64(int_of_float(x))


@builtin(math.floor)
@inline
def floor_of_whole(x: Integer) -> int:
    """NumPy's integers have no `__floor__`: Python goes by their floats."""
    return int_of_float(float(x))


@builtin(math.ceil)
@inline
def ceil_of_whole(x: Integer) -> int:
    return int_of_float(float(x))


@builtin(math.trunc)
@inline
def trunc_of_whole(x: Integer) -> int:
    raise TypeError(f"type numpy.{type(x).__name__} doesn't define __trunc__ method")
