"""`str`: immutable text, kept as UTF-8; a surrogate takes three bytes, as any character between.

Literals, output and messages need no conversion, and bytes compare as code points do. Where every
character is one byte, places are offsets; otherwise the place found last is remembered, so that
going through a text step by step takes constant time for each step.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .containers_list import List
from .intrinsics import Buffer, inline, op, pyobj, u8
from .registry import builtin
from .slicing import clip_up, cut
from .text_python import asked_of, made_of, with_surrogates
from .utf8 import (
    after_spaces,
    before_spaces,
    byte,
    code_points,
    is_ascii,
    order,
    same,
    search,
    width,
)


@builtin(str)
class Str:
    __python_type__ = "PyUnicode_Type"
    __hash__ = object.__hash__  # it has one: see hashing.py

    _data: Buffer[u8]
    _length: int  # in code points; -1 until it is asked for
    _index: int  # a place that is known …
    _offset: int  # … and where in the bytes it is

    @staticmethod
    def __literal__(data: Buffer[u8]) -> Str:
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

    # --- searching ---------------------------------------------------------------------------

    def _place(self, offset: int) -> int:
        """The place of the character at a byte offset, or -1 for -1."""
        if offset < 0 or len(self) == op.buffer_len(self._data):
            return offset
        return code_points(self._data, 0, offset)

    def find(self, part: Str, start: int = 0, stop: int = 9223372036854775807) -> int:
        n = len(self)
        low, high = clip_up(start, n), clip_up(stop, n)
        if start > n or low > high:
            return -1
        return self._place(search(self._data, part._data, self._seek(low), self._seek(high)))

    def rfind(self, part: Str, start: int = 0, stop: int = 9223372036854775807) -> int:
        n = len(self)
        low, high = clip_up(start, n), clip_up(stop, n)
        if start > n or low > high:
            return -1
        first, last = self._seek(low), self._seek(high)
        m = op.buffer_len(part._data)
        for i in range(last - m, first - 1, -1):
            if same(self._data, i, part._data, m):
                return self._place(i)
        return -1

    def index(self, part: Str, start: int = 0, stop: int = 9223372036854775807) -> int:
        found = self.find(part, start, stop)
        if found < 0:
            raise ValueError("substring not found")
        return found

    def rindex(self, part: Str, start: int = 0, stop: int = 9223372036854775807) -> int:
        found = self.rfind(part, start, stop)
        if found < 0:
            raise ValueError("substring not found")
        return found

    def count(self, part: Str) -> int:
        m, size = op.buffer_len(part._data), op.buffer_len(self._data)
        if m == 0:
            return len(self) + 1
        n = 0
        at = search(self._data, part._data, 0, size)
        while at >= 0:
            n += 1
            at = search(self._data, part._data, at + m, size)
        return n

    def startswith(self, part: Str) -> bool:
        m = op.buffer_len(part._data)
        return m <= op.buffer_len(self._data) and same(self._data, 0, part._data, m)

    def endswith(self, part: Str) -> bool:
        m, n = op.buffer_len(part._data), op.buffer_len(self._data)
        return m <= n and same(self._data, n - m, part._data, m)

    def removeprefix(self, part: Str) -> Str:
        return self[len(part) :] if self.startswith(part) else self

    def removesuffix(self, part: Str) -> Str:
        return self[: len(self) - len(part)] if self.endswith(part) else self

    # --- parts -------------------------------------------------------------------------------

    def strip(self) -> Str:
        data = self._data
        start = after_spaces(data, 0, op.buffer_len(data))
        return _cut_out(self, start, before_spaces(data, start, op.buffer_len(data)))

    def lstrip(self) -> Str:
        data = self._data
        return _cut_out(self, after_spaces(data, 0, op.buffer_len(data)), op.buffer_len(data))

    def rstrip(self) -> Str:
        return _cut_out(self, 0, before_spaces(self._data, 0, op.buffer_len(self._data)))

    def split(self, sep: Str | None = None, maxsplit: int = -1) -> List[Str]:
        if sep is None:
            return _words(self, maxsplit)
        data, m = self._data, op.buffer_len(sep._data)
        if m == 0:
            raise ValueError("empty separator")
        out = List[Str]()
        start = 0
        stop = op.buffer_len(data)
        while maxsplit < 0 or len(out) < maxsplit:
            found = search(data, sep._data, start, stop)
            if found < 0:
                break
            out.append(part_of(data, start, found - start, -1))
            start = found + m
        out.append(part_of(data, start, stop - start, -1))
        return out

    def join(self, parts: List[Str]) -> Str:
        count, m = len(parts), op.buffer_len(self._data)
        size = 0 if count == 0 else m * (count - 1)
        for part in parts:
            size += op.buffer_len(part._data)
        data = op.buffer_new(size, elem=u8)
        at = 0
        for i in range(count):
            if i:
                op.buffer_copy(data, at, self._data, 0, m)
                at += m
            part = parts[i]
            n = op.buffer_len(part._data)
            op.buffer_copy(data, at, part._data, 0, n)
            at += n
        return op.object_new(data, -1, 0, 0, result=Str)

    def replace(self, old: Str, new: Str, count: int = -1) -> Str:
        if op.buffer_len(old._data) == 0:
            return _interleaved(self, new, count)
        return new.join(self.split(old, count))

    # --- letters; what is not ASCII only Python knows -----------------------------------------

    def upper(self) -> Str:
        if not is_ascii(self._data):
            return text_by_python(self, op.buffer_const(data=b"upper\0"))
        return _shifted(self, 97, 122, -32)

    def lower(self) -> Str:
        if not is_ascii(self._data):
            return text_by_python(self, op.buffer_const(data=b"lower\0"))
        return _shifted(self, 65, 90, 32)

    def isdigit(self) -> bool:
        if not is_ascii(self._data):
            return asked_of(self._data, op.buffer_const(data=b"isdigit\0"))
        return _all_within(self, 48, 57, 48, 57)

    def isalpha(self) -> bool:
        if not is_ascii(self._data):
            return asked_of(self._data, op.buffer_const(data=b"isalpha\0"))
        return _all_within(self, 65, 90, 97, 122)

    def isspace(self) -> bool:
        n = op.buffer_len(self._data)
        return n > 0 and after_spaces(self._data, 0, n) == n

    def zfill(self, size: int) -> Str:
        if size <= len(self):
            return self
        missing = op.sub(size, len(self))
        if self.startswith("-") or self.startswith("+"):
            return self[:1] + "0" * missing + self[1:]
        return "0" * missing + self

    def ljust(self, size: int, fill: Str = " ") -> Str:
        return self + _filling(fill, size, len(self))

    def rjust(self, size: int, fill: Str = " ") -> Str:
        return _filling(fill, size, len(self)) + self


def _filling(fill: Str, size: int, length: int) -> Str:
    """What makes a text of `length` characters one of `size`."""
    if len(fill) != 1:
        raise TypeError("The fill character must be exactly one character long")
    return fill * (op.sub(size, length) if size > length else 0)


def part_of(data: Buffer[u8], offset: int, size: int, length: int) -> Str:
    """The text of `size` bytes from `offset`, which has `length` characters (-1: unknown)."""
    copy = op.buffer_new(size, elem=u8)
    op.buffer_copy(copy, 0, data, offset, size)
    return op.object_new(copy, length, 0, 0, result=Str)


def text_by_python(text: Str, name: Buffer[u8]) -> Str:
    """What the method of Python's str with this name makes of a text."""
    return op.object_new(made_of(text._data, name), -1, 0, 0, result=Str)


