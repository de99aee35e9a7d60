"""The digits of integers, in bytes."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .intrinsics import Buffer, op, u8, u64


def decimal(n: u64, places: int, dot: bool, percent: bool) -> Buffer[u8]:
    """The digits of n, the last `places` of them behind a dot."""
    ten = op.cast(10, to=u64)
    count = 1
    rest = op.tdiv(n, ten)
    while rest != op.cast(0, to=u64):
        rest = op.tdiv(rest, ten)
        count = op.add(count, 1)
    count = max(count, op.add(places, 1))
    size = op.add(op.add(count, 1 if dot else 0), 1 if percent else 0)
    out = op.buffer_new(size, elem=u8)
    at = size
    if percent:
        at = op.sub(at, 1)
        op.buffer_store(out, at, op.cast(37, to=u8))
    for i in range(count):
        if dot and i == places:
            at = op.sub(at, 1)
            op.buffer_store(out, at, op.cast(46, to=u8))
        at = op.sub(at, 1)
        digit = op.cast(op.trem(n, ten), to=int)
        op.buffer_store(out, at, op.cast(op.add(digit, 48), to=u8))
        n = op.tdiv(n, ten)
    return out


def in_base(n: u64, shift: int, capital: bool) -> Buffer[u8]:
    bits = op.cast(shift, to=u64)
    count = 1
    rest = op.shr(n, bits)
    while rest != op.cast(0, to=u64):
        rest = op.shr(rest, bits)
        count = op.add(count, 1)
    out = op.buffer_new(count, elem=u8)
    letters = 55 if capital else 87
    mask = op.cast(op.sub(op.shl(1, shift), 1), to=u64)
    for i in range(count):
        digit = op.cast(op.and_(n, mask), to=int)
        code = op.add(digit, 48 if digit < 10 else letters)
        op.buffer_store(out, op.sub(op.sub(count, 1), i), op.cast(code, to=u8))
        n = op.shr(n, bits)
    return out
