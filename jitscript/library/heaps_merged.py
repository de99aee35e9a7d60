"""`heapq.merge`: a heap of what each iterable gives next, with CPython's steps."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import heapq
from typing import Generic, TypeVar

from .heaps import heap_pop, heap_replace, heapify
from .registry import builtin

K = TypeVar("K")


class Head(Generic[K]):
    """Where an iterable stands: what its next item is compared by, and which of them it is."""

    key: K
    order: int
    reverse: bool

    def __init__(self, key: K, order: int, reverse: bool) -> None:
        self.key = key
        self.order = order
        self.reverse = reverse

    def __lt__(self, other: Head[K]) -> bool:
        if self.key == other.key:
            return self.order < other.order
        return other.key < self.key if self.reverse else self.key < other.key


@builtin(heapq.merge)
def merge(*iterables, key=None, reverse=False):
    yield from merge_all(iterables, key, reverse)


def merge_all(iterables, key=None, reverse=False):
    """`merge(*iterables)`."""
    walkers = [iter(x) for x in iterables]
    items, places, heads = [], [], []
    for i in range(len(walkers)):
        try:
            x = next(walkers[i])
        except StopIteration:
            places.append(-1)
            continue
        places.append(len(items))
        items.append(x)
        heads.append(Head(x if key is None else key(x), i, reverse))
    heapify(heads)
    while len(heads) > 1:
        head = heads[0]
        place = places[head.order]
        yield items[place]
        try:
            x = next(walkers[head.order])
        except StopIteration:
            heap_pop(heads)
            continue
        items[place] = x
        head.key = x if key is None else key(x)
        heap_replace(heads, head)
    if len(heads) == 1:
        order = heads[0].order
        yield items[places[order]]
        yield from walkers[order]
