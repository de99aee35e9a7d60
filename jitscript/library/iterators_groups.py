"""`itertools.groupby`: a group is read when it begins, and is gone through while its turn is; and
`tee`, whose iterators share what one of them has been given and another has not."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import itertools
from typing import Generic, TypeVar

from .containers_tuple import of_own
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


class Ahead:
    """How many elements each iterator of a `tee` has given, and how many all have and are gone."""

    given: list[int]
    gone: int

    def __init__(self, n: int) -> None:
        self.given = [0 for _ in range(n)]
        self.gone = 0


def one_of_tee(source, seen, ahead: Ahead, k: int):
    """The k-th iterator of a `tee`."""
    going = True
    while going:
        at = ahead.given[k] - ahead.gone
        if at == len(seen):
            for x in source:
                seen.append(x)
                break
            else:
                going = False
        if going:
            item = seen[at]
            ahead.given[k] += 1
            if 64 < len(seen) < 2 * at:
                low = min(ahead.given) - ahead.gone
                if 2 * low > len(seen):
                    del seen[:low]
                    ahead.gone += low
            yield item


@builtin(itertools.tee)
def tee(iterable, n: int = 2):
    if n < 0:
        raise ValueError("n must be >= 0")
    source = iter(iterable)
    seen = [x for x in itertools.islice(source, 0)]
    ahead = Ahead(n)
    return of_own([one_of_tee(source, seen, ahead, k) for k in range(n)])


tee.__keeps_generators__ = True
