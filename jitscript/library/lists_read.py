"""A list of Python's read: its items, one after the other.

Texts that are met again are taken from the list that is made, while enough of them are: a text that
is one object need not be made again, nor compared where it is a key.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from . import containers_str as texts
from .containers_list import List, T
from .intrinsics import Buffer, inline, op, pyobj, u8, u64
from .pylists import item, size
from .registry import builtin
from .utf8 import half_word, word

FEW = 16  # items among which nothing is looked for
MOST = 16384  # places where a text that was met is looked for


def read(items, source):
    """Append the items of a list of Python's to a new list."""


@builtin(read)
@inline
def read_texts(items: list[str], source: pyobj) -> None:
    n = size(source)
    if op.extern(name="host_texts_are_values", result=int) == 0:
        _read_one_by_one(items, source, n)
        return
    count = _places(n)
    places = op.buffer_new(count, elem=u64)
    patience = op.add(op.shr(n, 3), FEW) if count > 0 else 0
    for i in range(n):
        address = op.extern(source, i, name="host_ascii_item", result=int)
        if address == 0:
            if i >= size(source):
                break
            items.append(op.py_unbox(item(source, i), result=str))
        elif patience == 0:
            m = op.extern(source, i, name="host_ascii_item_size", result=int)
            items.append(_made(address, m))
        elif _found(items, source, i, address, places):
            patience = op.add(patience, 1)
        else:
            patience = op.sub(patience, 1)


@builtin(read)
@inline
def read_any(items: List[T], source: pyobj) -> None:
    _read_one_by_one(items, source, size(source))


@inline
def _read_one_by_one(items: List[T], source: pyobj, n: int) -> None:
    for i in range(n):
        if i >= size(source):
            break  # a handler of a signal has made it shorter
        items.append(op.py_unbox(item(source, i), result=T))


@inline
def _places(n: int) -> int:
    """A power of two, or 0 where nothing is looked for."""
    if n <= FEW or n >= 4294967295:
        return 0
    count = 32
    while count < n and count < MOST:
        count = op.shl(count, 1)
    return count


@inline
def _found(items: list[str], source: pyobj, at: int, address: int, places: Buffer[u64]) -> bool:
    """Append the item `at`, whose bytes are at an address: a text that was met, or a new one. Four
    places may say of a text where it was met: half of its hash, and the number of the item plus
    one."""
    n = op.extern(source, at, name="host_ascii_item_size", result=int)
    mixed = _mixed(address, n)
    first = op.and_(op.cast(mixed, to=int), op.sub(op.buffer_len(places), 1))
    place = op.xor(first, op.and_(at, 3))  # of one that is forgotten
    for k in range(4):
        noted = op.buffer_load(places, op.xor(first, k))
        if noted == _u64(0):
            place = op.xor(first, k)
            break
        met = _met(items, noted, mixed, address, n)
        if met >= 0:
            items.append(op.buffer_load(items._data, met))
            return True
    items.append(_made(address, n))
    half = op.shl(op.shr(mixed, _u64(32)), _u64(32))
    op.buffer_store(places, place, op.or_(half, op.cast(op.add(at, 1), to=u64)))
    return False


@inline
def _made(address: int, n: int) -> str:
    if n != 1:
        return texts.ascii_at(address, n)
    code = op.extern(address, name="host_byte_at", result=int)
    return op.object_const(code, data=texts.ASCII, size=1, result=str)


@inline
def _met(items: list[str], noted: u64, mixed: u64, address: int, n: int) -> int:
    """The item that a place notes, if it is the text of the n bytes at an address; or -1."""
    if op.shr(op.xor(noted, mixed), _u64(32)) != _u64(0):
        return -1
    met = op.sub(op.cast(op.and_(noted, _u64(4294967295)), to=int), 1)
    data = op.buffer_load(items._data, met)._data
    if op.buffer_len(data) != n or not _same(data, address, n):
        return -1
    return met


@inline
def _u64(n: int) -> u64:
    return op.cast(n, to=u64)


@inline
def _word_at(address: int) -> u64:
    return op.cast(op.extern(address, name="host_word_at", result=int), to=u64)


@inline
def _half_at(address: int) -> u64:
    return op.cast(op.extern(address, name="host_half_at", result=int), to=u64)


@inline
def _byte_at(address: int) -> u64:
    return op.cast(op.extern(address, name="host_byte_at", result=int), to=u64)


@inline
def _mixed(address: int, n: int) -> u64:
    """A number of the length, the first bytes and the last."""
    end = op.add(address, n)
    first, last = _u64(0), _u64(0)
    if n >= 8:
        first, last = _word_at(address), _word_at(op.sub(end, 8))
    elif n >= 4:
        first, last = _half_at(address), _half_at(op.sub(end, 4))
    elif n > 0:
        first, last = _byte_at(address), _byte_at(op.sub(end, 1))
        first = op.or_(first, op.shl(_byte_at(op.add(address, op.shr(n, 1))), _u64(8)))
    mixed = op.xor(op.mul(op.add(first, _u64(n)), _u64(-7046029254386353131)), last)
    mixed = op.mul(mixed, _u64(-6884282663029611473))
    return op.xor(mixed, op.shr(mixed, _u64(32)))


@inline
def _same(data: Buffer[u8], address: int, n: int) -> bool:
    """Whether the n bytes of a text are those at an address."""
    if n > 16:
        return op.extern(data, address, n, name="host_same_at", result=int) != 0
    if n >= 8:
        last = op.sub(n, 8)
        if word(data, 0) != _word_at(address):
            return False
        return word(data, last) == _word_at(op.add(address, last))
    if n >= 4:
        last = op.sub(n, 4)
        if half_word(data, 0) != _half_at(address):
            return False
        return half_word(data, last) == _half_at(op.add(address, last))
    for i in range(3):
        if i < n and op.cast(op.buffer_load(data, i), to=u64) != _byte_at(op.add(address, i)):
            return False
    return True
