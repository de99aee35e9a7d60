"""`str`: the methods that look for a text in another."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

from .intrinsics import op
from .slicing import clip_up
from .utf8 import byte, code_points, occurrences, same, search

U = TypeVar("U")
_END = 9223372036854775807


class Searching:
    def _place(self, offset: int) -> int:
        """The place of the character at a byte offset, or -1 for -1."""
        if offset < 0 or len(self) == op.buffer_len(self._data):
            return offset
        return code_points(self._data, 0, offset)

    def find(self, part: str, start: int | None = 0, stop: int | None = _END) -> int:
        n = len(self)
        low = 0 if start is None else clip_up(start, n)
        high = n if stop is None else clip_up(stop, n)
        if (start is not None and start > n) or low > high:
            return -1
        return self._place(search(self._data, part._data, self._seek(low), self._seek(high)))

    def rfind(self, part: str, start: int | None = 0, stop: int | None = _END) -> int:
        n = len(self)
        low = 0 if start is None else clip_up(start, n)
        high = n if stop is None else clip_up(stop, n)
        if (start is not None and start > n) or low > high:
            return -1
        first, last = self._seek(low), self._seek(high)
        m = op.buffer_len(part._data)
        for i in range(last - m, first - 1, -1):
            if same(self._data, i, part._data, m):
                return self._place(i)
        return -1

    def index(self, part: str, start: int | None = 0, stop: int | None = _END) -> int:
        found = self.find(part, start, stop)
        if found < 0:
            raise ValueError("substring not found")
        return found

    def rindex(self, part: str, start: int | None = 0, stop: int | None = _END) -> int:
        found = self.rfind(part, start, stop)
        if found < 0:
            raise ValueError("substring not found")
        return found

    def count(self, part: str, start: int | None = 0, stop: int | None = _END) -> int:
        n = len(self)
        low = 0 if start is None else clip_up(start, n)
        high = n if stop is None else clip_up(stop, n)
        if (start is not None and start > n) or low > high:
            return 0
        m = op.buffer_len(part._data)
        if m == 0:
            return high - low + 1
        first, last = self._seek(low), self._seek(high)
        if m == 1:
            return occurrences(self._data, byte(part._data, 0), first, last)
        found = 0
        at = search(self._data, part._data, first, last)
        while at >= 0:
            found += 1
            at = search(self._data, part._data, at + m, last)
        return found

    def startswith(self, part: U, start: int | None = 0, stop: int | None = _END) -> bool:
        if isinstance(part, tuple):
            for one in part:
                if self._has(one, start, stop, False):
                    return True
            return False
        return self._has(part, start, stop, False)

    def endswith(self, part: U, start: int | None = 0, stop: int | None = _END) -> bool:
        if isinstance(part, tuple):
            for one in part:
                if self._has(one, start, stop, True):
                    return True
            return False
        return self._has(part, start, stop, True)

    def _has(self, part: str, start: int | None, stop: int | None, at_end: bool) -> bool:
        """Whether self[start:stop] begins, or ends, with a text."""
        m, first, last = op.buffer_len(part._data), 0, op.buffer_len(self._data)
        if start is not None and stop is not None and (start != 0 or stop != _END):
            n = len(self)
            low, high = clip_up(start, n), clip_up(stop, n)
            if start > n or low > high:
                return False
            first, last = self._seek(low), self._seek(high)
        elif start is not None and start != 0:
            n = len(self)
            if start > n:
                return False
            first = self._seek(clip_up(start, n))
        elif stop is not None and stop != _END:
            last = self._seek(clip_up(stop, len(self)))
        if m > op.sub(last, first):
            return False
        return same(self._data, op.sub(last, m) if at_end else first, part._data, m)

    def removeprefix(self, part: str) -> str:
        return self[len(part) :] if self._has(part, 0, _END, False) else self

    def removesuffix(self, part: str) -> str:
        return self[: len(self) - len(part)] if self._has(part, 0, _END, True) else self
