"""`str`: the methods that take a text apart and put texts together."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

from . import containers_str as texts
from .containers_list import List
from .intrinsics import Buffer, op, u8
from .utf8 import (
    after_spaces,
    after_word,
    before_spaces,
    byte,
    decoded,
    occurrences,
    place_of,
    same,
    search,
    width,
)

U = TypeVar("U")


class Parts:
    def strip(self, chars: str | None = None) -> str:
        data = self._data
        n = op.buffer_len(data)
        if chars is None:
            start = after_spaces(data, 0, n)
            return texts.cut_out(self, start, before_spaces(data, start, n))
        start = _after(data, 0, n, chars._data)
        return texts.cut_out(self, start, _before(data, start, n, chars._data))

    def lstrip(self, chars: str | None = None) -> str:
        data = self._data
        n = op.buffer_len(data)
        start = after_spaces(data, 0, n) if chars is None else _after(data, 0, n, chars._data)
        return texts.cut_out(self, start, n)

    def rstrip(self, chars: str | None = None) -> str:
        data = self._data
        n = op.buffer_len(data)
        stop = before_spaces(data, 0, n) if chars is None else _before(data, 0, n, chars._data)
        return texts.cut_out(self, 0, stop)

    def split(self, sep: str | None = None, maxsplit: int = -1) -> list[str]:
        if sep is None:
            return _words(self, maxsplit)
        data, m = self._data, op.buffer_len(sep._data)
        if m == 0:
            raise ValueError("empty separator")
        stop = op.buffer_len(data)
        single = self._length == stop
        if m == 1:
            return _split_at(data, byte(sep._data, 0), single, maxsplit)
        out = List[str]()
        start = 0
        while maxsplit < 0 or len(out) < maxsplit:
            found = search(data, sep._data, start, stop)
            if found < 0:
                break
            n = op.sub(found, start)
            out.append(texts.part_of(data, start, n, n if single else -1))
            start = op.add(found, m)
        n = op.sub(stop, start)
        out.append(texts.part_of(data, start, n, n if single else -1))
        return out

    def rsplit(self, sep: str | None = None, maxsplit: int = -1) -> list[str]:
        if sep is None:
            return _words(self, -1) if maxsplit < 0 else _last_words(self, maxsplit)
        data, m = self._data, op.buffer_len(sep._data)
        if m == 0:
            raise ValueError("empty separator")
        out = List[str]()
        stop = op.buffer_len(data)
        while maxsplit < 0 or len(out) < maxsplit:
            found = _last(data, sep._data, stop)
            if found < 0:
                break
            out.append(texts.cut_out(self, found + m, stop))
            stop = found
        out.append(texts.cut_out(self, 0, stop))
        out.reverse()
        return out

    def splitlines(self, keepends: bool = False) -> list[str]:
        data = self._data
        size = op.buffer_len(data)
        out = List[str]()
        start, at = 0, 0
        while at < size:
            code = decoded(data, at)
            following = op.add(at, width(byte(data, at)))
            if _ends_line(code):
                if code == 13 and following < size and byte(data, following) == 10:
                    following = op.add(following, 1)
                stop = following if keepends else at
                out.append(texts.cut_out(self, start, stop))
                start = following
            at = following
        if start < size:
            out.append(texts.cut_out(self, start, size))
        return out

    def partition(self, sep: str) -> tuple[str, str, str]:
        data, m = self._data, op.buffer_len(sep._data)
        if m == 0:
            raise ValueError("empty separator")
        n = op.buffer_len(data)
        found = search(data, sep._data, 0, n)
        if found < 0:
            return self, "", ""
        rest = found + m
        return texts.cut_out(self, 0, found), sep, texts.cut_out(self, rest, n)

    def rpartition(self, sep: str) -> tuple[str, str, str]:
        data, m = self._data, op.buffer_len(sep._data)
        if m == 0:
            raise ValueError("empty separator")
        n = op.buffer_len(data)
        found = _last(data, sep._data, n)
        if found < 0:
            return "", "", self
        rest = found + m
        return texts.cut_out(self, 0, found), sep, texts.cut_out(self, rest, n)

    def join(self, parts: U) -> str:
        if isinstance(parts, list):
            return self._joined(parts)
        found = List[str]()
        for part in parts:
            found.append(part)
        return self._joined(found)

    def _joined(self, parts: list[str]) -> str:
        count, m = len(parts), op.buffer_len(self._data)
        if count == 1:
            return parts[0]
        size, length = 0, 0
        for i in range(count):
            part = parts[i]
            size = op.add(size, op.buffer_len(part._data))
            length = op.add(length, part._length)
        if count > 0:
            size += m * (count - 1)
            length = op.add(length, op.mul(self._length, op.sub(count, 1)))
        made = texts.blank(size, length)
        data = made._data
        at = 0
        for i in range(count):
            if i:
                if m == 1:
                    op.buffer_store(data, at, op.buffer_load(self._data, 0))
                else:
                    op.buffer_copy(data, at, self._data, 0, m)
                at = op.add(at, m)
            part = parts[i]
            n = op.buffer_len(part._data)
            op.buffer_copy(data, at, part._data, 0, n)
            at = op.add(at, n)
        return made

    def replace(self, old: str, new: str, count: int = -1) -> str:
        data, m, n = self._data, op.buffer_len(old._data), op.buffer_len(new._data)
        if m == 0:
            return _interleaved(self, new, count)
        size = op.buffer_len(data)
        at = search(data, old._data, 0, size)
        if at < 0 or count == 0:
            return self
        first, times = at, 0
        if m == 1:
            times = occurrences(data, byte(old._data, 0), at, size)
            times = times if count < 0 else min(times, count)
        else:
            while at >= 0 and (count < 0 or times < count):
                times = op.add(times, 1)
                at = search(data, old._data, op.add(at, m), size)
        length = op.add(self._length, op.mul(times, op.sub(new._length, old._length)))
        made = texts.blank(size + times * (n - m), length)
        out = made._data
        to, start, at = 0, 0, first
        for i in range(times):
            if i > 0:
                at = search(data, old._data, start, size)
            op.buffer_copy(out, to, data, start, op.sub(at, start))
            to = op.add(to, op.sub(at, start))
            op.buffer_copy(out, to, new._data, 0, n)
            to = op.add(to, n)
            start = op.add(at, m)
        op.buffer_copy(out, to, data, start, op.sub(size, start))
        return made

    def expandtabs(self, tabsize: int = 8) -> str:
        parts = List[str]()
        data = self._data
        start, at, column = 0, 0, 0
        while at < op.buffer_len(data):
            code = byte(data, at)
            if code == 9:
                parts.append(texts.cut_out(self, start, at))
                blanks = tabsize - column % tabsize if tabsize > 0 else 0
                parts.append(" " * blanks)
                column += blanks
                start = at + 1
            elif code == 10 or code == 13:
                column = 0
            else:
                column += 1
            at += width(code)
        parts.append(texts.cut_out(self, start, op.buffer_len(data)))
        return "".join(parts)


def _split_at(data: Buffer[u8], code: int, single: bool, maxsplit: int) -> list[str]:
    """Taken apart at a character of one byte."""
    size = op.buffer_len(data)
    times = occurrences(data, code, 0, size)
    if maxsplit >= 0:
        times = min(times, maxsplit)
    parts = op.buffer_new(op.add(times, 1), elem=str)
    start = 0
    for i in range(times):
        found = place_of(data, code, start, size)
        n = op.sub(found, start)
        op.buffer_init(parts, i, texts.part_of(data, start, n, n if single else -1))
        start = op.add(found, 1)
    n = op.sub(size, start)
    op.buffer_init(parts, times, texts.part_of(data, start, n, n if single else -1))
    return op.object_new(parts, op.add(times, 1), result=List[str])


def _ends_line(code: int) -> bool:
    if code < 128:
        return 10 <= code <= 13 or 28 <= code <= 30
    return code == 0x85 or code == 0x2028 or code == 0x2029


def _among(data: Buffer[u8], at: int, chars: Buffer[u8]) -> bool:
    """Whether the character at an offset is one of some."""
    n = width(byte(data, at))
    i = 0
    while i < op.buffer_len(chars):
        m = width(byte(chars, i))
        if m == n and op.add(i, m) <= op.buffer_len(chars):
            k = 0
            while k < n and byte(data, op.add(at, k)) == byte(chars, op.add(i, k)):
                k = op.add(k, 1)
            if k == n:
                return True
        i = op.add(i, m)
    return False


def _after(data: Buffer[u8], start: int, stop: int, chars: Buffer[u8]) -> int:
    """The first offset whose character is none of some, or `stop`."""
    while start < stop and _among(data, start, chars):
        start = op.add(start, width(byte(data, start)))
    return start


def _before(data: Buffer[u8], start: int, stop: int, chars: Buffer[u8]) -> int:
    """The offset behind the last character of data[start:stop] that is none of some."""
    while stop > start:
        last = _back(data, start, stop)
        if not _among(data, last, chars):
            break
        stop = last
    return stop


def _back(data: Buffer[u8], start: int, stop: int) -> int:
    """Where the character begins that ends at `stop`."""
    last = op.sub(stop, 1)
    while last > start and byte(data, last) & 192 == 128:
        last = op.sub(last, 1)
    return last


def _last(data: Buffer[u8], part: Buffer[u8], stop: int) -> int:
    """The last offset of `part` within data[:stop], or -1."""
    m = op.buffer_len(part)
    for i in range(stop - m, -1, -1):
        if same(data, i, part, m):
            return i
    return -1


def _words(text: str, maxsplit: int) -> list[str]:
    """What stands between runs of white space."""
    data = text._data
    size = op.buffer_len(data)
    single = text._length == size
    out = List[str]()
    at = after_spaces(data, 0, size)
    while at < size:
        stop = size if len(out) == maxsplit else after_word(data, at, size)
        n = op.sub(stop, at)
        out.append(texts.part_of(data, at, n, n if single else -1))
        at = after_spaces(data, stop, size)
    return out


def _last_words(text: str, maxsplit: int) -> list[str]:
    """The last words of a text; what is before them is the first."""
    data = text._data
    out = List[str]()
    stop = before_spaces(data, 0, op.buffer_len(data))
    while stop > 0 and len(out) < maxsplit:
        start = stop
        while start > 0 and before_spaces(data, 0, start) == start:
            start = _back(data, 0, start)
        out.append(texts.cut_out(text, start, stop))
        stop = before_spaces(data, 0, start)
    if stop > 0:
        out.append(texts.cut_out(text, 0, stop))
    out.reverse()
    return out


def _interleaved(text: str, new: str, count: int) -> str:
    """`new` before each character and at the end, at most `count` times."""
    parts = List[str]()
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
    return "".join(parts)
