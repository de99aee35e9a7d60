"""`itertools.groupby`: a group is read when it begins, and is gone through while its turn is."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import itertools
from typing import Generic, TypeVar

from .intrinsics import op
from .registry import builtin

T = TypeVar("T")
U = TypeVar("U")


class Turn:
    """Which group's turn it is."""

    number: int

    def __init__(self) -> None:
        self.number = 0


class Group(Generic[T]):
    """The elements of one group, each given once."""

    _items: list[T]
    _at: int
    _turn: Turn
    _number: int

    def __init__(self, items: list[T], turn: Turn) -> None:
        self._items = items
        self._at = 0
        self._turn = turn
        self._number = turn.number

    def __iter__(self) -> Group[T]:
        return self

    def __more__(self) -> bool:
        return self._turn.number == self._number and self._at < len(self._items)

    def __next__(self) -> T:
        if not self.__more__():
            raise StopIteration
        self._at = op.add(self._at, 1)
        return self._items[self._at - 1]


@builtin(next)
def next_of_group(group: Group[T]) -> T:
    return group.__next__()


@builtin(next)
def next_of_group_or(group: Group[T], default: U) -> T | U:
    return group.__next__() if group.__more__() else default


@builtin(itertools.groupby)
def groupby(iterable, key=None):
    turn = Turn()
    items = []
    for x in iterable:
        k = x if key is None else key(x)
        if len(items) == 0:
            first = k
        elif first != k:
            yield first, Group(items, turn)
            turn.number = op.add(turn.number, 1)
            items = []
            first = k
        items.append(x)
    if len(items) > 0:
        yield first, Group(items, turn)
        turn.number = op.add(turn.number, 1)
