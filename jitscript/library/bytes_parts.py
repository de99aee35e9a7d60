"""`bytes` and `bytearray`: the methods that take them apart and put them together."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

from .bytes_blocks import END, after, before, fill_of, is_space, last_of, put, search_part, size_of
from .intrinsics import op, u8
from .utf8 import byte
from .words import said

U = TypeVar("U")
B = TypeVar("B", bytes, bytearray)
C = TypeVar("C", bytes, bytearray)
Chars = TypeVar("Chars", bytes, bytearray, None)  # None for white space
CENTER, LJUST, RJUST = (said(f, 9, b"ab") for f in (b"".center, b"".ljust, b"".rjust))


class BytesParts:
    def _cut(self, start: int, stop: int):
        n = max(op.sub(stop, start), 0)
        data = op.buffer_new(n, elem=u8)
        op.buffer_copy(data, 0, self._data, start, n)
        return self._made(data)

    def removeprefix(self, prefix: B):
        start = len(prefix) if self._begins(prefix, 0, END) else 0
        return self._cut(start, len(self))

    def removesuffix(self, suffix: B):
        less = len(suffix) if self._ends(suffix, 0, END) else 0
        return self._cut(0, len(self) - less)

    def strip(self, chars: Chars = None):
        start = after(self._data, 0, len(self), chars)
        return self._cut(start, before(self._data, start, len(self), chars))

    def lstrip(self, chars: Chars = None):
        return self._cut(after(self._data, 0, len(self), chars), len(self))

    def rstrip(self, chars: Chars = None):
        return self._cut(0, before(self._data, 0, len(self), chars))

    def split(self, sep: Chars = None, maxsplit: int = -1):
        out = [self._cut(0, 0)]
        out.clear()
        data, n = self._data, len(self)
        if sep is None:
            at = after(data, 0, n, None)
            while at < n:
                stop = at
                if len(out) == maxsplit:
                    out.append(self._cut(at, n))
                    return out
                while stop < n and not is_space(byte(data, stop)):
                    stop = op.add(stop, 1)
                out.append(self._cut(at, stop))
                at = after(data, stop, n, None)
        else:
            m = len(sep)
            if m == 0:
                raise ValueError("empty separator")
            start = 0
            while maxsplit < 0 or len(out) < maxsplit:
                found = search_part(data, sep._data, m, start, n)
                if found < 0:
                    break
                out.append(self._cut(start, found))
                start = op.add(found, m)
            out.append(self._cut(start, n))
        return out

    def rsplit(self, sep: Chars = None, maxsplit: int = -1):
        out = [self._cut(0, 0)]
        out.clear()
        data, n = self._data, len(self)
        if sep is None:
            stop = before(data, 0, n, None)
            while stop > 0:
                start = stop
                if len(out) == maxsplit:
                    out.append(self._cut(0, stop))
                    break
                while start > 0 and not is_space(byte(data, op.sub(start, 1))):
                    start = op.sub(start, 1)
                out.append(self._cut(start, stop))
                stop = before(data, 0, start, None)
        else:
            m = len(sep)
            if m == 0:
                raise ValueError("empty separator")
            stop = n
            while maxsplit < 0 or len(out) < maxsplit:
                found = last_of(data, sep._data, m, 0, stop)
                if found < 0:
                    break
                out.append(self._cut(op.add(found, m), stop))
                stop = found
            out.append(self._cut(0, stop))
        out.reverse()
        return out

    def splitlines(self, keepends: bool = False):
        out = [self._cut(0, 0)]
        out.clear()
        data, n = self._data, len(self)
        start, at = 0, 0
        while at < n:
            code = byte(data, at)
            at = op.add(at, 1)
            if code == 10 or code == 13:
                stop = op.sub(at, 1)
                if code == 13 and at < n and byte(data, at) == 10:
                    at = op.add(at, 1)
                out.append(self._cut(start, at if keepends else stop))
                start = at
        if start < n:
            out.append(self._cut(start, n))
        return out

    def partition(self, sep: B):
        m, n = len(sep), len(self)
        if m == 0:
            raise ValueError("empty separator")
        at = search_part(self._data, sep._data, m, 0, n)
        if at < 0:
            return self._cut(0, n), self._cut(0, 0), self._cut(0, 0)
        return self._cut(0, at), self._cut(at, at + m), self._cut(at + m, n)

    def rpartition(self, sep: B):
        m, n = len(sep), len(self)
        if m == 0:
            raise ValueError("empty separator")
        at = last_of(self._data, sep._data, m, 0, n)
        if at < 0:
            return self._cut(0, 0), self._cut(0, 0), self._cut(0, n)
        return self._cut(0, at), self._cut(at, at + m), self._cut(at + m, n)

    # --- putting together ------------------------------------------------------------------------

    def join(self, iterable_of_bytes: U):
        parts = list(iterable_of_bytes)
        m = len(self)
        size = 0 if len(parts) == 0 else m * (len(parts) - 1)
        for part in parts:
            size += size_of(part)
        data = op.buffer_new(size, elem=u8)
        at = 0
        for i in range(len(parts)):
            if i > 0:
                op.buffer_copy(data, at, self._data, 0, m)
                at = op.add(at, m)
            part = parts[i]
            n = len(part)
            op.buffer_copy(data, at, part._data, 0, n)
            at = op.add(at, n)
        return self._made(data)

    def replace(self, old: B, new: C, count: int = -1):
        data, size, m, n = self._data, len(self), len(old), len(new)
        times = 0
        if m == 0:
            times = size + 1 if count < 0 else min(count, size + 1)
        else:
            at = search_part(data, old._data, m, 0, size)
            while at >= 0 and (count < 0 or times < count):
                times += 1
                at = search_part(data, old._data, m, op.add(at, m), size)
        out = op.buffer_new(size + times * (n - m), elem=u8)
        to, start = 0, 0
        for i in range(times):
            at = i if m == 0 else search_part(data, old._data, m, start, size)
            op.buffer_copy(out, to, data, start, op.sub(at, start))
            to = op.add(to, op.sub(at, start))
            op.buffer_copy(out, to, new._data, 0, n)
            to = op.add(to, n)
            start = op.add(at, m)
        op.buffer_copy(out, to, data, start, op.sub(size, start))
        return self._made(out)

    def ljust(self, width: int, fillbyte: B = b" "):
        return self._padded(0, width - len(self), fill_of(fillbyte, LJUST))

    def rjust(self, width: int, fillbyte: B = b" "):
        return self._padded(width - len(self), 0, fill_of(fillbyte, RJUST))

    def center(self, width: int, fillbyte: B = b" "):
        code = fill_of(fillbyte, CENTER)
        if width <= len(self):
            return self._padded(0, 0, code)
        missing = width - len(self)
        left = missing // 2 + (missing & width & 1)
        return self._padded(left, missing - left, code)

    def zfill(self, width: int):
        made = self._padded(width - len(self), 0, 48)
        if len(made) > len(self) and len(self) > 0:
            sign = byte(self._data, 0)
            if sign == 43 or sign == 45:
                put(made._data, len(made) - len(self), 48)
                put(made._data, 0, sign)
        return made

    def _padded(self, left: int, right: int, code: int):
        left, right, n = max(left, 0), max(right, 0), len(self)
        data = op.buffer_new(n + left + right, elem=u8)
        for i in range(left):
            put(data, i, code)
        op.buffer_copy(data, left, self._data, 0, n)
        for i in range(right):
            put(data, op.add(op.add(left, n), i), code)
        return self._made(data)

    def expandtabs(self, tabsize: int = 8):
        made = bytearray()
        column = 0
        for code in self:
            if code == 9:
                blanks = tabsize - column % tabsize if tabsize > 0 else 0
                for _ in range(blanks):
                    made.append(32)
                column += blanks
            else:
                made.append(code)
                column = 0 if code == 10 or code == 13 else column + 1
        return self._made(made._exact())

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        return codecs_text.decode(self._data, len(self), encoding, errors)


from . import codecs_text  # noqa: E402  it builds on the classes
