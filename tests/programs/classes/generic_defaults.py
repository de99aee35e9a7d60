"""Generic classes made by what an annotation says, with parameters of their variables."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Generic, Optional, TypeVar

from jitscript import script

K = TypeVar("K")
V = TypeVar("V")


class Cache(Generic[K, V]):
    def __init__(self, capacity: int = 2) -> None:
        self.capacity = capacity
        self.data: OrderedDict[K, V] = OrderedDict()
        self.misses = 0

    def get(self, key: K, default: Optional[V] = None) -> Optional[V]:
        try:
            value = self.data[key]
        except KeyError:
            self.misses += 1
            return default
        self.data.move_to_end(key)
        return value

    def put(self, key: K, value: V) -> None:
        self.data[key] = value
        self.data.move_to_end(key)
        if len(self.data) > self.capacity:
            self.data.popitem(last=False)


class Pair(Generic[K]):
    def __init__(self, name: str, first: K | None = None) -> None:
        self.name = name
        self.items: list[K] = [] if first is None else [first]

    def add(self, x: K) -> Pair[K]:
        self.items.append(x)
        return self


@script
def cached(n: int, capacity: int) -> tuple[str, int, str | None]:
    cache: Cache[int, str] = Cache(capacity)
    out = ""
    for i in range(n):
        key = i * 7 % 5
        found = cache.get(key)
        if found is None:
            cache.put(key, f"<{key}>")
        out += cache.get(key, "?") or ""
    return out, cache.misses, cache.get(-1, "none")


@script
def learned(n: int) -> tuple[list[float], list[str], list[int]]:
    a: Pair[float] = Pair("a")
    b: Pair[str] = Pair(name="b", first="x")
    c = Pair("c", n)
    a.add(1.0).add(2.5)
    return a.items, b.add("y").items, c.add(4).items


class Bag(Generic[V]):
    def __init__(self, items: Iterable[V] = ()) -> None:
        self.items: list[V] = []
        for x in items:
            self.put(x)

    def put(self, item: V) -> None:
        self.items.append(item)


@script
def told_by_elements(words: list[str], marks: set[float]):
    ints: Bag[int] = Bag([3, 1])
    bag, empty = Bag(words), Bag(())
    empty.put("x")
    return ints.items, bag.items, sorted(Bag(marks).items), Bag((1, 2)).items, empty.items


CASES = {
    "told_by_elements": [(["a", "b"], {2.5, 1.0}), ([], set())],
    "cached": [(0, 1), (20, 2), (20, 5), (9, 0)],
    "learned": [(3,)],
}
