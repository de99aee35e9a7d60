"""`str`: immutable text, kept as UTF-8; a surrogate takes three bytes, as any character between.

Literals, output and messages need no conversion, and bytes compare as code points do. Where every
character is one byte, places are offsets; otherwise the place found last is remembered, so that
going through a text step by step takes constant time for each step.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .intrinsics import Buffer, inline, op, pyobj, u8
from .registry import builtin
from .slicing import cut
from .str_letters import Letters
from .str_parts import Parts
from .str_searching import Searching
from .text_python import made_of, with_surrogates
from .utf8 import byte, code_points, order, same, search, width

ASCII = bytes(range(128))


@builtin(str)
class Str(Searching, Parts, Letters):
    __python_type__ = "PyUnicode_Type"
    __hash__ = object.__hash__  # it has one: see hashing.py

    _data: Buffer[u8]
    _length: int  # in code points; -1 until it is asked for
    _index: int  # a place that is known …
    _offset: int  # … and where in the bytes it is

    @staticmethod
    def __literal__(data: Buffer[u8]) -> Str:
        """Of characters beyond ASCII; the places that such a text remembers are its own."""
        return op.object_new(data, -1, 0, 0, result=Str)

    @staticmethod
    def __from_python__(source: pyobj) -> Str:
        size = op.buffer_new(1, elem=int)
        address = op.extern(source, size, name="PyUnicode_AsUTF8AndSize", result=int)
        if address == 0:
            op.extern(name="PyErr_Clear", result=None)
            return op.object_new(with_surrogates(source), -1, 0, 0, result=Str)
        n = op.buffer_load(size, 0)
        data = op.buffer_new(n, elem=u8)
        op.extern(data, address, n, name="copy_from_address", result=None)
        length = op.extern(source, name="PyUnicode_GetLength", result=int)
        return op.object_new(data, length, 0, 0, result=Str)

    def __to_python__(self) -> pyobj:
        n = op.buffer_len(self._data)
        errors = op.buffer_const(data=b"surrogatepass\0")
        return op.extern(self._data, n, errors, name="PyUnicode_DecodeUTF8", result=pyobj)

    def __same_python__(self, object: pyobj) -> bool:
        n = op.buffer_len(self._data)
        return op.extern(object, self._data, n, name="host_is_text", result=int) != 0

    @inline
    def __utf8__(self) -> Buffer[u8]:
        return self._data

    def __len__(self) -> int:
        if self._length < 0:
            self._length = code_points(self._data, 0, op.buffer_len(self._data))
        return self._length

    def _seek(self, i: int) -> int:
        """The offset of the character `i`, 0 <= i <= len(self)."""
        data = self._data
        if len(self) == op.buffer_len(data):
            return i
        k, offset = self._index, self._offset
        if i + i < k:
            k, offset = 0, 0
        while k < i:
            offset += width(byte(data, offset))
            k += 1
        while k > i:
            offset -= 1
            while byte(data, offset) & 192 == 128:
                offset -= 1
            k -= 1
        self._index, self._offset = k, offset
        return offset

    def _item(self, i: int) -> Str:
        """The character `i`, which is in range."""
        offset = self._seek(i)
        code = byte(self._data, offset)
        if code < 128:
            return op.object_const(code, data=ASCII, size=1, result=Str)
        return part_of(self._data, offset, width(byte(self._data, offset)), 1)

    def __getitem__(self, i: int) -> Str:
        n = len(self)
        if i < 0:
            i += n
        if i < 0 or i >= n:
            raise IndexError("string index out of range")
        return self._item(i)

    def __getslice__(self, start: int | None, stop: int | None, step: int | None) -> Str:
        low, count, k = cut(len(self), start, stop, step)
        if count == 0:
            return part_of(self._data, 0, 0, 0)
        if k == 1:
            first = self._seek(low)
            return part_of(self._data, first, self._seek(low + count) - first, count)
        size = 0
        for i in range(count):
            size += width(byte(self._data, self._seek(low + i * k)))
        data = op.buffer_new(size, elem=u8)
        at = 0
        for i in range(count):
            offset = self._seek(low + i * k)
            n = width(byte(self._data, offset))
            op.buffer_copy(data, at, self._data, offset, n)
            at += n
        return op.object_new(data, count, 0, 0, result=Str)

    def __add__(self, other: Str) -> Str:
        n, m = op.buffer_len(self._data), op.buffer_len(other._data)
        data = op.buffer_new(op.add(n, m), elem=u8)
        op.buffer_copy(data, 0, self._data, 0, n)
        op.buffer_copy(data, n, other._data, 0, m)
        known = self._length >= 0 and other._length >= 0
        length = op.add(self._length, other._length) if known else -1
        return op.object_new(data, length, 0, 0, result=Str)

    @inline
    def __iadd__(self, other: Str) -> Str:
        mine = op.own(self)
        if op.alone(mine):
            _lengthen(mine, other)
            return mine
        return mine + other

    def __mul__(self, times: int) -> Str:
        n = op.buffer_len(self._data)
        if times <= 0 or n == 0:
            return ""
        if times > 9223372036854775807 // n:
            if times > 9223372036854775807 // len(self):
                raise OverflowError("repeated string is too long")
            raise MemoryError
        data = op.buffer_new(op.mul(n, times), elem=u8)
        for i in range(times):
            op.buffer_copy(data, op.mul(i, n), self._data, 0, n)
        return op.object_new(data, -1, 0, 0, result=Str)

    def __rmul__(self, times: int) -> Str:
        return self * times

    def __eq__(self, other: Str) -> bool:
        if op.same_object(self, other):
            return True
        n = op.buffer_len(self._data)
        return n == op.buffer_len(other._data) and same(self._data, 0, other._data, n)

    def __lt__(self, other: Str) -> bool:
        return order(self._data, other._data) < 0

    def __le__(self, other: Str) -> bool:
        return order(self._data, other._data) <= 0

    def __gt__(self, other: Str) -> bool:
        return order(self._data, other._data) > 0

    def __ge__(self, other: Str) -> bool:
        return order(self._data, other._data) >= 0

    def __contains__(self, part: Str) -> bool:
        return search(self._data, part._data, 0, op.buffer_len(self._data)) >= 0

    def __str__(self) -> Str:
        return self


def _lengthen(text: Str, other: Str) -> None:
    """Append to a text that only its caller holds."""
    n, m = op.buffer_len(text._data), op.buffer_len(other._data)
    op.field_resize(text, op.add(n, m), name="_data")
    op.buffer_copy(text._data, n, other._data, 0, m)
    known = text._length >= 0 and other._length >= 0
    text._length = op.add(text._length, other._length) if known else -1


def part_of(data: Buffer[u8], offset: int, size: int, length: int) -> Str:
    """The text of `size` bytes from `offset`, which has `length` characters (-1: unknown)."""
    if size == 1:
        return op.object_const(byte(data, offset), data=ASCII, size=1, result=Str)
    copy = op.buffer_new(size, elem=u8)
    op.buffer_copy(copy, 0, data, offset, size)
    return op.object_new(copy, length, 0, 0, result=Str)


def text_of(data: Buffer[u8], length: int) -> Str:
    """The text that a new buffer holds, which has `length` characters (-1: unknown)."""
    return op.object_new(data, length, 0, 0, result=Str)


def text_by_python(text: Str, name: Buffer[u8]) -> Str:
    """What the method of Python's str with this name makes of a text."""
    return op.object_new(made_of(text._data, name), -1, 0, 0, result=Str)


def cut_out(text: Str, start: int, stop: int) -> Str:
    if start == 0 and stop == op.buffer_len(text._data):
        return text
    return part_of(text._data, start, stop - start, -1)
