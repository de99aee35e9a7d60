"""`range` as a value; in a `for` statement the front end counts without it."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .intrinsics import inline, op
from .registry import builtin
from .slicing import length_down, length_up


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
        if self.step > 0:
            return length_up(self.start, self.stop, self.step)
        return length_down(self.start, self.stop, self.step)

    @inline
    def __getitem__(self, i: int) -> int:
        n = len(self)
        if i < 0:
            i = op.add(i, n)
        if i < 0 or i >= n:
            raise IndexError("range object index out of range")
        return op.add(self.start, op.mul(i, self.step))

    def __contains__(self, value: int) -> bool:
        if self.step > 0:
            inside = self.start <= value and value < self.stop
        else:
            inside = self.stop < value and value <= self.start
        return inside and (value - self.start) % self.step == 0

    def __eq__(self, other: Range) -> bool:
        n = len(self)
        if n != len(other):
            return False
        if n == 0:
            return True
        return self.start == other.start and (n == 1 or self.step == other.step)
