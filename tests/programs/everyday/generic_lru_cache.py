"""A generic cache over a doubly linked list with slots."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

from jitscript import script

K = TypeVar("K")
V = TypeVar("V")


class _Node(Generic[K, V]):
    __slots__ = ("key", "next", "prev", "value")

    def __init__(self, key: K, value: V):
        self.key = key
        self.value = value
        self.prev: _Node[K, V] | None = None
        self.next: _Node[K, V] | None = None


class LRUCache(Generic[K, V]):
    def __init__(self, capacity: int):
        if capacity <= 0:
            raise ValueError("capacity must be positive")
        self.capacity = capacity
        self.map: dict[K, _Node[K, V]] = {}
        self.head: _Node[K, V] | None = None
        self.tail: _Node[K, V] | None = None
        self.hits = self.misses = 0

    def _unlink(self, node: _Node[K, V]) -> None:
        if node.prev is not None:
            node.prev.next = node.next
        else:
            self.head = node.next
        if node.next is not None:
            node.next.prev = node.prev
        else:
            self.tail = node.prev
        node.prev = node.next = None

    def _push(self, node: _Node[K, V]) -> None:
        node.next = self.head
        if self.head:
            self.head.prev = node
        self.head = node
        if self.tail is None:
            self.tail = node

    def get(self, key: K, default: V | None = None) -> V | None:
        node = self.map.get(key)
        if node is None:
            self.misses += 1
            return default
        self.hits += 1
        self._unlink(node)
        self._push(node)
        return node.value

    def put(self, key: K, value: V) -> None:
        if key in self.map:
            node = self.map[key]
            node.value = value
            self._unlink(node)
            self._push(node)
            return
        if len(self.map) >= self.capacity:
            assert self.tail is not None
            del self.map[self.tail.key]
            self._unlink(self.tail)
        node = _Node(key, value)
        self.map[key] = node
        self._push(node)

    def __iter__(self) -> Iterator[K]:
        node = self.head
        while node:
            yield node.key
            node = node.next

    def __len__(self) -> int:
        return len(self.map)


@script
def main(keys: list[int], capacity: int) -> tuple[list[int], int, int, int]:
    cache: LRUCache[int, str] = LRUCache(capacity)
    for k in keys:
        if cache.get(k) is None:
            cache.put(k, f"v{k}")
    return list(cache), cache.hits, cache.misses, len(cache)


CASES = {"main": [([1, 2, 3, 1, 4, 5, 1, 2], 3), ([], 1), ([1, 1, 1], 1), ([1], 0)]}
