"""Caches whose keys are tuples of any length and frozen dataclasses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from jitscript import script


@cache
def total(numbers: tuple[int, ...]) -> int:
    print("total", numbers)
    return sum(numbers)


@cache
def ways(state: tuple[tuple[int, ...], int]) -> int:
    cells, left = state
    if left == 0:
        return sum(cells)
    return ways((cells[1:] + cells[:1], left - 1)) + 1


@cache
def subsets(numbers: tuple[int, ...], target: int) -> int:
    if not numbers:
        return int(target == 0)
    return subsets(numbers[1:], target) + subsets(numbers[1:], target - numbers[0])


@cache
def best(rows: tuple[tuple[int, ...], ...], depth: int) -> int:
    if depth == 0:
        return sum(i * sum(row) for i, row in enumerate(rows))
    turned = best(rows[1:] + rows[:1], depth - 1)
    return max(turned, best(tuple(row[::-1] for row in rows), depth - 1))


@dataclass(frozen=True)
class Point:
    x: int
    y: float
    name: str = "a"
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    a: Point
    b: Point


@dataclass(frozen=True)
class Tree:
    value: int
    left: Tree | None = None
    right: Tree | None = None


class Named(NamedTuple):
    x: int
    label: str


@cache
def distance(a: Point, b: Point) -> float:
    print("distance", a, b)
    return abs(a.x - b.x) + abs(a.y - b.y)


@lru_cache(maxsize=2)
def length(line: Line, unit: str) -> str:
    print("length", line.a.tags)
    return str(distance(line.a, line.b)) + unit


@cache
def size(tree: Tree | None) -> int:
    return 0 if tree is None else 1 + size(tree.left) + size(tree.right)


@cache
def named(a: Named, words: frozenset[str], more: tuple[int, ...] | None) -> int:
    print("named", a)
    return a.x + len(words) + len(more or ())


@script
def of_tuples(n: int) -> tuple[int, int, int]:
    total.cache_clear()
    found = total(tuple(range(n))) + total((1, 2)) + total(()) + total((0, 1, 2))
    return found, total.cache_info().hits, total.cache_info().misses


@script
def of_states(numbers: list[int]) -> tuple[int, int, int]:
    row = tuple(numbers)
    return ways((row, 3)), subsets(row, 5), best(tuple(row[i:] for i in range(len(row))), 4)


@script
def of_points(x: int, y: float, tag: str) -> tuple[list[str], float, int]:
    p, q = Point(x, y), Point(x + 2, y * 2.5, "b", (tag, tag * 40))
    distance.cache_clear()
    length.cache_clear()
    lines = [Line(p, q), Line(p, q), Line(q, p), Line(Point(p.x, p.y), q), Line(p, q)]
    texts = [length(line, "m") for line in lines]
    return texts, distance(q, p), distance.cache_info().hits


@script
def of_trees(n: int) -> tuple[int, int, int]:
    size.cache_clear()
    found = size(Tree(n, Tree(1), Tree(1, Tree(n)))), size(Tree(1))
    return *found, size.cache_info().hits


@script
def of_names(n: int) -> int:
    named.cache_clear()
    first = named(Named(n, "a" * n), frozenset(["a", str(n)]), None)
    again = named(Named(n, "a" * n), frozenset([str(n), "a"]), None)
    return first + again + named(Named(n, "a" * n), frozenset([str(n), "a"]), (n,))


CASES = {
    "of_tuples": [(3,), (3,), (0,)],
    "of_states": [([1, 2, 3, 4],), ([],), ([1, 2, 3, 4],)],
    "of_points": [(1, 2.0, "x"), (1, 2.0, "x"), (0, 0.0, "")],
    "of_trees": [(4,), (1,)],
    "of_names": [(5,), (5,)],
}
