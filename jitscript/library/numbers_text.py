"""Between text and numbers, where few steps are exact: `int`, `float`, and `str` of a float.

The rest is Python's: other digits than ASCII's, underscores, more digits than a machine word has,
decimals that are not one product or quotient of exact floats, and all errors.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .containers_str import Str, part_of
from .format_digits import decimal
from .intrinsics import Buffer, inline, op, rare, u8, u64
from .numbers_nearest import nearest
from .numbers_round import power_of_ten
from .registry import builtin
from .utf8 import byte
from .words import DOES_NOT_FIT

_MOST = 10**17  # what may have another digit
_EXACT = 9007199254740992  # 2**53
_FEW = 1000000000000000.0  # 10**15: two decimals of so many digits are not one float


@inline
def _is_blank(code: int) -> bool:
    return code == 32 or 9 <= code <= 13


def _trimmed(data: Buffer[u8]) -> tuple[int, int]:
    i, stop = 0, op.buffer_len(data)
    while i < stop and _is_blank(byte(data, i)):
        i = op.add(i, 1)
    while i < stop and _is_blank(byte(data, op.sub(stop, 1))):
        stop = op.sub(stop, 1)
    return i, stop


@builtin(int)
def int_of_str(text: Str) -> int:
    """Up to 18 digits, with a sign and blanks around, are read here."""
    data = text._data
    i, stop = _trimmed(data)
    negative = i < stop and byte(data, i) == 45
    if negative or (i < stop and byte(data, i) == 43):
        i = op.add(i, 1)
    if i < stop <= op.add(i, 18):
        value = 0
        while i < stop and 48 <= byte(data, i) <= 57:
            value = op.add(op.mul(value, 10), op.sub(byte(data, i), 48))
            i = op.add(i, 1)
        if i == stop:
            return op.neg(value) if negative else value
    return _int_by_python(data, 10)


@builtin(int)
def int_of_base(text: Str, base: int) -> int:
    """As many digits as surely fit are read here."""
    data = text._data
    i, stop = _trimmed(data)
    negative = i < stop and byte(data, i) == 45
    if negative or (i < stop and byte(data, i) == 43):
        i = op.add(i, 1)
    most = 62 if base == 2 else 15 if base <= 16 else 12
    if 2 <= base <= 36 and i < stop <= op.add(i, most):
        value = 0
        while i < stop:
            digit = _digit(byte(data, i))
            if digit >= base:
                break
            value = op.add(op.mul(value, base), digit)
            i = op.add(i, 1)
        if i == stop:
            return op.neg(value) if negative else value
    return _int_by_python(data, base)


@inline
def _digit(code: int) -> int:
    if 48 <= code <= 57:
        return op.sub(code, 48)
    letter = op.or_(code, 32)
    return op.sub(letter, 87) if 97 <= letter <= 122 else 99


def _int_by_python(data: Buffer[u8], base: int) -> int:
    out = op.buffer_new(2, elem=int)
    op.extern(data, op.buffer_len(data), base, out, name="host_int_parse", result=None)
    if op.buffer_load(out, 1) != 0:
        raise OverflowError(DOES_NOT_FIT)
    return op.buffer_load(out, 0)


@builtin(float)
def float_of_str(text: Str) -> float:
    """Digits below 2**53 times or through a power of ten that is exact: one rounding. Others as
    `nearest` finds them, or Python does."""
    data = text._data
    i, stop = _trimmed(data)
    negative = i < stop and byte(data, i) == 45
    if negative or (i < stop and byte(data, i) == 43):
        i = op.add(i, 1)
    value, digits, places = 0, 0, 0
    while i < stop and 48 <= byte(data, i) <= 57 and value < _MOST:
        value = op.add(op.mul(value, 10), op.sub(byte(data, i), 48))
        i = op.add(i, 1)
        digits = 1
    if i < stop and byte(data, i) == 46:
        i = op.add(i, 1)
        while i < stop and 48 <= byte(data, i) <= 57 and value < _MOST:
            value = op.add(op.mul(value, 10), op.sub(byte(data, i), 48))
            i = op.add(i, 1)
            digits = 1
            places = op.sub(places, 1)
    if digits > 0 and op.add(i, 1) < stop and op.or_(byte(data, i), 32) == 101:
        at = op.add(i, 1)
        down = byte(data, at) == 45
        if down or byte(data, at) == 43:
            at = op.add(at, 1)
        power, first = 0, at
        while at < stop and 48 <= byte(data, at) <= 57 and power < 1000:
            power = op.add(op.mul(power, 10), op.sub(byte(data, at), 48))
            at = op.add(at, 1)
        if at == stop and at > first:
            places = op.sub(places, power) if down else op.add(places, power)
            i = stop
    if i == stop and digits > 0 and value < _EXACT and -22 <= places <= 22:
        x = op.cast(value, to=float)
        x = op.div(x, power_of_ten(op.neg(places))) if places < 0 else x * power_of_ten(places)
        return -x if negative else x
    if i == stop and value > 0:
        x = nearest(value, places)
        if x == x:
            return -x if negative else x
    return _float_by_python(text)


def _float_by_python(text: Str) -> float:
    data = text._data
    out = op.buffer_new(1, elem=float)
    if (
        op.extern(
            data,
            op.buffer_len(data),
            out,
            name="host_float_parse",
            effects="reads(buffer) writes(buffer) exits",
            result=int,
        )
        != 0
    ):
        _no_float(text)
    return op.buffer_load(out, 0)


@rare
def _no_float(text: Str) -> None:
    raise ValueError(f"could not convert string to float: {text!r}")


@builtin(str, repr)
def str_of_float(x: float) -> Str:
    """A decimal of at most 15 digits that reads as x is the one that Python writes."""
    size = op.fabs(x)
    if 0.001 <= size < 1000000000.0:
        unit = 10.0
        for places in range(1, 7):
            whole = op.rint(size * unit)
            if op.div(whole, unit) == size:
                if whole >= _FEW:
                    break
                digits = decimal(op.cast(whole, to=u64), places, True, False)
                return _signed(digits, x < 0.0)
            unit = unit * 10.0
    data = op.buffer_new(32, elem=u8)
    n = op.extern(x, data, name="host_float_repr", effects="writes(buffer) exits", result=int)
    return part_of(data, 0, n, n)


def _signed(digits: Buffer[u8], negative: bool) -> Str:
    n = op.buffer_len(digits)
    if not negative:
        return op.object_new(digits, n, 0, result=Str)
    out = op.buffer_new(op.add(n, 1), elem=u8)
    op.buffer_store(out, 0, op.cast(45, to=u8))
    op.buffer_copy(out, 1, digits, 0, n)
    return op.object_new(out, op.add(n, 1), 0, result=Str)


@builtin(complex)
def complex_of_str(text: Str) -> complex:
    return op.python_call(text, callee="builtins:complex", result=complex)
