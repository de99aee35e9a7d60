"""Slices as NumPy and Python cut them: bounds clipped to the dimension, and lengths; ranges."""

# mypy: ignore-errors

from __future__ import annotations

from .intrinsics import inline, op, u64


@inline
def clip_up(i: int, n: int) -> int:
    """A bound of a slice with a positive step over n elements, as an index in 0 … n."""
    if i < 0:
        i = op.add(i, n)
        if i < 0:
            return 0
        return i
    if i > n:
        return n
    return i


@inline
def length_up(low: int, high: int, step: int) -> int:
    """How many elements low, low + step, … are below high."""
    if high <= low:
        return 0
    return op.add(op.tdiv(op.sub(op.sub(high, low), 1), step), 1)


@inline
def clip_down(i: int, n: int) -> int:
    """A bound of a slice with a negative step, as an index in -1 … n - 1."""
    if i < 0:
        i = op.add(i, n)
        if i < 0:
            return -1
        return i
    if i >= n:
        return op.sub(n, 1)
    return i


@inline
def length_down(high: int, low: int, step: int) -> int:
    """How many elements high, high + step, … are above low; step < 0."""
    if high <= low:
        return 0
    return op.add(op.tdiv(op.sub(low, op.sub(high, 1)), step), 1)


@inline
def range_count(start: int, stop: int, step: int) -> u64:
    """How many numbers a range has, which may be more than an int can say; step != 0."""
    if step > 0:
        if stop <= start:
            return op.cast(0, to=u64)
        ahead = op.sub(op.cast(stop, to=u64), op.cast(start, to=u64))
        size = op.cast(step, to=u64)
    else:
        if start <= stop:
            return op.cast(0, to=u64)
        ahead = op.sub(op.cast(start, to=u64), op.cast(stop, to=u64))
        size = op.neg(op.cast(step, to=u64))
    return op.add(op.tdiv(op.sub(ahead, op.cast(1, to=u64)), size), op.cast(1, to=u64))


@inline
def range_length(start: int, stop: int, step: int) -> int:
    n = op.cast(range_count(start, stop, step), to=int)
    if n < 0:
        raise OverflowError("Python int too large to convert to C ssize_t")
    return n


@inline
def range_rounds(start: int, stop: int, step: int) -> int:
    """The rounds of a loop over a range, or as many as no loop ever does."""
    n = op.cast(range_count(start, stop, step), to=int)
    return 9223372036854775807 if n < 0 else n


@inline
def range_item(start: int, i: int, step: int) -> int:
    """Number i of a range; the product alone may leave 64 bits."""
    ahead = op.mul(op.cast(i, to=u64), op.cast(step, to=u64))
    return op.cast(op.add(op.cast(start, to=u64), ahead), to=int)


@inline
def range_item_back(start: int, stop: int, step: int, i: int) -> int:
    """Number i of a range, counted from its last."""
    last = op.sub(range_count(start, stop, step), op.cast(1, to=u64))
    return range_item(start, op.cast(op.sub(last, op.cast(i, to=u64)), to=int), step)


@inline
def slice_ends(n: int, start: int | None, stop: int | None, step: int) -> tuple[int, int]:
    """The first place of a slice of a sequence of `n`, and the place before which it ends."""
    if step == 0:
        raise ValueError("slice step cannot be zero")
    if step > 0:
        low = 0 if start is None else clip_up(start, n)
        high = n if stop is None else clip_up(stop, n)
        return low, high
    first = n - 1 if start is None else clip_down(start, n)
    last = -1 if stop is None else clip_down(stop, n)
    return first, last


def cut(n: int, start: int | None, stop: int | None, step: int | None) -> tuple[int, int, int]:
    """First place, number of elements and step of a slice of a sequence of `n`."""
    k = 1 if step is None else step
    first, last = slice_ends(n, start, stop, k)
    if k == 1:
        return first, max(last - first, 0), 1
    if k > 0:
        return first, length_up(first, last, k), k
    return first, length_down(first, last, k), k


def repeated(n: int, times: int) -> int:
    """How many elements a sequence of `n` has that is repeated."""
    if n > 0 and times > 9223372036854775807 // n:
        raise MemoryError
    return n * times
