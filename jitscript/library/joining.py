"""Texts made of many parts at once: what a long f-string calls."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .containers_str import Str, blank, text_of
from .intrinsics import Buffer, op, u8


def joined(parts: Buffer[Str]) -> Str:
    size, length = 0, 0
    for i in range(op.buffer_len(parts)):
        part = op.buffer_load(parts, i)
        size = op.add(size, op.buffer_len(part._data))
        length = op.add(length, part._length)
    made = blank(size, length)
    at = 0
    for i in range(op.buffer_len(parts)):
        part = op.buffer_load(parts, i)
        n = op.buffer_len(part._data)
        op.buffer_copy(made._data, at, part._data, 0, n)
        at = op.add(at, n)
    return made


def of_utf8(data: Buffer[u8]) -> Str:
    """The text that the bytes of a new buffer are."""
    return text_of(data, -1)
