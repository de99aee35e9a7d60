"""Texts made of many parts at once: what a long f-string calls."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .containers_str import Str
from .intrinsics import Buffer, op, u8


def joined(parts: Buffer[Str]) -> Str:
    size, length = 0, 0
    for i in range(op.buffer_len(parts)):
        part = op.buffer_load(parts, i)
        size += op.buffer_len(part._data)
        length = length + part._length if length >= 0 and part._length >= 0 else -1
    data = op.buffer_new(size, elem=u8)
    at = 0
    for i in range(op.buffer_len(parts)):
        part = op.buffer_load(parts, i)
        n = op.buffer_len(part._data)
        op.buffer_copy(data, at, part._data, 0, n)
        at += n
    return op.object_new(data, length, 0, 0, result=Str)


def of_utf8(data: Buffer[u8]) -> Str:
    """The text that the bytes of a new buffer are."""
    return op.object_new(data, -1, 0, 0, result=Str)
