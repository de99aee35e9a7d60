"""NumPy's scalar operators that have branches, and conversions that NumPy checks.

A NumPy integer divided by zero is 0 (NumPy warns, compiled code does not); everything wraps.
"""

from __future__ import annotations

import operator
from typing import TypeVar

import numpy as np

from . import oracles
from .intrinsics import inline, op
from .registry import builtin

Signed = TypeVar("Signed", np.int8, np.int16, np.int32, np.int64)
Unsigned = TypeVar("Unsigned", np.uint8, np.uint16, np.uint32, np.uint64)
Real = TypeVar("Real", np.float32, np.float64)


@builtin(operator.floordiv)
@inline
def floordiv_signed(a: Signed, b: Signed) -> Signed:
    if b == 0:
        return b
    if b == -1:
        return op.neg(a)
    q = op.tdiv(a, b)
    r = a - q * b
    return q - 1 if r != 0 and (r ^ b) < 0 else q


@builtin(operator.mod)
@inline
def mod_signed(a: Signed, b: Signed) -> Signed:
    if b == 0 or b == -1:
        return a ^ a
    r = op.trem(a, b)
    return r + b if r != 0 and (r ^ b) < 0 else r


@builtin(operator.floordiv)
@inline
def floordiv_unsigned(a: Unsigned, b: Unsigned) -> Unsigned:
    return b if b == 0 else op.tdiv(a, b)


@builtin(operator.mod)
@inline
def mod_unsigned(a: Unsigned, b: Unsigned) -> Unsigned:
    return b if b == 0 else op.trem(a, b)


@builtin(operator.floordiv)
def floordiv_real(a: Real, b: Real) -> Real:
    if b == 0:
        return a / b
    r = op.libm(a, b, name="fmod")
    q = (a - r) / b
    if r != 0 and (b < 0) != (r < 0):
        q = q - 1
    if q == 0:
        return op.copysign(q - q, a / b)
    whole = op.floor(q)
    return whole + 1 if q - whole > 0.5 else whole


@builtin(operator.mod)
def mod_real(a: Real, b: Real) -> Real:
    r = op.libm(a, b, name="fmod")
    if b == 0:
        return r
    if r == 0:
        return op.copysign(r, b)
    return r + b if (b < 0) != (r < 0) else r


@builtin(operator.pow)
def pow_signed(a: Signed, n: Signed) -> Signed:
    if n < 0:
        raise ValueError("Integers to negative integer powers are not allowed.")
    return _integer_power(a, n)


@builtin(operator.pow)
def pow_unsigned(a: Unsigned, n: Unsigned) -> Unsigned:
    return _integer_power(a, n)


Integer = TypeVar(
    "Integer",
    np.int8,
    np.int16,
    np.int32,
    np.int64,
    np.uint8,
    np.uint16,
    np.uint32,
    np.uint64,
)


def _integer_power(a: Integer, n: Integer) -> Integer:
    """a ** n for n >= 0, by squaring; wraps."""
    result = (n ^ n) + 1
    while n != 0:
        if (n & 1) != 0:
            result = result * a
        n = op.shr(n, (n ^ n) + 1)
        a = a * a
    return result


@builtin(operator.pow)
@inline
def pow_real(a: Real, b: Real) -> Real:
    return op.libm(a, b, name="pow")


@builtin(operator.lshift)
@inline
def lshift_signed(a: Signed, b: Signed) -> Signed:
    return a ^ a if b < 0 or b >= _width(a) else op.shl(a, b)


@builtin(operator.lshift)
@inline
def lshift_unsigned(a: Unsigned, b: Unsigned) -> Unsigned:
    return a ^ a if b >= _width(a) else op.shl(a, b)


@builtin(operator.rshift)
@inline
def rshift_signed(a: Signed, b: Signed) -> Signed:
    if b >= 0 and b < _width(a):
        return op.shr(a, b)
    return ~(a ^ a) if a < 0 else a ^ a


@builtin(operator.rshift)
@inline
def rshift_unsigned(a: Unsigned, b: Unsigned) -> Unsigned:
    return a ^ a if b >= _width(a) else op.shr(a, b)


@inline
def _width(a: Integer) -> Integer:
    """How many bits the type has."""
    return op.clz(a ^ a)


# --- complex: division as NumPy does it (Smith's method) ------------------------------------------


@builtin(operator.truediv)
def truediv_c128(a: np.complex128, b: np.complex128) -> np.complex128:
    x, y = _quotient(op.real(a), op.imag(a), op.real(b), op.imag(b))
    return op.complex(x, y, to=np.complex128)


@builtin(operator.truediv)
def truediv_c64(a: np.complex64, b: np.complex64) -> np.complex64:
    x, y = _quotient(op.real(a), op.imag(a), op.real(b), op.imag(b))
    return op.complex(x, y, to=np.complex64)


def _quotient(a: Real, b: Real, c: Real, d: Real) -> tuple[Real, Real]:
    """The parts of (a + bi) / (c + di)."""
    if op.fabs(c) >= op.fabs(d):
        if c == 0 and d == 0:
            return a / op.fabs(c), b / op.fabs(c)
        ratio = d / c
        scale = 1 / (c + d * ratio)
        return (a + b * ratio) * scale, (b - a * ratio) * scale
    ratio = c / d
    scale = 1 / (d + c * ratio)
    return (a * ratio + b) * scale, (b * ratio - a) * scale


# --- the order of complex scalars: by real part, then by imaginary part (of arrays, NumPy looks at
# nan as well)


