"""`functools.cmp_to_key`; what the user's code compares is asked in CPython's order."""

import bisect
import functools
import heapq
from functools import cmp_to_key

from jitscript import script


def backwards(a: int, b: int) -> int:
    return b - a


class Version:
    def __init__(self, number: int):
        self.number = number

    def __lt__(self, other: "Version") -> bool:
        print(self.number, other.number)
        return self.number % 10 < other.number % 10


@script
def orders(xs: list[int], words: list[str]):
    words.sort(key=cmp_to_key(lambda a, b: (a > b) - (a < b)), reverse=True)
    longest = max(words, key=functools.cmp_to_key(lambda a, b: len(a) - len(b)), default="")
    return sorted(xs, key=cmp_to_key(backwards)), longest


@script
def largest_number(numbers: list[int]) -> str:
    def compare(a: str, b: str) -> int:
        if a + b > b + a:
            return -1
        return 1 if a + b < b + a else 0

    texts = [str(n) for n in numbers]
    texts.sort(key=cmp_to_key(compare))
    return "".join(texts)


@script
def asked(xs: list[int], limit: int):
    log: list[tuple[int, int]] = []

    def compare(a, b):
        log.append((a, b))
        if len(log) > limit:
            raise ValueError(f"{a} and {b}")
        return (a % 10 - b % 10) / 2

    try:
        print(sorted(xs, key=cmp_to_key(compare), reverse=len(xs) % 2 == 0))
    except ValueError as e:
        print(e)
    return log


@script
def versions(xs: list[int]):
    made = [Version(x) for x in xs]
    up, down = sorted(made), sorted(made, reverse=True)
    keyed, pairs = sorted(xs, key=Version), sorted([(x % 3, Version(x)) for x in xs if x > 2])
    return [v.number for v in up], [v.number for v in down], keyed, [v.number for _, v in pairs]


@script
def keys(xs: list[str]):
    key = cmp_to_key(lambda a, b: len(a) - len(b))
    heap = [(key(x), x) for x in xs]
    heapq.heapify(heap)
    out = []
    while heap:
        out.append(heapq.heappop(heap)[1])
    same = [key(x) == key(y) or key(x) >= key(y) for x in xs for y in xs]
    mixed = sorted(xs, key=lambda s: (key(s), s))
    return out, same, [key(x).obj for x in xs], mixed, heapq.nlargest(2, xs, key=key)


@script
def smallest(n: int, rows: list[tuple[str, int]]):
    return heapq.nsmallest(n, rows, key=lambda r: r[1]), heapq.nlargest(n, rows, lambda r: -r[1])


@script
def places(rows: list[tuple[str, int]], n: int):
    first = bisect.bisect_left(rows, n, key=lambda r: r[1])
    last = bisect.bisect(rows, n, key=lambda r: r[1])
    bisect.insort(rows, ("new", n), key=lambda r: r[1])
    bisect.insort_left(rows, ("newer", n), 0, len(rows), key=lambda r: r[1])
    return first, last


MANY = [(i * 7919) % 211 for i in range(90)]
CASES = {
    "orders": [([3, 1, 2], ["a", "ccc", "bb"]), ([], [])],
    "largest_number": [([3, 30, 34, 5, 9],), ([],), ([0, 0],)],
    "asked": [([3, 1, 2], 99), (MANY, 10**6), (MANY[:31], 10**6), (MANY[:8], 5), ([], 0)],
    "versions": [([5, 2, 8, 1, 9, 13, 3],), (MANY[:20],), ([],)],
    "keys": [(["abc", "d", "ef", "g", "hi"],), ([],)],
    "places": [([("a", 1), ("b", 3), ("c", 3), ("d", 9)], 3), ([], 0)],
    "smallest": [(2, [("a", 3), ("b", 1), ("c", 1), ("d", 4)]), (0, [("a", 1)]), (-1, []), (5, [])],
}
