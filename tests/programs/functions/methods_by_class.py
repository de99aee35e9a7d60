"""`Place.distance` as a value: chosen, stored, a default of a field."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from jitscript import script


class Point(NamedTuple):
    x: int
    y: int

    def manhattan(self, other: Point) -> float:
        return float(abs(self.x - other.x) + abs(self.y - other.y))

    def euclid(self, other: Point) -> float:
        return math.hypot(self.x - other.x, self.y - other.y)


class Place:
    def __init__(self, x: int) -> None:
        self.x = x

    def distance(self, other: Place) -> float:
        return abs(self.x - other.x) * 1.0

    @staticmethod
    def zero(a: Place, b: Place) -> float:
        return 0.0

    @classmethod
    def of(cls, x: int) -> Place:
        return cls(x + 1)


class Far(Place):
    def distance(self, other: Place) -> float:
        return super().distance(other) + 1000


Heuristic = Callable[[Point, Point], float]


class Finder:
    def __init__(
        self, neighbours: Callable[[Point], Iterable[Point]], heuristic: Heuristic | None = None
    ) -> None:
        self.neighbours = neighbours
        self.heuristic = heuristic or Point.manhattan

    def total(self, p: Point) -> float:
        return math.fsum(self.heuristic(p, q) for q in self.neighbours(p))


class World:
    def __init__(self, n: int, heuristic: Heuristic | None = None) -> None:
        self.n = n
        self.finder = Finder(self.around, heuristic)

    def around(self, p: Point) -> Iterator[Point]:
        for i in range(self.n):
            yield Point(p.x + i, p.y + 1)


class Nearest:
    def __init__(self, distance: Callable[[Place, Place], float] | None = None) -> None:
        self.distance = distance or Place.distance


@script
def searched(n: int, how: str) -> float:
    heuristic = None if how == "m" else Point.euclid if how == "e" else (lambda a, b: 0.5)
    return World(n, heuristic).finder.total(Point(0, 0))


@script
def stored(x: int) -> list[float]:
    a, b = Place(1), Far(x)
    ops: dict[str, Callable[[Place, Place], float]] = {"d": Place.distance, "z": Place.zero}
    found = [ops[name](a, b) for name in ("d", "z")] + [ops["d"](b, a)]
    for nearest in (Nearest(), Nearest(Place.zero), Nearest(lambda a, b: 5.0)):
        found.append(nearest.distance(b, a))
    return found


@script
def made(x: int, plain: bool) -> list[int]:
    make = Place if plain else Place.of
    return [make(i).x for i in range(x)]


@script
def sorted_by(xs: list[int]) -> list[int]:
    start = Place(3)
    places = sorted(map(Place, xs), key=start.distance)
    return [p.x for p in places] + list(map(int, map(Place.distance, places, places[1:])))


CASES = {
    "searched": [(0, "m"), (3, "m"), (3, "e"), (3, "?")],
    "stored": [(1,), (7,)],
    "made": [(3, True), (3, False)],
    "sorted_by": [([5, 1, 3, 9],), ([],)],
}
