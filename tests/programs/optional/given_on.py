"""What may be None is given where None is not taken: that is an error only where it is None."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Optional

from jitscript import script


def maybe(n: int) -> int | None:
    return n if n > 0 else None


def text(s: str) -> Optional[str]:
    return s or None


class Node:
    def __init__(self, key: int):
        self.key = key
        self.prev: Optional[Node] = None
        self.next: Optional[Node] = None


class Ring:
    def __init__(self, capacity: int):
        self.capacity = capacity
        self.map: dict[int, Node] = {}
        self.head = Node(-1)
        self.tail = Node(-2)
        self.head.next = self.tail
        self.tail.prev = self.head

    def _remove(self, node: Node) -> None:
        node.prev.next = node.next
        node.next.prev = node.prev

    def _add(self, node: Node) -> None:
        before = self.tail.prev
        before.next = node
        node.prev = before
        node.next = self.tail
        self.tail.prev = node

    def use(self, key: int) -> bool:
        known = key in self.map
        if known:
            self._remove(self.map[key])
        node = self.map[key] = Node(key)
        self._add(node)
        if len(self.map) > self.capacity:
            oldest = self.head.next
            self._remove(oldest)
            del self.map[oldest.key]
        return known


@script
def to_methods(keys: list[int], capacity: int) -> list[bool]:
    ring = Ring(capacity)
    return [ring.use(k) for k in keys]


@script
def to_builtins(n: int) -> tuple[int, float, str]:
    return abs(maybe(n)), float(maybe(n)), chr(maybe(n))


@script
def to_int(s: str) -> int:
    return int(text(s))


@script
def to_float(s: str) -> float:
    return float(text(s))


@script
def to_math(n: int) -> float:
    return math.sqrt(maybe(n))


@script
def to_ord(s: str) -> int:
    return ord(text(s))


@script
def to_range(n: int) -> list[int]:
    return list(range(maybe(n)))


@script
def as_index(xs: list[int], n: int) -> int:
    xs[maybe(n)] += 10
    return xs[maybe(n)]


@script
def deleted(xs: list[int], n: int) -> None:
    del xs[maybe(n)]


@script
def of_text(s: str, n: int) -> str:
    return s[maybe(n)]


@script
def of_tuple(t: tuple[int, ...], n: int) -> int:
    return t[maybe(n)]


@script
def of_bytes(b: bytes, n: int) -> int:
    return b[maybe(n)]


def best(xs: list[int], sign: int) -> tuple[int, Optional[int]]:
    found = None
    where = None
    for i, x in enumerate(xs):
        if found is None or x * sign > found:
            found, where = x * sign, i
    return found, where


@script
def returned(xs: list[int], sign: int) -> int:
    value, where = best(xs, sign)
    xs[where] = 0
    return value


def first_above(xs: list[float], limit: float) -> float:
    found = None
    for x in xs:
        if x > limit:
            found = x
            break
    return found


@script
def returned_alone(xs: list[float], limit: float) -> float:
    return first_above(xs, limit) * 2


@dataclass
class Point:
    x: int
    y: float = 0.0


@script
def to_fields(n: int) -> str:
    return f"{Point(maybe(n))} {Point(maybe(n + 1), 0.5)}"


CASES = {
    "to_fields": [(3,)],
    "to_methods": [([1, 2, 3, 1, 4, 2, 1], 3), ([1, 1, 2, 1], 1)],
    "to_builtins": [(3,), (-3,)],
    "to_int": [("12",), ("",), ("x",)],
    "to_float": [("1.5",), ("",)],
    "to_math": [(4,), (-1,)],
    "to_ord": [("a",), ("",), ("ab",)],
    "to_range": [(3,), (-1,)],
    "as_index": [([1, 2, 3], 1), ([1], -1), ([1], 5)],
    "deleted": [([1, 2, 3], 1), ([1], -1)],
    "of_text": [("abc", 1), ("abc", -1)],
    "of_tuple": [((1, 2), 1), ((1, 2), -1)],
    "of_bytes": [(b"abc", 1), (b"abc", -1)],
    "returned": [([3, 1, 2], 1), ([3, 1, 2], -1)],
    "returned_alone": [([1.0, 2.5], 2.0)],
}
