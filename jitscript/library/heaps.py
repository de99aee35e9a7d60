"""`heapq`: a list kept so that each item is not above those at twice its place plus 1 and 2.

The steps are CPython's, so that the list has the same order after each call.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import heapq
from collections.abc import Callable
from typing import TypeVar

from .containers_list import List
from .intrinsics import op
from .registry import builtin

T = TypeVar("T")


@builtin(heapq.heappush)
def heap_push(heap: List[T], item: T) -> None:
    heap.append(item)
    _sift_down(heap, 0, op.sub(len(heap), 1))


@builtin(heapq.heappop)
def heap_pop(heap: List[T]) -> T:
    if len(heap) == 0:
        raise IndexError("index out of range")
    last = heap.pop()
    if len(heap) == 0:
        return last
    least = op.buffer_load(heap._data, 0)
    heap[0] = last
    _sift_up(heap, 0)
    return least


@builtin(heapq.heapreplace)
def heap_replace(heap: List[T], item: T) -> T:
    if len(heap) == 0:
        raise IndexError("index out of range")
    least = op.buffer_load(heap._data, 0)
    heap[0] = item
    _sift_up(heap, 0)
    return least


@builtin(heapq.heappushpop)
def heap_push_pop(heap: List[T], item: T) -> T:
    if len(heap) == 0 or not (heap[0] < item):
        return item
    return heap_replace(heap, item)


@builtin(heapq.heapify)
def heapify(items: List[T]) -> None:
    i = op.sub(op.shr(len(items), 1), 1)
    while i >= 0:
        _sift_up(items, i)
        i = op.sub(i, 1)


def _sift_down(heap: List[T], start: int, place: int) -> None:
    """Let the item at a place go towards the front, to its own."""
    size = len(heap)
    while place > start:
        above = op.shr(op.sub(place, 1), 1)
        item, parent = heap[place], heap[above]
        if not (item < parent):
            break
        if len(heap) != size:
            raise RuntimeError("list changed size during iteration")
        heap[above] = item
        heap[place] = parent
        place = above


def _sift_up(heap: List[T], place: int) -> None:
    """Let smaller items take the place, then the next below … and the item come back from there."""
    start, size = place, len(heap)
    half = op.shr(size, 1)
    while place < half:
        below = op.add(op.mul(place, 2), 1)
        if op.add(below, 1) < size:
            if heap[below] < heap[op.add(below, 1)]:
                pass
            else:
                below = op.add(below, 1)
            if len(heap) != size:
                raise RuntimeError("list changed size during iteration")
        item = heap[below]
        heap[below] = heap[place]
        heap[place] = item
        place = below
    _sift_down(heap, start, place)


@builtin(heapq.nsmallest)
def n_smallest(n: int, items: object, key: Callable | None = None):
    return sorted(items, key=key)[: max(n, 0)]


@builtin(heapq.nlargest)
def n_largest(n: int, items: object, key: Callable | None = None):
    return sorted(items, key=key, reverse=True)[: max(n, 0)]
