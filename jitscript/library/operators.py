"""Python's operators that have branches: division, powers, shifts, comparison of int with float.

Everything else on builtin numbers is one op (`frontend/operators/scalar.py`). `op.add` and its
like on ints say that the result is known to fit.
"""

from __future__ import annotations

import operator

from . import oracles
from .intrinsics import apart, inline, op
from .registry import builtin
from .words import (
    COMPLEX_POWER,
    DOES_NOT_FIT,
    FLOAT_DIV,
    FLOAT_FLOORDIV,
    FLOAT_MOD,
    INT_DIV,
    INT_FLOORDIV,
    INT_MOD,
    NEGATIVE_INT_POWER,
    NEGATIVE_SHIFT,
    POW_ERRNO,
    POW_RANGE,
    POW_ZERO,
)

_EXACT = 9007199254740992  # 2**53: up to it every int is a float
_LIMIT = 9223372036854775808.0  # 2**63: the first float that no int reaches


@builtin(operator.floordiv)
@inline
def floordiv_int(a: int, b: int) -> int:
    if b == 0:
        raise ZeroDivisionError(INT_FLOORDIV)
    if b == -1:
        return op.checked_neg(a)
    q = op.tdiv(a, b)
    r = op.sub(a, op.mul(q, b))
    return op.select(op.and_(r != 0, op.xor(r, b) < 0), op.sub(q, 1), q)


@builtin(operator.mod)
@inline
def mod_int(a: int, b: int) -> int:
    if b == 0:
        raise ZeroDivisionError(INT_MOD)
    if b == -1:
        return 0
    r = op.trem(a, b)
    return op.add(r, op.select(op.and_(r != 0, op.xor(r, b) < 0), b, 0))


@builtin(operator.truediv)
@inline
def truediv_int(a: int, b: int) -> float:
    if b == 0:
        raise ZeroDivisionError(INT_DIV)
    if a > _EXACT or a < -_EXACT or b > _EXACT or b < -_EXACT:
        return _rounded_quotient(a, b)
    return op.div(op.cast(a, to=float), op.cast(b, to=float))


@apart
def _rounded_quotient(a: int, b: int) -> float:
    """a / b rounded once. The quotient is developed to 56 bits or more, then a sticky bit stands
    for the rest, so that the conversion to float is the only rounding. Negative numbers
    throughout, because the smallest int has no positive counterpart."""
    n = a if a < 0 else op.neg(a)
    d = b if b < 0 else op.neg(b)
    negative = (a < 0) != (b < 0)
    if n == 0:
        return -0.0 if negative else 0.0
    if d == -1:
        whole = op.cast(n, to=float)
        return whole if negative else -whole
    q = op.tdiv(n, d)
    r = op.trem(n, d)
    unit = 1.0
    while q < 36028797018963968:
        q = op.add(q, q)
        unit = unit * 0.5
        if r <= op.sub(d, r):
            q = op.add(q, 1)
            r = op.sub(r, op.sub(d, r))
        else:
            r = op.add(r, r)
    if r != 0:
        q = op.or_(q, 1)
    value = op.cast(q, to=float) * unit
    return -value if negative else value


@builtin(operator.lshift)
@inline
def lshift_int(a: int, b: int) -> int:
    if b < 0:
        raise ValueError(NEGATIVE_SHIFT)
    if b > 63:
        if a == 0:
            return 0
        raise OverflowError(DOES_NOT_FIT)
    r = op.shl(a, b)
    if op.shr(r, b) != a:
        raise OverflowError(DOES_NOT_FIT)
    return r


@builtin(operator.rshift)
@inline
def rshift_int(a: int, b: int) -> int:
    if b < 0:
        raise ValueError(NEGATIVE_SHIFT)
    return op.shr(a, op.select(b > 63, 63, b))


@builtin(operator.pow)
def pow_int(a: int, n: int) -> int:
    if n < 0:
        if a == 0:
            raise ZeroDivisionError(POW_ZERO)
        raise ValueError(NEGATIVE_INT_POWER)
    result = 1
    base = a
    while True:
        if op.and_(n, 1) != 0:
            result = op.checked_mul(result, base)
        n = op.shr(n, 1)
        if n == 0:
            return result
        base = op.checked_mul(base, base)  # a factor of the result: it must fit too


@builtin(operator.truediv)
@inline
def truediv_float(a: float, b: float) -> float:
    if b == 0.0:
        raise ZeroDivisionError(FLOAT_DIV)
    return op.div(a, b)


