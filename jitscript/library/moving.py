"""Slices of lists that are moved: `a[i:j:k] = b[first:last:by]` without a list in between."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .containers_list import List, T
from .intrinsics import op
from .slicing import cut
from .timsort import reverse_part


def move_slice(
    items: List[T],
    start: int | None,
    stop: int | None,
    step: int | None,
    other: List[T],
    first: int | None,
    last: int | None,
    by: int | None,
) -> None:
    """What is turned around in its place, or copied as it is or backwards to a part as long, needs
    no list in between. Two lists never have one buffer."""
    low, count, j = cut(other._size, first, last, by)
    to, size, k = cut(items._size, start, stop, step)
    if k == 1 and size == count:
        data, source = items._data, other._data
        if j == 1:
            op.buffer_copy(data, to, source, low, count)
            return
        if j == -1:
            if not op.same_object(items, other):
                for i in range(count):
                    value = op.buffer_load(source, op.sub(low, i))
                    op.buffer_store(data, op.add(to, i), value)
                return
            if op.sub(op.add(low, 1), count) == to:
                reverse_part(data, to, op.add(to, count))
                return
    items.__setslice__(start, stop, step, other.__getslice__(first, last, by))
