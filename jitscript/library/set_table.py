"""Where an element is in the table of a set, or goes: places are tried as CPython tries them."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

from .hashing import key_hash
from .intrinsics import Buffer, inline, op, u64

T = TypeVar("T")
U = TypeVar("U")

GONE = -9223372036854775808
ROW = 10  # places that are tried one after the other, where so many follow


@inline
def is_taken(mark: int) -> bool:
    """Whether a place with this mark has an element: it is neither 0 nor GONE."""
    return op.shl(mark, 1) != 0


@inline
def places_for(least: int) -> int:
    """How many places the smallest table has that has more than `least`."""
    size = 8
    while size <= least:
        size = op.shl(size, 1)
    return size


@inline
def as_mark(hash: int) -> int:
    mark = op.not_(hash)
    return op.add(mark, 1) if mark == GONE else mark


@inline
def mark_of(key: object) -> int:
    return as_mark(key_hash(key))


@inline
def searched(marks: Buffer[int], keys: Buffer[T], key: U, mark: int) -> int:
    """The place of a key, or -1."""
    mask = op.sub(op.buffer_len(marks), 1)
    rest = op.cast(op.not_(mark), to=u64)
    start = op.and_(op.not_(mark), mask)
    while True:
        found = op.buffer_load(marks, start)
        if found == 0:
            return -1
        if found == mark and op.buffer_load(keys, start) == key:
            return start
        if op.add(start, ROW) <= op.add(mask, 1):
            for k in range(1, ROW):
                place = op.add(start, k)
                found = op.buffer_load(marks, place)
                if found == 0:
                    return -1
                if found == mark and op.buffer_load(keys, place) == key:
                    return place
        rest = op.shr(rest, op.cast(5, to=u64))
        start = next_start(start, rest, mask)


@inline
def next_start(start: int, rest: u64, mask: int) -> int:
    far = op.add(op.mul(op.cast(start, to=u64), op.cast(5, to=u64)), op.cast(1, to=u64))
    return op.and_(op.cast(op.add(far, rest), to=int), mask)


def insert(marks: Buffer[int], keys: Buffer[T], mark: int, key: T) -> None:
    """An element that is not there, where none was deleted."""
    mask = op.sub(op.buffer_len(marks), 1)
    rest = op.cast(op.not_(mark), to=u64)
    start = op.and_(op.not_(mark), mask)
    while True:
        for k in range(ROW if op.add(start, ROW) <= op.add(mask, 1) else 1):
            place = op.add(start, k)
            if op.buffer_load(marks, place) == 0:
                op.buffer_store(marks, place, mark)
                op.buffer_store(keys, place, key)
                return
        rest = op.shr(rest, op.cast(5, to=u64))
        start = next_start(start, rest, mask)
