"""Codes: numbers in whose order elements are, as far as 64 bits tell.

The numbers in an element, the first bytes of its texts and the lengths of its tuples stand in
columns. What stands behind lengths that differ, or behind values of several types, is not looked
at. Of each column so many bits are taken as its values differ in; those of the first column stand
first in the code:

    (31, "ann"), (29, "bob")  →  2 bits for 31 - 29, then those in which "ann" and "bob" differ

Where all columns have room, equal codes are equal elements, and digits are counted to sort them.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

from .intrinsics import Buffer, inline, op, u64
from .utf8 import byte

T = TypeVar("T")

# What stands in a column; in one of several kinds, or of another, codes tell nothing.
BOOL, FLOAT, INT, SHORT, LONG = 1, 2, 4, 8, 24  # SHORT: texts that are told by their first bytes
OTHER = 32
LENGTH = 64  # of the tuple whose columns follow
KINDS, LOW, HIGH, BITS, WIDTH, SHIFT = 0, 1, 2, 3, 4, 5  # what is kept of each column
WORDS = 6
_TOP = -9223372036854775808


class Codes:
    """The code of each element and its number; the bits of codes; whether equal ones are of equal
    elements."""

    pairs: Buffer[tuple[u64, int]]
    bits: int
    exact: bool

    def __init__(self, pairs: Buffer[tuple[u64, int]], bits: int, exact: bool) -> None:
        self.pairs = pairs
        self.bits = bits
        self.exact = exact


def codes_of(data: Buffer[T], n: int, reverse: bool) -> Codes:
    """Of the first `n` > 0 elements; `reverse`: from the last to the first."""
    count = _columns(op.buffer_load(data, 0))
    columns = op.buffer_new(op.mul(count, WORDS), elem=u64)
    known = True
    for i in range(n):
        x = op.buffer_load(data, i)
        if _columns(x) != count:
            known = False
            break
        _survey(x, columns, 0)
    bits, exact = _measured(columns, count) if known else (0, False)
    pairs = op.buffer_new(n, elem=tuple[u64, int], blank=True)
    for i in range(n):
        j = op.sub(op.sub(n, 1), i) if reverse else i
        code = _u64(0)
        if bits > 0:
            _, code = _added(op.buffer_load(data, j), columns, 0, code)
        op.buffer_store(pairs, i, (code, j))
    return Codes(pairs, bits, exact)


@inline
def _u64(n: int) -> u64:
    return op.cast(n, to=u64)


@inline
def _columns(x: object) -> int:
    count = 1
    if isinstance(x, tuple):
        for y in x:
            count = op.add(count, _columns_of(y))
    return count


def _columns_of(x: object) -> int:
    return _columns(x)


@inline
def _get(columns: Buffer[u64], column: int, which: int) -> u64:
    return op.buffer_load(columns, op.add(op.mul(column, WORDS), which))


@inline
def _set(columns: Buffer[u64], column: int, which: int, value: u64) -> None:
    op.buffer_store(columns, op.add(op.mul(column, WORDS), which), value)


@inline
def _survey(x: object, columns: Buffer[u64], column: int) -> int:
    """Note what an element has from a column on; the column behind it."""
    if isinstance(x, tuple):
        column = _noted(columns, column, LENGTH, _u64(len(x)))
        for y in x:
            column = _survey_part(y, columns, column)
        return column
    return _noted(columns, column, _kind(x), _code(x))


def _noted(columns: Buffer[u64], column: int, kind: int, code: u64) -> int:
    kinds = _get(columns, column, KINDS)
    if kinds == _u64(0) or code < _get(columns, column, LOW):
        _set(columns, column, LOW, code)
    if code > _get(columns, column, HIGH):
        _set(columns, column, HIGH, code)
    _set(columns, column, KINDS, op.or_(kinds, _u64(kind)))
    _set(columns, column, BITS, op.or_(_get(columns, column, BITS), code))
    return op.add(column, 1)


def _survey_part(x: object, columns: Buffer[u64], column: int) -> int:
    return _survey(x, columns, column)


@inline
def _added(x: object, columns: Buffer[u64], column: int, code: u64) -> tuple[int, u64]:
    """The column behind an element, and `code` with what it has from `column` on."""
    if isinstance(x, tuple):
        column = op.add(column, 1)
        for y in x:
            column, code = _added_part(y, columns, column, code)
        return column, code
    width = op.cast(_get(columns, column, WIDTH), to=int)
    if width > 0:
        own = op.sub(_code(x), _get(columns, column, LOW))
        half = op.shr(width, 1)  # there may be 64 bits, which is one shift too far
        code = op.shl(op.shl(code, _u64(half)), _u64(op.sub(width, half)))
        code = op.or_(code, op.shr(own, _get(columns, column, SHIFT)))
    return op.add(column, 1), code


def _added_part(x: object, columns: Buffer[u64], column: int, code: u64) -> tuple[int, u64]:
    return _added(x, columns, column, code)


@inline
def _kind(x: object) -> int:
    if isinstance(x, bool):
        return BOOL
    if isinstance(x, float):
        return FLOAT
    if isinstance(x, int):
        return (
            INT if type(x) is int else OTHER
        )  # a member of an enumeration may compare as it likes
    if isinstance(x, str):
        return _kind_of_text(x)
    return OTHER


@inline
def _kind_of_text(text: str) -> int:
    """In codes bytes that are not there are zeros."""
    data = text._data
    n = op.buffer_len(data)
    if n > 8:
        return LONG
    return LONG if n > 0 and byte(data, op.sub(n, 1)) == 0 else SHORT


@inline
def _code(x: object) -> u64:
    if isinstance(x, bool):
        return _u64(1 if x else 0)
    if isinstance(x, float):
        zeros = op.add(op.cast(x, to=float), 0.0)  # both are alike; NumPy's float64 is a float
        return _turned(op.bitcast(zeros, to=int))
    if isinstance(x, int):
        if type(x) is not int:
            return _u64(0)
        return op.xor(op.cast(x, to=u64), _u64(_TOP))
    if isinstance(x, str):
        return first_bytes(x)
    return _u64(0)


@inline
def _turned(bits: int) -> u64:
    """Of the bits of a float: those of negative ones turned round, below the others."""
    return op.cast(op.not_(bits) if bits < 0 else op.xor(bits, _TOP), to=u64)


def first_bytes(text: str) -> u64:
    """The first eight bytes, as a number in whose order they are; zeros where there are less."""
    data = text._data
    n = op.buffer_len(data)
    found = _u64(0)
    if n >= 8:
        for i in (0, 1, 2, 3, 4, 5, 6, 7):
            found = op.or_(op.shl(found, _u64(8)), op.cast(byte(data, i), to=u64))
        return found
    for i in range(n):
        found = op.or_(op.shl(found, _u64(8)), op.cast(byte(data, i), to=u64))
    return op.shl(found, _u64(8 * (8 - n))) if n > 0 else found


def _measured(columns: Buffer[u64], count: int) -> tuple[int, bool]:
    """Settle which bits of each column are taken. How many these are, and whether they tell all."""
    used = 0
    for column in range(count):
        kinds = op.cast(_get(columns, column, KINDS), to=int)
        far = op.sub(_get(columns, column, HIGH), _get(columns, column, LOW))
        if kinds == LENGTH and far == _u64(0):
            continue
        if kinds not in (BOOL, FLOAT, INT, SHORT, LONG):
            return used, False
        shift = _zeros(_get(columns, column, BITS))
        width = _length(op.shr(far, _u64(shift)))
        taken = min(width, 64 - used)
        if taken > 0:
            _set(columns, column, WIDTH, _u64(taken))
            _set(columns, column, SHIFT, _u64(shift + width - taken))
        used += taken
        if taken < width or kinds == LONG:
            return used, False
    return used, True


def _length(word: u64) -> int:
    n = op.cast(word, to=int)
    return 64 if n < 0 else n.bit_length()


def _zeros(word: u64) -> int:
    """How many bits are 0 below the first that is not; 0 where all are."""
    if word == _u64(0):
        return 0
    return _length(op.and_(word, op.sub(_u64(0), word))) - 1
