"""NumPy's scalar operators that have branches, and conversions that must be exact.

A NumPy integer divided by zero is 0 (NumPy warns, compiled code does not); everything wraps.
"""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

import operator

import numpy as np

from . import oracles
from .intrinsics import inline, op
from .kinds import Complex, D, Integer, Real, Signed, Unsigned, Wide
from .registry import builtin
from .words import BOOLS_SQUARED


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
def truediv_complex(a: Complex, b: Complex) -> Complex:
    x, y = _quotient(op.real(a), op.imag(a), op.real(b), op.imag(b))
    return op.complex(x, y, to=Complex)


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


@builtin(operator.pow)
@inline
def pow_complex(a: Complex, b: Complex) -> Complex:
    """As NumPy's npy_cpow: a product for small whole exponents, else libm's cpow."""
    if b == 2 and a != 0:
        return a * a
    return _complex_power(a, b)


def _complex_power(a: Complex, b: Complex) -> Complex:
    x, y = op.real(b), op.imag(b)
    if x == 0 and y == 0:
        return op.cast(1.0, to=Complex)
    if op.real(a) == 0 and op.imag(a) == 0:
        if x > 0:
            return op.cast(0.0, to=Complex)
        nan = op.real(op.cast(_NAN, to=Complex))
        return op.complex(nan, nan, to=Complex)
    if y == 0 and op.fabs(x) < 100 and x == op.floor(x):
        return _small_power(a, op.cast(x, to=int))
    return op.libm(a, b, name="cpow")


def _small_power(a: Complex, n: int) -> Complex:
    """a ** n by squaring; the first few without a product with 1, which infinities would feel."""
    if n == 1:
        return a
    if n == 2:
        return a * a
    if n == 3:
        return a * (a * a)
    left = n if n > 0 else op.neg(n)
    one = op.cast(1.0, to=Complex)
    result = one
    while True:
        if op.and_(left, 1) != 0:
            result = result * a
        left = op.shr(left, 1)
        if left == 0:
            return result if n > 0 else one / result
        a = a * a


_NAN = float("nan")


# --- powers of arrays by a Python number: some are other functions in NumPy, with other results


@builtin(oracles.power_by_int)
@inline
def power_by_int_complex(x: Complex, n: Complex) -> Complex:
    if n == 2:
        return op.complex_mul(x, x)
    if n == -1:
        a, b = _reciprocal(op.real(x), op.imag(x))
        return op.complex(a, b, to=Complex)
    return x**n


@builtin(oracles.power_of_bools)
@inline
def power_of_bools(n: int) -> int:
    if n == 2:
        raise ValueError(BOOLS_SQUARED)
    return n


@builtin(oracles.power_by_float)
@inline
def power_by_float_complex(x: Complex, p: Complex) -> Complex:
    return op.libm(x, name="csqrt") if p == 0.5 else x**p


@builtin(np.reciprocal)
@inline
def reciprocal_complex(x: Complex) -> Complex:
    a, b = _reciprocal(op.real(x), op.imag(x))
    return op.complex(a, b, to=Complex)


def _reciprocal(a: Real, b: Real) -> tuple[Real, Real]:
    """The parts of 1 / (a + bi)."""
    if op.fabs(b) <= op.fabs(a):
        ratio = b / a
        scale = a + b * ratio
        return 1 / scale, -ratio / scale
    ratio = a / b
    scale = a * ratio + b
    return ratio / scale, -1 / scale


# --- the order of complex scalars: by real part, then by imaginary part (of arrays, NumPy looks at
# nan as well)


@builtin(operator.lt)
def lt_complex(a: Complex, b: Complex) -> np.bool_:
    if op.real(a) == op.real(b):
        return np.bool_(op.imag(a) < op.imag(b))
    return np.bool_(op.real(a) < op.real(b))


@builtin(operator.le)
def le_complex(a: Complex, b: Complex) -> np.bool_:
    if op.real(a) == op.real(b):
        return np.bool_(op.imag(a) <= op.imag(b))
    return np.bool_(op.real(a) < op.real(b))


@builtin(operator.gt)
@inline
def gt_complex(a: Complex, b: Complex) -> np.bool_:
    return lt_complex(b, a)


@builtin(operator.ge)
@inline
def ge_complex(a: Complex, b: Complex) -> np.bool_:
    return le_complex(b, a)


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


@builtin(oracles.exact_narrow)
@inline
def exact_narrow_number(to: type[D], x: Wide) -> D:
    y = op.cast(x, to=to)
    if op.cast(y, to=Wide) != x and x == x:
        raise OverflowError(f"the value is not exactly representable as a {to.__name__}")
    return y
