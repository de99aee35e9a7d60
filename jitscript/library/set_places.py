"""Captured sets, whose order is that of a table with a history: collisions, removals, growth."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .containers_frozenset import FrozenSet, frozen
from .containers_list import List
from .containers_set import Set, T
from .intrinsics import op
from .set_table import GONE, mark_of


def placed(items: List[T], places: List[int], size: int) -> Set[T]:
    """A set of the items in these places of a table; behind them, the places of what has gone.
    Where hashes are others than they were when the places were noted: of the items, added."""
    made = Set[T]()
    marks, keys = op.buffer_new(size, elem=int), op.buffer_new(size, elem=T)
    for i in range(len(places)):
        mark = GONE
        if i < len(items):
            mark = mark_of(items[i])
            op.buffer_store(keys, places[i], items[i])
        op.buffer_store(marks, places[i], mark)
    made._marks, made._keys = marks, keys
    made._used, made._fill = len(items), len(places)
    for i in range(len(items)):
        if made._find(items[i], op.buffer_load(marks, places[i])) != places[i]:
            return {x for x in items}
    return made


def placed_frozen(items: List[T], places: List[int], size: int) -> FrozenSet[T]:
    return frozen(placed(items, places, size))
