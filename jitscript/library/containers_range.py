"""`range` as a value; in a `for` statement the front end counts without it."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .intrinsics import inline, op, u64
from .registry import builtin
from .slicing import range_count, range_item


@builtin(range)
class Range:
    start: int
    stop: int
    step: int

    def __init__(self, start: int, stop: int | None = None, step: int = 1) -> None:
        if step == 0:
            raise ValueError("range() arg 3 must not be zero")
        self.start = 0 if stop is None else start
        self.stop = start if stop is None else stop
        self.step = step

    @inline
    def __len__(self) -> int:
        n = op.cast(range_count(self.start, self.stop, self.step), to=int)
        if n < 0:
            raise OverflowError("Python int too large to convert to C ssize_t")
        return n

    @inline
    def __getitem__(self, i: int) -> int:
        n = range_count(self.start, self.stop, self.step)
        k = op.cast(i, to=u64)
        if i < 0:
            k = op.add(k, n)
            if k >= n:  # the sum wraps exactly where there is such a number
                raise IndexError("range object index out of range")
        elif k >= n:
            raise IndexError("range object index out of range")
        return range_item(self.start, op.cast(k, to=int), self.step)

    def __contains__(self, value: int) -> bool:
        if self.step > 0:
            if value < self.start or value >= self.stop:
                return False
            ahead = op.sub(op.cast(value, to=u64), op.cast(self.start, to=u64))
            return op.trem(ahead, op.cast(self.step, to=u64)) == op.cast(0, to=u64)
        if value > self.start or value <= self.stop:
            return False
        ahead = op.sub(op.cast(self.start, to=u64), op.cast(value, to=u64))
        return op.trem(ahead, op.neg(op.cast(self.step, to=u64))) == op.cast(0, to=u64)

    def __eq__(self, other: Range) -> bool:
        n = range_count(self.start, self.stop, self.step)
        if n != range_count(other.start, other.stop, other.step):
            return False
        if n == op.cast(0, to=u64):
            return True
        return self.start == other.start and (n == op.cast(1, to=u64) or self.step == other.step)
