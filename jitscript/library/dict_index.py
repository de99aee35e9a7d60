"""The index of a dict: places are tried as CPython tries them, and of each the one beside it, which
lies in the same line of the cache."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

from .intrinsics import Buffer, PyObject, inline, op, u64

K = TypeVar("K")
U = TypeVar("U")


@inline
def entry_of(found: u64, hash: int) -> int:
    """The entry that a place names, if it is one whose key has this hash, or may have."""
    mark = op.shl(op.cast(hash, to=u64), op.cast(32, to=u64))
    return op.sub(op.cast(op.xor(found, mark), to=int), 2)


@inline
def is_number(e: int) -> bool:
    return e >= 0 and e < 4294967294


@inline
def is_same(a: K, b: U) -> bool:
    """Whether two texts are one; of what may be something else, nothing is said."""
    if isinstance(a, PyObject):
        return False
    if isinstance(b, PyObject):
        return False
    if isinstance(a, str) and isinstance(b, str):
        return op.same_object(a, b)
    return False


@inline
def next_place(place: int, rest: u64) -> int:
    """The place to try after `place`."""
    far = op.add(op.mul(op.cast(place, to=u64), op.cast(5, to=u64)), op.cast(1, to=u64))
    return op.cast(op.add(far, rest), to=int)


@inline
def word_of(hash: int, e: int) -> u64:
    """What the index says of an entry."""
    mark = op.shl(op.cast(hash, to=u64), op.cast(32, to=u64))
    return op.or_(mark, op.cast(op.add(e, 2), to=u64))


def enter(index: Buffer[u64], hash: int, e: int) -> None:
    """At the first place that is free."""
    mask = op.sub(op.buffer_len(index), 1)
    rest = op.cast(hash, to=u64)
    place = op.and_(hash, mask)
    while op.buffer_load(index, place) > op.cast(1, to=u64):
        if op.buffer_load(index, op.xor(place, 1)) <= op.cast(1, to=u64):
            place = op.xor(place, 1)
            break
        rest = op.shr(rest, op.cast(5, to=u64))
        place = op.and_(next_place(place, rest), mask)
    op.buffer_store(index, place, word_of(hash, e))
