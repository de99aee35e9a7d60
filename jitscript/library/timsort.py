"""CPython's own way to sort, step by step, for elements that do not all compare (`nan`).

Their order afterwards depends on which ones are compared: on the runs that are found, the binary
insertions that make short ones longer, and how merges gallop. All of it is that of
Objects/listobject.c of the CPython that compiles.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import sys
from typing import TypeVar

from .intrinsics import Buffer, inline, op
from .timsort_merge import GALLOP, below, less, merge_at

T = TypeVar("T")

_MOST_RUNS = 90  # which are at least 32 long, or fewer than the bits of a size


def timsort(data: Buffer[T], n: int) -> None:
    """Sort the first `n` elements."""
    least = _least_run(n)
    spare = op.buffer_new(n >> 1 if n > least else 0, elem=T)
    runs = op.buffer_new(_MOST_RUNS, elem=int)  # where each starts
    powers = op.buffer_new(_MOST_RUNS, elem=int)
    count = 0
    gallop = GALLOP
    start = 0
    while start < n:
        length = _run(data, start, n)
        if length < least:
            forced = min(least, op.sub(n, start))
            _insert(data, start, op.add(start, length), op.add(start, forced))
            length = forced
        count, gallop = _merge_before(data, spare, runs, powers, count, start, length, n, gallop)
        op.buffer_store(runs, count, start)
        count = op.add(count, 1)
        start = op.add(start, length)
        count, gallop = _merge_after(data, spare, runs, count, start, gallop)
    while count > 1:
        i = op.sub(count, 2)
        if i > 0 and _length(runs, op.sub(i, 1), count, n) < _length(runs, op.add(i, 1), count, n):
            i = op.sub(i, 1)
        gallop = merge_at(data, spare, runs, i, count, n, gallop)
        count = op.sub(count, 1)


if sys.version_info >= (3, 11):

    def _merge_before(
        data: Buffer[T],
        spare: Buffer[T],
        runs: Buffer[int],
        powers: Buffer[int],
        count: int,
        start: int,
        length: int,
        n: int,
        gallop: int,
    ) -> tuple[int, int]:
        """Merge before a run of `length` is added at `start`; how many runs there are then."""
        if count == 0:
            return count, gallop
        first = op.buffer_load(runs, op.sub(count, 1))
        power = _power(first, op.sub(start, first), length, n)
        while count > 1 and op.buffer_load(powers, op.sub(count, 2)) > power:
            gallop = merge_at(data, spare, runs, op.sub(count, 2), count, start, gallop)
            count = op.sub(count, 1)
        op.buffer_store(powers, op.sub(count, 1), power)
        return count, gallop

    @inline
    def _merge_after(
        data: Buffer[T], spare: Buffer[T], runs: Buffer[int], count: int, end: int, gallop: int
    ) -> tuple[int, int]:
        return count, gallop

else:

    @inline
    def _merge_before(
        data: Buffer[T],
        spare: Buffer[T],
        runs: Buffer[int],
        powers: Buffer[int],
        count: int,
        start: int,
        length: int,
        n: int,
        gallop: int,
    ) -> tuple[int, int]:
        return count, gallop

    def _merge_after(
        data: Buffer[T], spare: Buffer[T], runs: Buffer[int], count: int, end: int, gallop: int
    ) -> tuple[int, int]:
        """Merge until each run is longer than the two behind it; how many there are then."""
        while count > 1:
            i = op.sub(count, 2)
            last = _length(runs, op.add(i, 1), count, end)
            here = _length(runs, i, count, end)
            before = _length(runs, op.sub(i, 1), count, end) if i > 0 else 0
            if (i > 0 and before <= op.add(here, last)) or (
                i > 1 and _length(runs, op.sub(i, 2), count, end) <= op.add(before, here)
            ):
                if before < last:
                    i = op.sub(i, 1)
            elif here > last:
                break
            gallop = merge_at(data, spare, runs, i, count, end, gallop)
            count = op.sub(count, 1)
        return count, gallop


def _length(runs: Buffer[int], i: int, count: int, end: int) -> int:
    """How long the run `i` of `count` is, of which the last ends at `end`."""
    stop = op.buffer_load(runs, op.add(i, 1)) if op.add(i, 1) < count else end
    return op.sub(stop, op.buffer_load(runs, i))


def _least_run(n: int) -> int:
    rest = 0
    while n >= 64:
        rest |= n & 1
        n >>= 1
    return op.add(n, rest)


def _power(start: int, n1: int, n2: int, n: int) -> int:
    """How deep the border between two runs, n1 and n2 elements from `start`, is in a tree of halves
    of all n."""
    a = op.add(op.mul(2, start), n1)
    b = op.add(op.add(a, n1), n2)
    depth = 1
    while a >= n or b < n:
        if a >= n:
            a = op.sub(a, n)
            b = op.sub(b, n)
        a = op.mul(a, 2)
        b = op.mul(b, 2)
        depth = op.add(depth, 1)
    return depth


if sys.version_info >= (3, 13):

    def _run(data: Buffer[T], start: int, n: int) -> int:
        """The length of the run at `start`, which is made an ascending one. Equal elements may
        stand among descending ones."""
        stop = op.add(start, 1)
        while stop < n and not less(data, stop, data, op.sub(stop, 1)):
            stop = op.add(stop, 1)
        if stop == n:
            return op.sub(stop, start)
        if op.sub(stop, start) > 1:
            if less(data, start, data, op.sub(stop, 1)):
                return op.sub(stop, start)
            reverse_part(data, start, stop)
        stop = op.add(stop, 1)
        equal = 0
        while stop < n:
            if less(data, stop, data, op.sub(stop, 1)):
                if equal > 0:
                    reverse_part(data, op.sub(op.sub(stop, equal), 1), stop)
                    equal = 0
            elif less(data, op.sub(stop, 1), data, stop):
                break
            else:
                equal = op.add(equal, 1)
            stop = op.add(stop, 1)
        if equal > 0:
            reverse_part(data, op.sub(op.sub(stop, equal), 1), stop)
        reverse_part(data, start, stop)
        while stop < n and not less(data, stop, data, op.sub(stop, 1)):
            stop = op.add(stop, 1)
        return op.sub(stop, start)

else:

    def _run(data: Buffer[T], start: int, n: int) -> int:
        """The length of the run at `start`, which is made an ascending one."""
        stop = op.add(start, 1)
        if stop == n:
            return 1
        if less(data, stop, data, start):
            stop = op.add(stop, 1)
            while stop < n and less(data, stop, data, op.sub(stop, 1)):
                stop = op.add(stop, 1)
            reverse_part(data, start, stop)
        else:
            stop = op.add(stop, 1)
            while stop < n and not less(data, stop, data, op.sub(stop, 1)):
                stop = op.add(stop, 1)
        return op.sub(stop, start)


def _insert(data: Buffer[T], start: int, at: int, stop: int) -> None:
    """Sort data[start:stop], of which data[start:at] is sorted, by binary insertion."""
    while at < stop:
        value = op.buffer_load(data, at)
        low, high = start, at
        while low < high:
            middle = op.add(low, op.sub(high, low) >> 1)
            if below(value, op.buffer_load(data, middle)):
                high = middle
            else:
                low = op.add(middle, 1)
        op.buffer_copy(data, op.add(low, 1), data, low, op.sub(at, low))
        op.buffer_store(data, low, value)
        at = op.add(at, 1)


def reverse_part(data: Buffer[T], start: int, stop: int) -> None:
    """Turn data[start:stop] around."""
    while start < op.sub(stop, 1):
        stop = op.sub(stop, 1)
        a, b = op.buffer_load(data, start), op.buffer_load(data, stop)
        op.buffer_store(data, start, b)
        op.buffer_store(data, stop, a)
        start = op.add(start, 1)
