"""Instances as keys of dicts and elements of sets: `__hash__` and `__eq__` of one's own, and those
that `dataclass` makes."""

from __future__ import annotations

from dataclasses import dataclass

from jitscript import script


@dataclass(frozen=True)
class Place:
    row: int
    name: str


class Rest:
    def __init__(self, n: int):
        self.n = n

    def __hash__(self) -> int:
        return self.n % 3

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rest) and self.n == other.n


@script
def counted(n: int) -> list[int]:
    counts: dict[Place, int] = {}
    for i in range(n):
        key = Place(i % 5, "x" if i % 2 else "y")
        counts[key] = counts.get(key, 0) + i
    return [*counts.values(), len(counts), int(Place(3, "x") in counts)]


@script
def distinct(n: int) -> tuple[int, bool, bool]:
    seen: set[Rest] = set()
    for i in range(n):
        seen.add(Rest(i % 7))
    return len(seen), Rest(6) in seen, Rest(7) in seen


@script
def hashed(n: int) -> tuple[int, bool]:
    return hash(Rest(n)), hash(Place(n, "a")) == hash((n, "a"))


CASES = {
    "counted": [(0,), (7,), (40,)],
    "distinct": [(0,), (5,), (20,)],
    "hashed": [(0,), (5,), (-7,)],
}
