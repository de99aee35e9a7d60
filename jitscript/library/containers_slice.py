"""`slice` as a value; what stands in brackets the front end cuts by without it."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .containers_str import Str
from .registry import builtin
from .slicing import slice_ends


@builtin(slice)
class Slice:
    start: int | None
    stop: int | None
    step: int | None

    def __init__(self, start: int | None, stop: int | None, step: int | None) -> None:
        self.start = start
        self.stop = stop
        self.step = step

    def indices(self, length: int) -> tuple[int, int, int]:
        """Start, stop and step for so many elements."""
        if length < 0:
            raise ValueError("length should not be negative")
        step = self.step
        step = 1 if step is None else step
        first, last = slice_ends(length, self.start, self.stop, step)
        return first, last, step

    def __eq__(self, other: Slice) -> bool:
        return self.start == other.start and self.stop == other.stop and self.step == other.step


@builtin(slice)
def slice_to(stop: int | None) -> Slice:
    return Slice(None, stop, None)


@builtin(slice)
def slice_between(start: int | None, stop: int | None, step: int | None = None) -> Slice:
    return Slice(start, stop, step)


@builtin(str, repr)
def str_of_slice(cut: Slice) -> Str:
    return f"slice({cut.start}, {cut.stop}, {cut.step})"
