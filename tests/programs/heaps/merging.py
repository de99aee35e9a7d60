"""`heapq.merge`: of lists, generators and others, by key, from above, and as far as is asked."""

from __future__ import annotations

import heapq
from collections.abc import Iterator

from jitscript import script


def told(name: str, xs: list[int]) -> Iterator[int]:
    print("begin", name)
    for x in xs:
        print(name, x)
        yield x
    print("end", name)


@script
def of_lists(a: list[int], b: list[int], c: list[int]) -> tuple[list[int], list[int], list[int]]:
    return list(heapq.merge(a, b, c)), list(heapq.merge(a)), list(heapq.merge(b, c))


@script
def reversed_and_keyed(a: list[int], b: list[int]) -> tuple[list[int], list[int], list[int]]:
    down = list(heapq.merge(sorted(a, reverse=True), sorted(b, reverse=True), reverse=True))
    by_rest = list(heapq.merge(a, b, key=lambda x: x % 10))
    both = list(heapq.merge(a, b, b, key=lambda x: -abs(x), reverse=True))
    return down, by_rest, both


@script
def in_turn(a: list[int], b: list[int], n: int) -> list[int]:
    got: list[int] = []
    for x in heapq.merge(told("a", a), told("b", b), [3, 4]):
        print("got", x)
        got.append(x)
        if len(got) == n:
            break
    return got


@script
def kept(a: list[int], b: list[int]) -> list[int]:
    merged = heapq.merge(told("a", a), (x * 2 for x in b))
    first = next(merged, -1)
    return [first, next(merged, -1), *merged]


@script
def floats(a: list[float], b: list[float]) -> tuple[list[float], list[float]]:
    return list(heapq.merge(a, b, [0.0, -0.0])), list(heapq.merge(a, b, reverse=True))


@script
def rows(n: int) -> list[tuple[str, int]]:
    left = [("a", n), ("c", 1)]
    right = [("a", 2), ("b", n), ("c", 1)]
    return list(heapq.merge(left, right, key=lambda r: r[0]))


@script
def of_rows(table: list[list[int]]) -> tuple[list[int], list[int], list[int]]:
    squares = [[x * x for x in row] for row in table]
    down = heapq.merge(*table, key=lambda x: -x, reverse=True)
    return list(heapq.merge(*table)), list(down), list(heapq.merge([2, 3], *squares))


@script
def ends(xs: list[int], n: int) -> tuple[list[int], list[int], list[int]]:
    most = heapq.nlargest(n, (x * 7 % 11 for x in xs))
    least = heapq.nsmallest(n, told("xs", xs))
    keyed = heapq.nlargest(n, (x for x in xs if x > 0), key=lambda x: -x)
    return most, least, keyed


NAN, OTHER = float("nan"), float("nan")  # CPython takes one object for equal to itself
CASES = {
    "of_lists": [([1, 4], [2, 3, 9], [0, 3]), ([], [], []), ([], [1], []), ([5, 1], [3, 0], [2])],
    "reversed_and_keyed": [([1, 13, 25], [11, 2, 5]), ([], [3])],
    "in_turn": [([1, 3, 5], [2, 3, 9], 99), ([1, 3, 5], [2, 3, 9], 2), ([], [], 9), ([], [3], 4)],
    "kept": [([1, 3, 5], [1, 3]), ([], []), ([2], [])],
    "floats": [([1.0, NAN, 2.0], [OTHER, 0.5, -1.0]), ([3.0, 1.0], [2.0, OTHER]), ([-0.0], [0.0])],
    "rows": [(1,), (2,), (3,)],
    "of_rows": [([[1, 4], [2, 3], [0]],), ([],), ([[3]],), ([[], [1]],)],
    "ends": [([5, 3, 8, 1], 2), ([5, 3, 8, 1], 9), ([5, 3, 8, 1], 1), ([], 3)],
}
