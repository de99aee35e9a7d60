"""Generic dataclasses: what they hold is told by the arguments, or learned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from jitscript import script

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True)
class Page(Generic[T]):
    items: list[T]
    number: int
    total: int = 0

    @property
    def has_next(self) -> bool:
        return self.number * len(self.items) < self.total

    def map(self, f: Callable[[T], K]) -> Page[K]:
        return Page([f(x) for x in self.items], self.number, self.total)


@dataclass
class Stack(Generic[T]):
    items: list[T] = field(default_factory=list)

    def push(self, x: T) -> Stack[T]:
        self.items.append(x)
        return self


@dataclass(order=True)
class Pair(Generic[K, T]):
    key: K
    value: T


def paginate(items: list[T], page: int = 1, size: int = 2) -> Page[T]:
    if page < 1:
        raise ValueError("page starts at 1")
    return Page(items[(page - 1) * size : page * size], page, len(items))


@script
def pages(n: int) -> list[list[int]]:
    out = []
    number = 1
    while (p := paginate(list(range(n)), number)).items:
        out.append(p.items)
        if not p.has_next:
            break
        number += 1
    return out


@script
def mapped(words: list[str], page: int) -> tuple[list[int], list[str], int]:
    p = paginate(words, page)
    return p.map(len).items, p.map(lambda w: w + "!").items, p.map(len).total


@script
def pushed(n: int) -> tuple[list[int], list[str]]:
    a, b = Stack(), Stack(["x"])
    for i in range(n):
        a.push(i)
        b.push(str(i))
    return a.items, b.items


@script
def ordered(words: list[str]) -> list[tuple[int, str]]:
    pairs = sorted(Pair(len(w), w) for w in words)
    best = max(pairs, default=Pair(0, ""))
    return [(p.key, p.value) for p in [*pairs, best]]


CASES = {
    "pages": [(0,), (5,), (4,)],
    "mapped": [(["a", "bb", "ccc"], 1), (["a", "bb", "ccc"], 2), ([], 1), (["a"], 0)],
    "pushed": [(0,), (2,)],
    "ordered": [(["bb", "a", "cc"],), ([],)],
}
