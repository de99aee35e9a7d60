"""Numbers written in bytes. Blank to bytes is what is to text, but for the separators 28 to 31."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .containers_bytearray import ByteArray
from .containers_bytes import Bytes
from .numbers_text import float_of_str, int_of_base
from .registry import builtin

_SHOWN = 200  # how much of what is no number an error shows


def _is_text(data: Bytes) -> bool:
    for code in data:
        if code > 127 or 28 <= code <= 31:
            return False
    return True


@builtin(int)
def int_of_bytes(text: Bytes) -> int:
    return int_of_bytes_of_base(text, 10)


@builtin(int)
def int_of_bytes_of_base(text: Bytes, base: int) -> int:
    if base != 0 and not 2 <= base <= 36:
        return int_of_base("0", base)
    if _is_text(text):
        try:
            return int_of_base(text.decode(), base)
        except ValueError as e:
            if str(e).startswith("Exceeds"):  # it has too many digits
                raise
    shown = repr(text[:_SHOWN])[:_SHOWN]
    raise ValueError(f"invalid literal for int() with base {base}: {shown}")


@builtin(int)
def int_of_bytearray(text: ByteArray) -> int:
    return int_of_bytes_of_base(bytes(text), 10)


@builtin(int)
def int_of_bytearray_of_base(text: ByteArray, base: int) -> int:
    return int_of_bytes_of_base(bytes(text), base)


def _read(text: Bytes) -> tuple[bool, float]:
    """Whether it is a number, and which."""
    if _is_text(text):
        try:
            return True, float_of_str(text.decode())
        except ValueError:
            pass
    return False, 0.0


@builtin(float)
def float_of_bytes(text: Bytes) -> float:
    good, x = _read(text)
    if not good:
        raise ValueError(f"could not convert string to float: {text!r}")
    return x


@builtin(float)
def float_of_bytearray(text: ByteArray) -> float:
    good, x = _read(bytes(text))
    if not good:
        raise ValueError(f"could not convert string to float: {text!r}")
    return x
