"""`list`, `tuple` and `sorted` of what there is no better way for. Of a range, also where it
extends a list: room for all numbers first, as in CPython: too many are a MemoryError at once.

The first overload that fits is taken: those for lists and tuples are imported before.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from collections.abc import Callable

from .containers_list import List, U
from .containers_range import Range
from .containers_sorted import sorted_list  # noqa: F401  (which comes first)
from .containers_tuple import VarTuple, of_own
from .extending import T, extend, make_room
from .intrinsics import op
from .registry import builtin
from .slicing import range_item


@builtin(list)
def list_of_range(items: Range) -> List[int]:
    n = len(items)
    start, step = items.start, items.step
    data = op.buffer_new(n, elem=int)
    for i in range(n):
        op.buffer_init(data, i, range_item(start, i, step))
    return op.object_new(data, n, result=List[int])


@builtin(extend)
def extend_by_range(items: List[T], other: Range) -> None:
    make_room(items, len(other))
    for value in other:
        items.append(value)


@builtin(list)
def list_of(items: U) -> List:
    return [x for x in items]


@builtin(tuple)
def tuple_of_range(items: Range) -> VarTuple[int]:
    return of_own(list_of_range(items))


@builtin(tuple)
def tuple_of(items: object):
    return of_own([x for x in items])


@builtin(sorted)
def sorted_range(items: Range, *, key: Callable | None = None, reverse: bool = False) -> List[int]:
    out = list_of_range(items)
    out.sort(key=key, reverse=reverse)
    return out


@builtin(sorted)
def sorted_items(items: object, *, key: Callable | None = None, reverse: bool = False):
    out = [x for x in items]
    out.sort(key=key, reverse=reverse)
    return out