@builtin(operator.lt)
def lt_c128(a: np.complex128, b: np.complex128) -> np.bool_:
    if op.real(a) == op.real(b):
        return np.bool_(op.imag(a) < op.imag(b))
    return np.bool_(op.real(a) < op.real(b))


@builtin(operator.lt)
def lt_c64(a: np.complex64, b: np.complex64) -> np.bool_:
    if op.real(a) == op.real(b):
        return np.bool_(op.imag(a) < op.imag(b))
    return np.bool_(op.real(a) < op.real(b))


@builtin(operator.le)
def le_c128(a: np.complex128, b: np.complex128) -> np.bool_:
    if op.real(a) == op.real(b):
        return np.bool_(op.imag(a) <= op.imag(b))
    return np.bool_(op.real(a) < op.real(b))


@builtin(operator.le)
def le_c64(a: np.complex64, b: np.complex64) -> np.bool_:
    if op.real(a) == op.real(b):
        return np.bool_(op.imag(a) <= op.imag(b))
    return np.bool_(op.real(a) < op.real(b))


@builtin(operator.gt)
def gt_c128(a: np.complex128, b: np.complex128) -> np.bool_:
    if op.real(a) == op.real(b):
        return np.bool_(op.imag(a) > op.imag(b))
    return np.bool_(op.real(a) > op.real(b))


@builtin(operator.gt)
def gt_c64(a: np.complex64, b: np.complex64) -> np.bool_:
    if op.real(a) == op.real(b):
        return np.bool_(op.imag(a) > op.imag(b))
    return np.bool_(op.real(a) > op.real(b))


@builtin(operator.ge)
def ge_c128(a: np.complex128, b: np.complex128) -> np.bool_:
    if op.real(a) == op.real(b):
        return np.bool_(op.imag(a) >= op.imag(b))
    return np.bool_(op.real(a) > op.real(b))


@builtin(operator.ge)
def ge_c64(a: np.complex64, b: np.complex64) -> np.bool_:
    if op.real(a) == op.real(b):
        return np.bool_(op.imag(a) >= op.imag(b))
    return np.bool_(op.real(a) > op.real(b))


# --- a Python int as a NumPy integer: it must fit -----------------------------------------------


@builtin(np.int8)
@inline
def int8_of(x: int) -> np.int8:
    if x < -128 or x > 127:
        raise OverflowError(f"Python integer {x} out of bounds for int8")
    return op.cast(x, to=np.int8)


@builtin(np.int16)
@inline
def int16_of(x: int) -> np.int16:
    if x < -32768 or x > 32767:
        raise OverflowError(f"Python integer {x} out of bounds for int16")
    return op.cast(x, to=np.int16)


@builtin(np.int32)
@inline
def int32_of(x: int) -> np.int32:
    if x < -2147483648 or x > 2147483647:
        raise OverflowError(f"Python integer {x} out of bounds for int32")
    return op.cast(x, to=np.int32)


@builtin(np.int64)
@inline
def int64_of(x: int) -> np.int64:
    return op.cast(x, to=np.int64)


@builtin(np.uint8)
@inline
def uint8_of(x: int) -> np.uint8:
    if x < 0 or x > 255:
        raise OverflowError(f"Python integer {x} out of bounds for uint8")
    return op.cast(x, to=np.uint8)


@builtin(np.uint16)
@inline
def uint16_of(x: int) -> np.uint16:
    if x < 0 or x > 65535:
        raise OverflowError(f"Python integer {x} out of bounds for uint16")
    return op.cast(x, to=np.uint16)


@builtin(np.uint32)
@inline
def uint32_of(x: int) -> np.uint32:
    if x < 0 or x > 4294967295:
        raise OverflowError(f"Python integer {x} out of bounds for uint32")
    return op.cast(x, to=np.uint32)


@builtin(np.uint64)
@inline
def uint64_of(x: int) -> np.uint64:
    if x < 0:
        raise OverflowError(f"Python integer {x} out of bounds for uint64")
    return op.cast(x, to=np.uint64)


# --- conversions of the language that must be exact ---------------------------------------------


@builtin(oracles.exact_float)
@inline
def exact_float_i64(a: np.int64) -> float:
    n = op.cast(a, to=int)
    return _exact(n)


def _exact(n: int) -> float:
    x = op.cast(n, to=float)
    if x == 9223372036854775808.0 or op.cast(x, to=int) != n:
        raise OverflowError(f"int {n} is not exactly representable as a float")
    return x


@builtin(oracles.exact_float)
@inline
def exact_float_u64(a: np.uint64) -> float:
    x = op.cast(a, to=float)
    if x == 18446744073709551616.0 or op.cast(x, to=np.uint64) != a:
        raise OverflowError(f"int {a} is not exactly representable as a float")
    return x


@builtin(oracles.exact_f32)
@inline
def exact_f32_float(x: float) -> np.float32:
    y = op.cast(x, to=np.float32)
    if op.cast(y, to=float) != x and x == x:
        raise OverflowError("the value is not exactly representable as a float32")
    return y


@builtin(oracles.exact_f16)
@inline
def exact_f16_float(x: float) -> np.float16:
    y = op.cast(x, to=np.float16)
    if op.cast(y, to=float) != x and x == x:
        raise OverflowError("the value is not exactly representable as a float16")
    return y


@builtin(oracles.exact_c64)
@inline
def exact_c64_complex(x: complex) -> np.complex64:
    y = op.cast(x, to=np.complex64)
    if op.cast(y, to=complex) != x and x == x:
        raise OverflowError("the value is not exactly representable as a complex64")
    return y
