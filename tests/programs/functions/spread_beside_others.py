"""`*xs` beside other arguments of functions that take any number."""

from __future__ import annotations

import math
from itertools import chain, product

from jitscript import script


@script
def largest(a: int, xs: list[int]) -> tuple[int, int, int]:
    return max(a, *xs), min(*xs, a), max(*xs, 3, *xs)


@script
def of_several_types(a: float, xs: list[int]):
    return max(a, *xs)


@script
def widths(head: list[str], cells: list[list[str]]) -> list[int]:
    return [max(len(h), *(len(row[i]) for row in cells)) for i, h in enumerate(head)]


@script
def of_integers(a: int, xs: list[int]) -> tuple[int, int, float]:
    return math.gcd(a, *xs), math.lcm(a, 4, *xs), math.hypot(a, *xs)


@script
def of_sets(a: set[int], xs: list[set[int]]) -> tuple[set[int], set[int]]:
    return a.union({9}, *xs), set.union(a, *xs)


@script
def gone_through(a: list[int], xs: list[list[int]]):
    return list(chain(a, *xs, [5])), list(zip(a, *xs)), sorted(product(a, *xs))[:3]


CASES = {
    "largest": [(2, [1, 5]), (2, [])],
    "of_several_types": [(2.5, [1, 2]), (0.5, [1])],
    "widths": [(["a", "bbb"], [["xx", "y"], ["q", "zzzz"]]), (["a"], [])],
    "of_integers": [(12, [8, 6]), (4, [])],
    "of_sets": [({1}, [{1, 2}, {1, 3}])],
    "gone_through": [([1, 2], [[3, 4], [5, 6]])],
}
