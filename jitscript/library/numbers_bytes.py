"""Between ints and bytes, and hexadecimal text."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .containers_bytearray import ByteArray, bytes_to_put
from .containers_bytes import Bytes
from .containers_str import Str
from .intrinsics import op, u8
from .registry import builtin
from .utf8 import byte
from .words import DOES_NOT_FIT, said

_NO_DIGIT = said(bytes.fromhex, "z")[:-1]  # the place follows
_ODD = said(bytes.fromhex, "a")
_ODD_SAYS_SO = not _ODD.startswith(_NO_DIGIT)


def _nothing_is_minus_one() -> bool:
    try:
        return (-1).to_bytes(0, "big", signed=True) == b""
    except OverflowError:
        return False


_NOTHING_IS_MINUS_ONE = _nothing_is_minus_one()


def _is_little(byteorder: Str) -> bool:
    if byteorder != "little" and byteorder != "big":
        raise ValueError("byteorder must be either 'little' or 'big'")
    return byteorder == "little"


@builtin(int.to_bytes)
def to_bytes(x: int, length: int = 1, byteorder: Str = "big", *, signed: bool = False) -> Bytes:
    little = _is_little(byteorder)
    if length < 0:
        raise ValueError("length argument must be non-negative")
    if x < 0 and not signed:
        raise OverflowError("can't convert negative int to unsigned")
    data = op.buffer_new(length, elem=u8)
    rest = x
    for k in range(length):
        op.buffer_store(data, k if little else length - 1 - k, op.cast(rest & 255, to=u8))
        rest = op.shr(rest, 8)
    if length < 8:
        bits = 8 * length
        fits = x == 0 or (x == -1 and _NOTHING_IS_MINUS_ONE) if bits == 0 else x < (1 << bits)
        if signed and bits > 0:
            half = 1 << (bits - 1)
            fits = -half <= x and x < half
        if not fits:
            raise OverflowError("int too big to convert")
    return op.object_new(data, result=Bytes)


@builtin(ord)
def ord_of_bytes(text: Bytes | ByteArray) -> int:
    if len(text) != 1:
        raise TypeError(f"ord() expected a character, but string of length {len(text)} found")
    return text[0]


@builtin(int.from_bytes)
def from_bytes(bytes: object, byteorder: Str = "big", *, signed: bool = False) -> int:
    little = _is_little(byteorder)
    if isinstance(bytes, (list, tuple)):
        for code in bytes:
            if code < 0 or code > 255:
                raise ValueError("bytes must be in range(0, 256)")
    data = bytes_to_put(bytes)
    n = len(data)
    negative = False
    if signed and n > 0:
        negative = data[n - 1 if little else 0] >= 128
    found, top = 0, False
    for k in range(n):
        code = data[k if little else n - 1 - k]
        if k < 8:
            found = op.or_(found, op.shl(code, 8 * k))
            top = code >= 128
        elif code != (255 if negative else 0):
            raise OverflowError(DOES_NOT_FIT)
    if n >= 8 and top != negative:
        raise OverflowError(DOES_NOT_FIT)
    if negative and n < 8:
        found = found - (1 << (8 * n))
    return found


@builtin(bytes.fromhex)
def bytes_from_hex(string: Str) -> Bytes:
    return op.object_new(_from_hex(string)._exact(), result=Bytes)


@builtin(bytearray.fromhex)
def bytearray_from_hex(string: Str) -> ByteArray:
    return _from_hex(string)


def _from_hex(text: Str) -> ByteArray:
    made = ByteArray()
    data = text.__utf8__()
    n = op.buffer_len(data)
    high = -1
    for at in range(n):
        if byte(data, at) > 127:
            raise ValueError(f"{_NO_DIGIT}{at}")
    for at in range(n):
        code = byte(data, at)
        digit = _digit(code)
        if digit < 0 and (high >= 0 or not (code == 32 or 9 <= code <= 13)):
            raise ValueError(f"{_NO_DIGIT}{at}")
        if digit >= 0 and high < 0:
            high = digit
        elif digit >= 0:
            made.append(high * 16 + digit)
            high = -1
    if high >= 0:
        raise ValueError(_ODD if _ODD_SAYS_SO else f"{_NO_DIGIT}{n}")
    return made


def _digit(code: int) -> int:
    if 48 <= code <= 57:
        return code - 48
    if 97 <= code <= 102:
        return code - 87
    return code - 55 if 65 <= code <= 70 else -1