def _cut_out(text: Str, start: int, stop: int) -> Str:
    if start == 0 and stop == op.buffer_len(text._data):
        return text
    return part_of(text._data, start, stop - start, -1)


def _words(text: Str, maxsplit: int) -> List[Str]:
    """What stands between runs of white space."""
    data = text._data
    size = op.buffer_len(data)
    out = List[Str]()
    at = after_spaces(data, 0, size)
    while at < size:
        stop = at
        if len(out) == maxsplit:
            stop = size
        else:
            while stop < size and after_spaces(data, stop, size) == stop:
                stop += width(byte(data, stop))
        out.append(part_of(data, at, stop - at, -1))
        at = after_spaces(data, stop, size)
    return out


def _interleaved(text: Str, new: Str, count: int) -> Str:
    """`new` before each character and at the end, at most `count` times."""
    parts = List[Str]()
    n = len(text)
    i = 0
    while i < n and (count < 0 or i < count):
        parts.append(new)
        parts.append(text[i])
        i += 1
    if i == n and (count < 0 or i < count):
        parts.append(new)
    if i < n:
        parts.append(text[i:])
    return op.object_new(op.buffer_new(0, elem=u8), 0, 0, 0, result=Str).join(parts)


def _shifted(text: Str, first: int, last: int, by: int) -> Str:
    data, size = text._data, op.buffer_len(text._data)
    out = op.buffer_new(size, elem=u8)
    for i in range(size):
        c = byte(data, i)
        if first <= c <= last:
            c += by
        op.buffer_store(out, i, op.cast(c, to=u8))
    return op.object_new(out, size, 0, 0, result=Str)


def _all_within(text: Str, a: int, b: int, c: int, d: int) -> bool:
    """Whether there are characters, all of them in a … b or c … d."""
    data, size = text._data, op.buffer_len(text._data)
    inside = size > 0
    for i in range(size):
        x = byte(data, i)
        if not (a <= x <= b or c <= x <= d):
            inside = False
    return inside
