"""`float.hex` and `float.fromhex`."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import math

from .containers_str import Str
from .intrinsics import op, u64
from .registry import builtin
from .words import said

_INVALID = said(float.fromhex, "z")
_TOO_LARGE = said(float.fromhex, "0x1p9999")
_FAR = 1 << 40  # beyond all exponents


@builtin(float.hex)
def hex_of_float(x: float) -> Str:
    if x != x:
        return "nan"
    sign = "-" if math.copysign(1.0, x) < 0.0 else ""
    if x - x != 0.0:
        return sign + "inf"
    bits = op.bitcast(abs(x), to=u64)
    exponent = op.cast(op.shr(bits, op.cast(52, to=u64)), to=int)
    digits = op.cast(op.and_(bits, op.cast(4503599627370495, to=u64)), to=int)
    if exponent == 0 and digits == 0:
        return sign + "0x0.0p+0"
    if exponent == 0:
        return f"{sign}0x0.{digits:013x}p-1022"
    return f"{sign}0x1.{digits:013x}p{exponent - 1023:+d}"


@builtin(float.fromhex)
def float_from_hex(string: Str) -> float:
    text = string.strip().lower()
    negative = text.startswith("-")
    if negative or text.startswith("+"):
        text = text[1:]
    if text == "inf" or text == "infinity":
        return -math.inf if negative else math.inf
    if text == "nan":
        return -math.nan if negative else math.nan
    if text.startswith("0x"):
        text = text[2:]
    x = _value(text)
    return -x if negative else x


def _value(text: Str) -> float:
    """Of digits, a point and an exponent: the first 15 digits that count, and whether one of the
    others does, tell how it is rounded."""
    number, exponent, seen = 0, 0, 0
    rest = False
    point = False
    i = 0
    while i < len(text):
        c = ord(text[i])
        digit = c - 48 if 48 <= c <= 57 else c - 87 if 97 <= c <= 102 else -1
        if c == 46 and not point:
            point = True
        elif digit < 0:
            break
        else:
            seen += 1
            if number < 1 << 56:
                number = number * 16 + digit
                exponent -= 4 if point else 0
            else:
                rest = rest or digit != 0
                exponent += 0 if point else 4
        i += 1
    if seen == 0:
        raise ValueError(_INVALID)
    if i < len(text):
        exponent += _power(text[i:])
    return _rounded(number, exponent, rest)


def _power(text: Str) -> int:
    """Of `p`, a sign and decimal digits."""
    if text[0] != "p":
        raise ValueError(_INVALID)
    digits = text[2:] if text[1:2] in ("+", "-") and len(text) > 1 else text[1:]
    if not digits:
        raise ValueError(_INVALID)
    power = 0
    for letter in digits:
        digit = ord(letter) - 48
        if digit < 0 or digit > 9:
            raise ValueError(_INVALID)
        power = min(power * 10 + digit, _FAR)
    return -power if text[1:2] == "-" else power


def _rounded(number: int, exponent: int, rest: bool) -> float:
    """number * 2**exponent, and a little more where there is a `rest`, to the nearest float."""
    if number == 0:
        return 0.0
    top = exponent + number.bit_length()
    if top > 1024:
        raise OverflowError(_TOO_LARGE)
    least = max(top - 53, -1074)
    if least > exponent:
        cut = least - exponent
        if cut > 62:
            return 0.0
        lost = number & ((1 << cut) - 1)
        number >>= cut
        half = 1 << (cut - 1)
        if lost > half or (lost == half and (rest or number & 1 == 1)):
            number += 1
        exponent = least
    if exponent + number.bit_length() > 1024:
        raise OverflowError(_TOO_LARGE)
    return math.ldexp(float(number), exponent)
