"""Between text and other values: str, repr, ord, chr, print."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import math
import operator
import sys
from typing import TypeVar

from .containers_bytes import Bytes
from .containers_list import List
from .containers_str import ASCII, Str, text_by_python
from .intrinsics import Given, op, u8
from .registry import builtin
from .utf8 import beyond_latin_1, decoded, encoded, is_ascii
from .words import CHR_ABOVE, CHR_BELOW

T = TypeVar("T")


@builtin(str)
def str_of_str(text: Str) -> Str:
    return text


@builtin(str, repr)
def str_of_int(n: int) -> Str:
    if n == 0:
        return "0"
    size = 1 if n < 0 else 0
    rest = n
    while rest != 0:
        rest = op.tdiv(rest, 10)
        size += 1
    data = op.buffer_new(size, elem=u8)
    rest = n
    at = size
    while rest != 0:
        at -= 1
        digit = op.trem(rest, 10)
        op.buffer_store(data, at, op.cast(48 + abs(digit), to=u8))
        rest = op.tdiv(rest, 10)
    if n < 0:
        op.buffer_store(data, 0, op.cast(45, to=u8))
    return op.object_new(data, size, 0, result=Str)


@builtin(str, repr)
def str_of_complex(z: complex) -> Str:
    imag = repr(z.imag).removesuffix(".0") + "j"
    if z.real == 0 and math.copysign(1.0, z.real) > 0:
        return imag
    sign = "" if imag[0] == "-" else "+"
    return "(" + repr(z.real).removesuffix(".0") + sign + imag + ")"


@builtin(str, repr)
def str_of_bool(b: bool) -> Str:
    return "True" if b else "False"


@builtin(str, repr)
def str_of_none(value: None) -> Str:
    return "None"


@builtin(str)
def str_of_nothing() -> Str:
    return ""


@builtin(str)
def str_of_encoded(data: Bytes, encoding: Str, errors: Str = "strict") -> Str:
    return data.decode(encoding, errors)


@builtin(str, repr)
def str_of_list(items: List[T]) -> Str:
    parts = List[Str]()
    for x in items:
        parts.append(repr(x))
    return "[" + ", ".join(parts) + "]"


@builtin(str, repr)
def str_of_tuple(items: tuple[object, ...]) -> Str:
    parts = List[Str]()
    for x in items:
        parts.append(repr(x))
    comma = "," if len(items) == 1 else ""
    return "(" + ", ".join(parts) + comma + ")"


@builtin(repr)
def repr_of_str(text: Str) -> Str:
    """Quoted as Python does. Which characters beyond Latin-1 are printable it is asked."""
    if beyond_latin_1(text._data):
        return text_by_python(text, op.buffer_const(data=b"__repr__\0"))
    quote = '"' if "'" in text and '"' not in text else "'"
    parts = List[Str]()
    parts.append(quote)
    for c in text:
        parts.append(_escaped(c, ord(c), quote))
    parts.append(quote)
    return "".join(parts)


def _escaped(c: Str, code: int, quote: Str) -> Str:
    if c == quote or c == "\\":
        return "\\" + c
    if code == 10:
        return "\\n"
    if code == 13:
        return "\\r"
    if code == 9:
        return "\\t"
    if code < 32 or 127 <= code < 161 or code == 173:
        return "\\x" + _hexadecimal(code)
    return c


def _hexadecimal(code: int) -> Str:
    digits = "0123456789abcdef"
    return digits[code >> 4] + digits[code & 15]


@builtin(ord)
def ord_of(text: Str) -> int:
    if len(text) != 1:
        raise TypeError(f"ord() expected a character, but string of length {len(text)} found")
    return decoded(text._data, 0)


@builtin(chr)
def chr_of(code: int) -> Str:
    if code < 0 or code > 0x10FFFF:
        _no_character(code)
    if code < 128:
        return op.object_const(code, data=ASCII, size=1, result=Str)
    return op.object_new(encoded(code), 1, 0, result=Str)


if sys.version_info >= (3, 13):

    def _no_character(code: int) -> None:
        raise ValueError("chr() arg not in range(0x110000)")

else:  # where the number becomes a C int first

    def _no_character(code: int) -> None:
        if code > 2147483647:
            raise OverflowError(CHR_ABOVE)
        if code < -2147483648:
            raise OverflowError(CHR_BELOW)
        raise ValueError("chr() arg not in range(0x110000)")


@builtin(print)
def print_values(*values: object, sep: Str = " ", end: Str = "\n", flush: Given = False) -> None:
    parts = List[Str]()
    for value in values:
        parts.append(str(value))
    print_texts(parts, sep, end, flush)


def print_texts(parts: List[Str], sep: Str = " ", end: Str = "\n", flush: Given = False) -> None:
    text = sep.join(parts) + end
    if is_ascii(text._data):
        _write(text)
    else:  # what cannot be encoded must not keep back what comes before
        for i in range(len(parts)):
            if i > 0:
                _write(sep)
            _write(parts[i])
        _write(end)
    if flush:
        op.python_call(callee="jitscript.runtime.python_calls:flush_output", result=None)


def _write(text: Str) -> None:
    op.extern(
        text._data,
        op.buffer_len(text._data),
        name="host_write",
        effects="reads(buffer) writes(output, python) exits",
        result=None,
    )


@builtin(operator.is_)
def is_text(a: Str, b: Str) -> bool:
    """One object from Python is one here, too; Python has one for each short text. Of others that
    are equal nobody knows."""
    if op.same_object(a, b):
        return True
    if a != b:
        return False
    if len(a) == 0 or (len(a) == 1 and ord(a) < 256):
        return True
    raise ValueError(
        "`is` of two equal texts: compiled code does not know if they are one object; use =="
    )
