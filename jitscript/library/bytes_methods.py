"""What `bytes` and `bytearray` have in common: sequences in which others are looked for.

Each class says where its bytes are (`_data`, and `__len__`) and makes one of its own of a new block
(`_made`); arguments may be of either.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

from .bytes_blocks import (
    END,
    bounds,
    checked_byte,
    last_of,
    last_place,
    order_of,
    place_of,
    search_part,
)
from .bytes_letters import BytesLetters
from .bytes_parts import BytesParts
from .intrinsics import Buffer, op, u8
from .slicing import cut
from .utf8 import byte, same

U = TypeVar("U")
B = TypeVar("B", bytes, bytearray)
Sub = TypeVar("Sub", bytes, bytearray, int)


class BytesMethods(BytesParts, BytesLetters):
    def __carried__(self) -> Buffer[u8]:
        """As the argument of an exception: behind a byte that no text begins with."""
        n = len(self)
        data = op.buffer_new(op.add(n, 1), elem=u8)
        op.buffer_store(data, 0, op.cast(255, to=u8))
        op.buffer_copy(data, 1, self._data, 0, n)
        return data

    # --- sequences -------------------------------------------------------------------------------

    def __getslice__(self, start: int | None, stop: int | None, step: int | None):
        low, count, k = cut(len(self), start, stop, step)
        data = op.buffer_new(count, elem=u8)
        if k == 1:
            op.buffer_copy(data, 0, self._data, low, count)
        else:
            for i in range(count):
                op.buffer_store(data, i, op.buffer_load(self._data, op.add(low, op.mul(i, k))))
        return self._made(data)

    def __add__(self, other: B):
        n, m = len(self), len(other)
        data = op.buffer_new(op.add(n, m), elem=u8)
        op.buffer_copy(data, 0, self._data, 0, n)
        op.buffer_copy(data, n, other._data, 0, m)
        return self._made(data)

    def __mul__(self, times: int):
        n = len(self)
        if times <= 0 or n == 0:
            return self._made(op.buffer_new(0, elem=u8))
        if times > END // n:
            self._too_long()
        data = op.buffer_new(op.mul(n, times), elem=u8)
        for i in range(times):
            op.buffer_copy(data, op.mul(i, n), self._data, 0, n)
        return self._made(data)

    def __rmul__(self, times: int):
        return self * times

    def __eq__(self, other: U) -> bool:
        if isinstance(other, (bytes, bytearray)):
            n = len(self)
            return n == len(other) and same(self._data, 0, other._data, n)
        return False

    def __lt__(self, other: B) -> bool:
        return order_of(self._data, len(self), other._data, len(other)) < 0

    def __le__(self, other: B) -> bool:
        return order_of(self._data, len(self), other._data, len(other)) <= 0

    def __gt__(self, other: B) -> bool:
        return order_of(self._data, len(self), other._data, len(other)) > 0

    def __ge__(self, other: B) -> bool:
        return order_of(self._data, len(self), other._data, len(other)) >= 0

    def __contains__(self, part: Sub) -> bool:
        if isinstance(part, int):
            if part < 0 or part > 255:
                raise ValueError("byte must be in range(0, 256)")
            return place_of(self._data, part, 0, len(self)) >= 0
        return search_part(self._data, part._data, len(part), 0, len(self)) >= 0

    # --- searching -------------------------------------------------------------------------------

    def find(self, sub: Sub, start: int | None = 0, end: int | None = END) -> int:
        low, high = bounds(len(self), start, end)
        if low > high:
            return -1
        if isinstance(sub, int):
            return place_of(self._data, checked_byte(sub), low, high)
        return search_part(self._data, sub._data, len(sub), low, high)

    def rfind(self, sub: Sub, start: int | None = 0, end: int | None = END) -> int:
        low, high = bounds(len(self), start, end)
        if low > high:
            return -1
        if isinstance(sub, int):
            return last_place(self._data, checked_byte(sub), low, high)
        return last_of(self._data, sub._data, len(sub), low, high)

    def index(self, sub: Sub, start: int | None = 0, end: int | None = END) -> int:
        found = self.find(sub, start, end)
        if found < 0:
            raise ValueError("subsection not found")
        return found

    def rindex(self, sub: Sub, start: int | None = 0, end: int | None = END) -> int:
        found = self.rfind(sub, start, end)
        if found < 0:
            raise ValueError("subsection not found")
        return found

    def count(self, sub: Sub, start: int | None = 0, end: int | None = END) -> int:
        low, high = bounds(len(self), start, end)
        if low > high:
            return 0
        data, found = self._data, 0
        if isinstance(sub, int):
            code = checked_byte(sub)
            for i in range(low, high):
                if byte(data, i) == code:
                    found += 1
            return found
        m = len(sub)
        if m == 0:
            return high - low + 1
        at = search_part(data, sub._data, m, low, high)
        while at >= 0:
            found += 1
            at = search_part(data, sub._data, m, op.add(at, m), high)
        return found

    def startswith(self, prefix: U, start: int | None = 0, end: int | None = END) -> bool:
        if isinstance(prefix, tuple):
            for one in prefix:
                if self._begins(one, start, end):
                    return True
            return False
        return self._begins(prefix, start, end)

    def endswith(self, suffix: U, start: int | None = 0, end: int | None = END) -> bool:
        if isinstance(suffix, tuple):
            for one in suffix:
                if self._ends(one, start, end):
                    return True
            return False
        return self._ends(suffix, start, end)

    def _begins(self, part: B, start: int | None, end: int | None) -> bool:
        low, high = bounds(len(self), start, end)
        m = len(part)
        return low <= high and m <= high - low and same(self._data, low, part._data, m)

    def _ends(self, part: B, start: int | None, end: int | None) -> bool:
        low, high = bounds(len(self), start, end)
        m = len(part)
        return low <= high and m <= high - low and same(self._data, high - m, part._data, m)
