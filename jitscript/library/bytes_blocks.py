"""Blocks of bytes, as the methods of `bytes` and `bytearray` look at them."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

from .intrinsics import Buffer, inline, op, u8
from .slicing import clip_up
from .utf8 import byte, same

B = TypeVar("B", bytes, bytearray)
Chars = TypeVar("Chars", bytes, bytearray, None)  # None for white space
END = 9223372036854775807


@inline
def size_of(part: B) -> int:
    return len(part)


def hex_digit(k: int) -> int:
    return 48 + k if k < 10 else 87 + k


@inline
def put(data: Buffer[u8], i: int, code: int) -> None:
    op.buffer_store(data, i, op.cast(code, to=u8))


def checked_byte(code: int) -> int:
    if code < 0 or code > 255:
        raise ValueError("byte must be in range(0, 256)")
    return code


def fill_of(fill: B, message: str) -> int:
    if len(fill) != 1:
        raise TypeError(message)
    return fill[0]


def bounds(n: int, start: int | None, end: int | None) -> tuple[int, int]:
    """Where a search begins and ends; the first is greater where nothing can be found."""
    low = 0 if start is None else clip_up(start, n)
    high = n if end is None else clip_up(end, n)
    if start is not None and start > n:
        return n + 1, high
    return low, high


@inline
def is_space(code: int) -> bool:
    return code == 32 or 9 <= code <= 13


@inline
def is_upper(code: int) -> bool:
    return 65 <= code <= 90


@inline
def is_lower(code: int) -> bool:
    return 97 <= code <= 122


def among(code: int, chars: Chars) -> bool:
    if chars is None:
        return is_space(code)
    return place_of(chars._data, code, 0, len(chars)) >= 0


def after(data: Buffer[u8], start: int, stop: int, chars: Chars) -> int:
    while start < stop and among(byte(data, start), chars):
        start = op.add(start, 1)
    return start


def before(data: Buffer[u8], start: int, stop: int, chars: Chars) -> int:
    while stop > start and among(byte(data, op.sub(stop, 1)), chars):
        stop = op.sub(stop, 1)
    return stop


def place_of(data: Buffer[u8], code: int, start: int, stop: int) -> int:
    for i in range(start, stop):
        if byte(data, i) == code:
            return i
    return -1


def last_place(data: Buffer[u8], code: int, start: int, stop: int) -> int:
    for i in range(stop - 1, start - 1, -1):
        if byte(data, i) == code:
            return i
    return -1


def search_part(data: Buffer[u8], part: Buffer[u8], m: int, start: int, stop: int) -> int:
    """The first offset of part[:m] within data[start:stop], or -1."""
    if m == 0:
        return start if start <= stop else -1
    first = op.buffer_load(part, 0)
    end = op.sub(stop, op.sub(m, 1))
    i = start
    while i < end:
        if op.buffer_load(data, i) == first and same(data, i, part, m):
            return i
        i = op.add(i, 1)
    return -1


def last_of(data: Buffer[u8], part: Buffer[u8], m: int, start: int, stop: int) -> int:
    for i in range(stop - m, start - 1, -1):
        if same(data, i, part, m):
            return i
    return -1


def order_of(a: Buffer[u8], n: int, b: Buffer[u8], m: int) -> int:
    for i in range(min(n, m)):
        difference = byte(a, i) - byte(b, i)
        if difference != 0:
            return difference
    return n - m
