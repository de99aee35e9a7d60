"""NumPy's scalar types as conversions, and `int abs round` of NumPy scalars.

A conversion between NumPy types is a cast: it wraps and truncates. (A Python int must fit: see
`operators_numpy.py`.)
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from .intrinsics import inline, op
from .numbers import int_of_float
from .operators_numpy import (
    int8_of,
    int16_of,
    int32_of,
    int64_of,
    uint8_of,
    uint16_of,
    uint32_of,
    uint64_of,
)
from .registry import builtin
from .words import DOES_NOT_FIT

Real = TypeVar(
    "Real",
    bool,
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
)
Number = TypeVar(
    "Number",
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
)
Complex = TypeVar("Complex", complex, np.complex64, np.complex128)
Integer = TypeVar("Integer", np.int8, np.int16, np.int32, np.int64)
Natural = TypeVar("Natural", np.bool_, np.uint8, np.uint16, np.uint32, np.uint64)
Float = TypeVar("Float", np.float16, np.float32, np.float64)


@builtin(int)
@inline
def int_of_u64(x: np.uint64) -> int:
    if x > 9223372036854775807:
        raise OverflowError(DOES_NOT_FIT)
    return op.cast(x, to=int)


@builtin(abs, np.absolute)
@inline
def abs_signed(x: Integer) -> Integer:
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
def abs_c128(z: np.complex128) -> np.float64:
    return op.libm(op.real(z), op.imag(z), name="hypot")


@builtin(abs, np.absolute)
@inline
def abs_c64(z: np.complex64) -> np.float32:
    return op.libm(op.real(z), op.imag(z), name="hypot")


@builtin(round)
@inline
def round_real(x: Float) -> int:
    return int_of_float(op.rint(op.cast(x, to=float)))


@builtin(divmod)
@inline
def divmod_numpy(a: Number, b: object):
    return a // b, a % b


@builtin(divmod)
@inline
def divmod_by_numpy(a: object, b: Number):
    return a // b, a % b


@builtin(np.generic.conjugate)
@inline
def conjugate_c128(z: np.complex128) -> np.complex128:
    return op.complex(op.real(z), op.neg(op.imag(z)), to=np.complex128)


@builtin(np.generic.conjugate)
@inline
def conjugate_c64(z: np.complex64) -> np.complex64:
    return op.complex(op.real(z), op.neg(op.imag(z)), to=np.complex64)


@builtin(np.generic.conjugate)
@inline
def conjugate_real(x: Number) -> Number:
    return x


@builtin(complex)
@inline
def complex_of_c64(z: np.complex64) -> complex:
    return op.cast(z, to=complex)


@builtin(np.bool_)
@inline
def bool_of_real(x: Real) -> np.bool_:
    return op.cast(x, to=np.bool_)


@builtin(np.bool_)
@inline
def bool_of_int(x: int) -> np.bool_:
    return op.cast(x, to=np.bool_)


@builtin(np.bool_)
@inline
def bool_of_complex(x: Complex) -> np.bool_:
    return op.cast(x, to=np.bool_)


@builtin(np.int8)
@inline
def int8_of_real(x: Real) -> np.int8:
    return op.cast(x, to=np.int8)


@builtin(np.int16)
@inline
def int16_of_real(x: Real) -> np.int16:
    return op.cast(x, to=np.int16)


@builtin(np.int32)
@inline
def int32_of_real(x: Real) -> np.int32:
    return op.cast(x, to=np.int32)


@builtin(np.int64)
@inline
def int64_of_real(x: Real) -> np.int64:
    return op.cast(x, to=np.int64)


@builtin(np.uint8)
@inline
def uint8_of_real(x: Real) -> np.uint8:
    return op.cast(x, to=np.uint8)


@builtin(np.uint16)
@inline
def uint16_of_real(x: Real) -> np.uint16:
    return op.cast(x, to=np.uint16)


@builtin(np.uint32)
@inline
def uint32_of_real(x: Real) -> np.uint32:
    return op.cast(x, to=np.uint32)


@builtin(np.uint64)
@inline
def uint64_of_real(x: Real) -> np.uint64:
    return op.cast(x, to=np.uint64)


@builtin(np.float16)
@inline
def float16_of_real(x: Real) -> np.float16:
    return op.cast(x, to=np.float16)


@builtin(np.float32)
@inline
def float32_of_real(x: Real) -> np.float32:
    return op.cast(x, to=np.float32)


@builtin(np.float64)
@inline
def float64_of_real(x: Real) -> np.float64:
    return op.cast(x, to=np.float64)


@builtin(np.float16)
@inline
def float16_of_int(x: int) -> np.float16:
    return op.cast(op.cast(x, to=np.float64), to=np.float16)


@builtin(np.float32)
@inline
def float32_of_int(x: int) -> np.float32:
    return op.cast(op.cast(x, to=np.float64), to=np.float32)


@builtin(np.float64)
@inline
def float64_of_int(x: int) -> np.float64:
    return op.cast(x, to=np.float64)


@builtin(np.complex64)
@inline
def complex64_of_int(x: int) -> np.complex64:
    return op.cast(op.cast(x, to=np.complex128), to=np.complex64)


@builtin(np.complex128)
@inline
def complex128_of_int(x: int) -> np.complex128:
    return op.cast(x, to=np.complex128)


@builtin(np.complex64)
@inline
def complex64_of_real(x: Real) -> np.complex64:
    return op.cast(x, to=np.complex64)


@builtin(np.complex64)
@inline
def complex64_of_complex(x: Complex) -> np.complex64:
    return op.cast(x, to=np.complex64)


@builtin(np.complex128)
@inline
def complex128_of_real(x: Real) -> np.complex128:
    return op.cast(x, to=np.complex128)


@builtin(np.complex128)
@inline
def complex128_of_complex(x: Complex) -> np.complex128:
    return op.cast(x, to=np.complex128)


@builtin(np.int8)
@inline
def int8_of_float(x: float) -> np.int8:
    return int8_of(int_of_float(x))


@builtin(np.int16)
@inline
def int16_of_float(x: float) -> np.int16:
    return int16_of(int_of_float(x))


@builtin(np.int32)
@inline
def int32_of_float(x: float) -> np.int32:
    return int32_of(int_of_float(x))


@builtin(np.int64)
@inline
def int64_of_float(x: float) -> np.int64:
    return int64_of(int_of_float(x))


@builtin(np.uint8)
@inline
def uint8_of_float(x: float) -> np.uint8:
    return uint8_of(int_of_float(x))


@builtin(np.uint16)
@inline
def uint16_of_float(x: float) -> np.uint16:
    return uint16_of(int_of_float(x))


@builtin(np.uint32)
@inline
def uint32_of_float(x: float) -> np.uint32:
    return uint32_of(int_of_float(x))


@builtin(np.uint64)
@inline
def uint64_of_float(x: float) -> np.uint64:
    if x >= 9223372036854775808.0 and x < 18446744073709551616.0:
        return op.cast(x, to=np.uint64)
    return uint64_of(int_of_float(x))


@builtin(np.bool_)
@inline
def bool_of_float(x: float) -> np.bool_:
    return op.cast(x, to=np.bool_)


@builtin(np.float16)
@inline
def float16_of_float(x: float) -> np.float16:
    return op.cast(x, to=np.float16)


@builtin(np.float32)
@inline
def float32_of_float(x: float) -> np.float32:
    return op.cast(x, to=np.float32)


@builtin(np.float64)
@inline
def float64_of_float(x: float) -> np.float64:
    return op.cast(x, to=np.float64)


@builtin(np.complex64)
@inline
def complex64_of_float(x: float) -> np.complex64:
    return op.cast(x, to=np.complex64)


@builtin(np.complex128)
@inline
def complex128_of_float(x: float) -> np.complex128:
    return op.cast(x, to=np.complex128)
