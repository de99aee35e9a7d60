"""`range` as a value; in a `for` statement the front end counts without it."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

import numpy as np

from .containers_str import Str
from .intrinsics import inline, op, pyobj, u64
from .pylists import item
from .registry import builtin
from .slicing import range_count, range_item, range_length, slice_ends

U = TypeVar("U")
ENDS = "jitscript.runtime.python_calls:ends_of_range"


@builtin(range)
class Range:
    __python_type__ = "PyRange_Type"

    start: int
    stop: int
    step: int

    __hash__ = object.__hash__  # it has one: below

    def __init__(self, start: int, stop: int, step: int = 1) -> None:
        if step == 0:
            raise ValueError("range() arg 3 must not be zero")
        self.start = start
        self.stop = stop
        self.step = step

    # --- the border ------------------------------------------------------------------------------

    @staticmethod
    def __from_python__(source: pyobj) -> Range:
        ends = op.python_call(source, callee=ENDS, result=pyobj)
        start = op.py_unbox(item(ends, 0), result=int)
        stop = op.py_unbox(item(ends, 1), result=int)
        return op.object_new(start, stop, op.py_unbox(item(ends, 2), result=int), result=Range)

    def __to_python__(self) -> pyobj:
        return op.python_call(
            op.py_box(self.start),
            op.py_box(self.stop),
            op.py_box(self.step),
            callee="builtins:range",
            result=pyobj,
        )

    def __same_python__(self, object: pyobj) -> bool:
        ends = op.python_call(object, callee=ENDS, result=pyobj)
        if not op.py_same(self.start, item(ends, 0)) or not op.py_same(self.stop, item(ends, 1)):
            return False
        return op.py_same(self.step, item(ends, 2))

    # --- numbers ---------------------------------------------------------------------------------

    @inline
    def __len__(self) -> int:
        return range_length(self.start, self.stop, self.step)

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

    def __getslice__(self, start: int | None, stop: int | None, step: int | None) -> Range:
        """The numbers there, as a range."""
        k = 1 if step is None else step
        first, last = slice_ends(len(self), start, stop, k)
        begin, end = self.start + first * self.step, self.start + last * self.step
        return Range(begin, end, self.step * k)

    def __contains__(self, value: U) -> bool:
        if isinstance(
            value, (int, np.int64, np.int32, np.int16, np.int8, np.uint32, np.uint16, np.uint8)
        ):
            return self._holds(value)
        if isinstance(value, float):
            if value >= -9223372036854775808.0 and value < 9223372036854775808.0:
                whole = op.cast(value, to=int)
                return whole == value and self._holds(whole)
            return False
        for number in self:  # as CPython does, number after number
            if number == value:
                return True
        return False

    def index(self, value: U) -> int:
        if isinstance(value, int):
            if not self._holds(value):
                raise ValueError(f"{value!r} is not in range")
            place = op.cast(self._steps(value), to=int)
            if place < 0:
                raise OverflowError("Python int too large to convert to C ssize_t")
            return place
        for i, number in enumerate(self):
            if number == value:
                return i
        raise ValueError("sequence.index(x): x not in sequence")

    def count(self, value: U) -> int:
        return 1 if value in self else 0

    def _holds(self, value: int) -> bool:
        if self.step > 0:
            if value < self.start or value >= self.stop:
                return False
        elif value > self.start or value <= self.stop:
            return False
        return range_item(self.start, op.cast(self._steps(value), to=int), self.step) == value

    @inline
    def _steps(self, value: int) -> u64:
        """How many whole steps it is from the start to a number between it and the stop."""
        ahead = op.sub(op.cast(value, to=u64), op.cast(self.start, to=u64))
        if self.step > 0:
            return op.tdiv(ahead, op.cast(self.step, to=u64))
        return op.tdiv(op.neg(ahead), op.neg(op.cast(self.step, to=u64)))

    def __eq__(self, other: Range) -> bool:
        n = range_count(self.start, self.stop, self.step)
        if n != range_count(other.start, other.stop, other.step):
            return False
        if n == op.cast(0, to=u64):
            return True
        return self.start == other.start and (n == op.cast(1, to=u64) or self.step == other.step)


@builtin(range)
def range_to(stop: int) -> Range:
    return op.object_new(0, stop, 1, result=Range)


@builtin(range)
def range_between(start: int, stop: int, step: int = 1) -> Range:
    return Range(start, stop, step)


@builtin(str, repr)
def str_of_range(r: Range) -> Str:
    if r.step == 1:
        return f"range({r.start}, {r.stop})"
    return f"range({r.start}, {r.stop}, {r.step})"


@builtin(hash)
def hash_of_range(r: Range) -> int:
    n = len(r)
    if n == 0:
        return hash((0, None, None))
    if n == 1:
        return hash((1, r.start, None))
    return hash((n, r.start, r.step))
