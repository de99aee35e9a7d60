"""`str`: immutable text, kept as UTF-8; a surrogate takes three bytes, as any character between.

Literals, output and messages need no conversion, and bytes compare as code points do. Where every
character is one byte, places are offsets; otherwise the place found last is remembered, so that
going through a text step by step takes constant time for each step. A text made here lies in one
block with its bytes.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .intrinsics import Buffer, apart, inline, op, pyobj, u8
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
    _length: int  # in code points
    _known: int  # a place that is known, and in the low 32 bits where in the bytes it is

    @staticmethod
    def __literal__(data: Buffer[u8], length: int) -> Str:
        """Of characters beyond ASCII; the places that such a text remembers are its own."""
        return op.object_new(data, length, 0, result=Str)

    @staticmethod
    def __from_python__(source: pyobj) -> Str:
        address = op.extern(source, name="host_ascii", result=int)
        if address != 0:
            length = op.extern(source, name="PyUnicode_GetLength", result=int)
            return ascii_at(address, length)
        n = op.extern(source, name="host_utf8_size", result=int)
        if n < 0:
            op.extern(name="PyErr_Clear", result=None)
            return text_of(with_surrogates(source), -1)
        length = op.extern(source, name="PyUnicode_GetLength", result=int)
        made = blank(n, length)
        op.extern(made._data, source, n, name="host_copy_utf8", result=None)
        return made

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

    @inline
    def __len__(self) -> int:
        return self._length

    def _seek(self, i: int) -> int:
        """The offset of the character `i`, 0 <= i <= len(self)."""
        return i if self._length == op.buffer_len(self._data) else self._stepped(i)

    def _stepped(self, i: int) -> int:
        """The same where characters have different widths."""
        data = self._data
        k, offset = op.shr(self._known, 32), op.and_(self._known, 4294967295)
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
        if offset < 2147483648:
            self._known = op.or_(op.shl(k, 32), offset)
        return offset

    def __getitem__(self, i: int) -> Str:
        n = self._length
        if i < 0:
            i = op.add(i, n)
        if i < 0 or i >= n:
            raise IndexError("string index out of range")
        return character_at(self._data, self._seek(i))

    @inline
    def __item__(self, i: int) -> Str:
        """The character `i`, which there is."""
        data = self._data
        at = i if self._length == op.buffer_len(data) else self._stepped(i)
        return character_at(data, at)

    def __getslice__(self, start: int | None, stop: int | None, step: int | None) -> Str:
        low, count, k = cut(len(self), start, stop, step)
        if count == 0:
            return ""
        if k == 1:
            first = self._seek(low)
            return part_of(self._data, first, op.sub(self._seek(low + count), first), count)
        size = 0
        for i in range(count):
            size += width(byte(self._data, self._seek(low + i * k)))
        made = blank(size, count)
        at = 0
        for i in range(count):
            offset = self._seek(low + i * k)
            n = width(byte(self._data, offset))
            op.buffer_copy(made._data, at, self._data, offset, n)
            at += n
        return made

    @apart
    def __add__(self, other: Str) -> Str:
        n, m = op.buffer_len(self._data), op.buffer_len(other._data)
        made = blank(op.add(n, m), op.add(self._length, other._length))
        op.buffer_copy(made._data, 0, self._data, 0, n)
        op.buffer_copy(made._data, n, other._data, 0, m)
        return made

    @inline
    def __iadd__(self, other: Str) -> Str:
        mine = op.own(self)
        if op.alone(mine) and _extended(mine, other):
            return op.own(mine)  # whose buffer has another length
        return mine + other

    def __mul__(self, times: int) -> Str:
        n = op.buffer_len(self._data)
        if times <= 0 or n == 0:
            return ""
        if times > 9223372036854775807 // n:
            if times > 9223372036854775807 // len(self):
                raise OverflowError("repeated string is too long")
            raise MemoryError
        made = blank(op.mul(n, times), op.mul(self._length, times))
        for i in range(times):
            op.buffer_copy(made._data, op.mul(i, n), self._data, 0, n)
        return made

    def __rmul__(self, times: int) -> Str:
        return self * times

    @inline
    def __eq__(self, other: Str) -> bool:
        if op.same_object(self, other):
            return True
        n = op.buffer_len(self._data)
        if n != op.buffer_len(other._data):
            return False
        if n == 1:
            return op.buffer_load(self._data, 0) == op.buffer_load(other._data, 0)
        return same(self._data, 0, other._data, n)

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


def _extended(text: Str, other: Str) -> bool:
    """Append to a text that only its caller holds, if its block has room."""
    data = text._data
    n, m = op.buffer_len(data), op.buffer_len(other._data)
    if not op.buffer_extend(data, op.add(n, m)):
        return False
    op.buffer_copy(data, n, other._data, 0, m)
    text._length = op.add(text._length, other._length)
    return True


@inline
def blank(size: int, length: int) -> Str:
    """A text of `length` characters whose bytes the caller then writes."""
    return op.object_holding(size, length, 0, result=Str)


@inline
def ascii_at(address: int, n: int) -> Str:
    """A new text of these bytes of Python's."""
    made = blank(n, n)
    op.extern(made._data, address, n, name="host_copy_at", result=None)
    return made


def character_at(data: Buffer[u8], offset: int) -> Str:
    code = byte(data, offset)
    if code < 128:
        return op.object_const(code, data=ASCII, size=1, result=Str)
    n = width(code)
    made = blank(n, 1)
    op.buffer_copy(made._data, 0, data, offset, n)
    return made


def part_of(data: Buffer[u8], offset: int, size: int, length: int) -> Str:
    """The text of `size` bytes from `offset`, which has `length` characters (-1: unknown)."""
    if size == 1:
        return op.object_const(byte(data, offset), data=ASCII, size=1, result=Str)
    if length < 0:
        length = code_points(data, offset, op.add(offset, size))
    made = blank(size, length)
    op.buffer_copy(made._data, 0, data, offset, size)
    return made


def text_of(data: Buffer[u8], length: int) -> Str:
    """The text that a new buffer holds, which has `length` characters (-1: unknown)."""
    if length < 0:
        length = code_points(data, 0, op.buffer_len(data))
    return op.object_new(data, length, 0, result=Str)


def text_by_python(text: Str, name: Buffer[u8]) -> Str:
    """What the method of Python's str with this name makes of a text."""
    return text_of(made_of(text._data, name), -1)


def cut_out(text: Str, start: int, stop: int) -> Str:
    """The text between two offsets."""
    size = op.buffer_len(text._data)
    if start == 0 and stop == size:
        return text
    n = op.sub(stop, start)
    return part_of(text._data, start, n, n if text._length == size else -1)