@builtin(operator.mod)
@inline
def mod_float(a: float, b: float) -> float:
    if b == 0.0:
        raise ZeroDivisionError(FLOAT_MOD)
    return python_remainder(a, b)


@builtin(operator.floordiv)
@inline
def floordiv_float(a: float, b: float) -> float:
    if b == 0.0:
        raise ZeroDivisionError(FLOAT_FLOORDIV)
    return python_quotient(a, b)


def python_remainder(a: float, b: float) -> float:
    """fmod with the sign of the divisor, as CPython's float_rem."""
    r = op.libm(a, b, name="fmod")
    if r == 0.0:
        return op.copysign(0.0, b)
    return r + b if (b < 0.0) != (r < 0.0) else r


def python_quotient(a: float, b: float) -> float:
    """The floor of a / b that goes with the remainder, as CPython's _float_div_mod."""
    r = op.libm(a, b, name="fmod")
    q = op.div(a - r, b)
    if r != 0.0 and (b < 0.0) != (r < 0.0):
        q = q - 1.0
    if q == 0.0:
        return op.copysign(0.0, op.div(a, b))
    whole = op.floor(q)
    return whole + 1.0 if q - whole > 0.5 else whole


@builtin(operator.pow)
@inline
def pow_float(a: float, b: float) -> float:
    r = op.libm(a, b, name="pow")
    if r - r == 0.0:
        return r
    return _checked_power(a, b, r)


def _checked_power(a: float, b: float, r: float) -> float:
    """`r`, a power that is no finite number, if that is Python's answer too."""
    if a - a != 0.0 or b - b != 0.0:
        return r
    if a == 0.0:
        raise ZeroDivisionError(POW_ZERO)
    if r != r:
        raise ValueError(COMPLEX_POWER)
    raise OverflowError(POW_ERRNO, POW_RANGE)


# --- int against float, exactly: the float of the int decides, unless it is rounded onto the other


@builtin(operator.lt)
@inline
def lt_int_float(a: int, b: float) -> bool:
    x = op.cast(a, to=float)
    return x < b if x != b else _compare_whole(a, b) < 0


@builtin(operator.le)
@inline
def le_int_float(a: int, b: float) -> bool:
    x = op.cast(a, to=float)
    return x < b if x != b else _compare_whole(a, b) <= 0


@builtin(operator.gt)
@inline
def gt_int_float(a: int, b: float) -> bool:
    x = op.cast(a, to=float)
    return x > b if x != b else _compare_whole(a, b) > 0


@builtin(operator.ge)
@inline
def ge_int_float(a: int, b: float) -> bool:
    x = op.cast(a, to=float)
    return x > b if x != b else _compare_whole(a, b) >= 0


@builtin(operator.eq)
@inline
def eq_int_float(a: int, b: float) -> bool:
    return op.cast(a, to=float) == b and _compare_whole(a, b) == 0


@builtin(operator.ne)
@inline
def ne_int_float(a: int, b: float) -> bool:
    return op.cast(a, to=float) != b or _compare_whole(a, b) != 0


@builtin(operator.lt)
@inline
def lt_float_int(a: float, b: int) -> bool:
    return gt_int_float(b, a)


@builtin(operator.le)
@inline
def le_float_int(a: float, b: int) -> bool:
    return ge_int_float(b, a)


@builtin(operator.gt)
@inline
def gt_float_int(a: float, b: int) -> bool:
    return lt_int_float(b, a)


@builtin(operator.ge)
@inline
def ge_float_int(a: float, b: int) -> bool:
    return le_int_float(b, a)


@builtin(operator.eq)
@inline
def eq_float_int(a: float, b: int) -> bool:
    return eq_int_float(b, a)


@builtin(operator.ne)
@inline
def ne_float_int(a: float, b: int) -> bool:
    return ne_int_float(b, a)


def _compare_whole(a: int, b: float) -> int:
    """-1, 0 or 1 for a below, equal to or above a whole float b in [-2**63, 2**63]."""
    if b == _LIMIT:
        return -1
    n = op.cast(b, to=int)
    if a < n:
        return -1
    return 1 if a > n else 0


@builtin(oracles.whole_number)
def whole_number(x: float) -> int:
    if not -9223372036854775808.0 <= x < 9223372036854775808.0 or x % 1.0 != 0.0:
        raise TypeError(f"the returned value is the float {x}, expected int")
    return int(x)


@builtin(oracles.exact_float)
@inline
def exact_float_int(a: int) -> float:
    x = op.cast(a, to=float)
    if _compare_whole(a, x) != 0:
        raise OverflowError(f"int {a} is not exactly representable as a float")
    return x
