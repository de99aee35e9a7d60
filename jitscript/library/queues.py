"""`queue`: queues of one thread. What would wait for another one, for ever, is a RuntimeError."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import queue
from queue import Empty, Full
from typing import Generic, TypeVar

from .containers_deque import Deque
from .containers_list import List
from .heaps import heap_pop, heap_push
from .registry import builtin

T = TypeVar("T")
NOBODY_PUTS = "the queue is empty, and no other thread can put anything into it"
NOBODY_GETS = "the queue is full, and no other thread can take anything out of it"
NOBODY_DOES = "there are unfinished tasks, and no other thread can finish them"
NEGATIVE = "'timeout' must be a non-negative number"


@builtin(queue.Queue)
class Queue(Generic[T]):
    __fills__ = (("put", (T,)), ("put_nowait", (T,)))
    _items: Deque[T]
    maxsize: int
    unfinished_tasks: int

    def __init__(self, maxsize: int = 0) -> None:
        self._items = Deque[T]()
        self.maxsize = maxsize
        self.unfinished_tasks = 0

    def qsize(self) -> int:
        return len(self._items)

    def empty(self) -> bool:
        return len(self._items) == 0

    def full(self) -> bool:
        return 0 < self.maxsize <= len(self._items)

    def put(self, item: T, block: bool = True, timeout: float | None = None) -> None:
        _has_room(self, block, timeout)
        self._items.append(item)
        self.unfinished_tasks += 1

    def put_nowait(self, item: T) -> None:
        self.put(item, False)

    def get(self, block: bool = True, timeout: float | None = None) -> T:
        _has_some(self, block, timeout)
        return self._items.popleft()

    def get_nowait(self) -> T:
        return self.get(False)

    def task_done(self) -> None:
        _one_done(self)

    def join(self) -> None:
        _all_done(self)


@builtin(queue.LifoQueue)
class LifoQueue(Generic[T]):
    __fills__ = (("put", (T,)), ("put_nowait", (T,)))
    _items: List[T]
    maxsize: int
    unfinished_tasks: int

    def __init__(self, maxsize: int = 0) -> None:
        self._items = List[T]()
        self.maxsize = maxsize
        self.unfinished_tasks = 0

    def qsize(self) -> int:
        return len(self._items)

    def empty(self) -> bool:
        return len(self._items) == 0

    def full(self) -> bool:
        return 0 < self.maxsize <= len(self._items)

    def put(self, item: T, block: bool = True, timeout: float | None = None) -> None:
        _has_room(self, block, timeout)
        self._items.append(item)
        self.unfinished_tasks += 1

    def put_nowait(self, item: T) -> None:
        self.put(item, False)

    def get(self, block: bool = True, timeout: float | None = None) -> T:
        _has_some(self, block, timeout)
        return self._items.pop()

    def get_nowait(self) -> T:
        return self.get(False)

    def task_done(self) -> None:
        _one_done(self)

    def join(self) -> None:
        _all_done(self)


@builtin(queue.PriorityQueue)
class PriorityQueue(Generic[T]):
    __fills__ = (("put", (T,)), ("put_nowait", (T,)))
    _items: List[T]
    maxsize: int
    unfinished_tasks: int

    def __init__(self, maxsize: int = 0) -> None:
        self._items = List[T]()
        self.maxsize = maxsize
        self.unfinished_tasks = 0

    def qsize(self) -> int:
        return len(self._items)

    def empty(self) -> bool:
        return len(self._items) == 0

    def full(self) -> bool:
        return 0 < self.maxsize <= len(self._items)

    def put(self, item: T, block: bool = True, timeout: float | None = None) -> None:
        _has_room(self, block, timeout)
        heap_push(self._items, item)
        self.unfinished_tasks += 1

    def put_nowait(self, item: T) -> None:
        self.put(item, False)

    def get(self, block: bool = True, timeout: float | None = None) -> T:
        _has_some(self, block, timeout)
        return heap_pop(self._items)

    def get_nowait(self) -> T:
        return self.get(False)

    def task_done(self) -> None:
        _one_done(self)

    def join(self) -> None:
        _all_done(self)


@builtin(queue.SimpleQueue)
class SimpleQueue(Generic[T]):
    __fills__ = (("put", (T,)), ("put_nowait", (T,)))
    _items: Deque[T]

    def __init__(self) -> None:
        self._items = Deque[T]()

    def qsize(self) -> int:
        return len(self._items)

    def empty(self) -> bool:
        return len(self._items) == 0

    def put(self, item: T, block: bool = True, timeout: float | None = None) -> None:
        self._items.append(item)

    def put_nowait(self, item: T) -> None:
        self._items.append(item)

    def get(self, block: bool = True, timeout: float | None = None) -> T:
        _has_some(self, block, timeout)
        return self._items.popleft()

    def get_nowait(self) -> T:
        return self.get(False)


def _check(block: bool, timeout: float | None) -> None:
    if block and timeout is not None and timeout < 0.0:
        raise ValueError(NEGATIVE)


def _empty(block: bool, timeout: float | None) -> None:
    """Nobody comes while it waits: that is over at once."""
    if block and timeout is None:
        raise RuntimeError(NOBODY_PUTS)
    raise Empty


def _full(block: bool, timeout: float | None) -> None:
    if block and timeout is None:
        raise RuntimeError(NOBODY_GETS)
    raise Full


def _has_room(q: object, block: bool, timeout: float | None) -> None:
    if q.maxsize > 0:
        _check(block, timeout)
    if q.full():
        _full(block, timeout)


def _has_some(q: object, block: bool, timeout: float | None) -> None:
    _check(block, timeout)
    if q.empty():
        _empty(block, timeout)


def _one_done(q: object) -> None:
    if q.unfinished_tasks <= 0:
        raise ValueError("task_done() called too many times")
    q.unfinished_tasks -= 1


def _all_done(q: object) -> None:
    if q.unfinished_tasks > 0:
        raise RuntimeError(NOBODY_DOES)
