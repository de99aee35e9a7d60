"""`*xs` of lists and generators in calls: as many arguments as there are."""

import math
from dataclasses import dataclass
from itertools import chain

from jitscript import script


@dataclass
class Point:
    x: int
    y: int


class Pair:
    def __init__(self, a: str, b: str) -> None:
        self.a, self.b = a, b


def two(a: int, b: int) -> int:
    return 10 * a + b


def three(a: int, b: int, c: int, *, d: int = 0) -> int:
    return 100 * a + 10 * b + c + d


@script
def printed(xs: list[int], words: list[str], n: int) -> None:
    print(*xs)
    print(*xs, sep=", ", end="!\n")
    print("a", *words, n, *xs, sep="|", flush=True)
    print(n, words, end="", flush=False)
    print(round(n / 3, ndigits=2), round(n, ndigits=-1), flush=True)
    print(*(x * 2 for x in xs), *map(str, xs))
    print(*range(n), *"ab", *(1, 2.5, None))
    print(*[[1, 2], [3]], *{"k": 1}, *words[::-1])


@script
def point(s: str) -> tuple[int, int]:
    p = Point(*map(int, s.split()))
    return p.x, p.y


@script
def pair(s: str) -> str:
    p = Pair(*s.split("="))
    return p.b + p.a


@script
def called(xs: list[int]) -> int:
    return two(*xs)


@script
def after(n: int, xs: list[int]) -> int:
    return three(n, *xs, d=1)


def nothing() -> int:
    return 7


@script
def none(xs: list[int]) -> int:
    return nothing(*xs)


@script
def nested(xs: list[float]) -> float:
    def area(a, b):
        return a * b

    return area(*xs)


@script
def extremes(xs: list[int]) -> int:
    return max(*xs) - min(*xs)


@script
def extremes_of_floats(xs: list[float]) -> float:
    return max(*xs)


@script
def divisors(xs: list[int]) -> tuple[int, int]:
    return math.gcd(*xs), math.lcm(*xs)


@script
def chained(rows: list[list[int]]) -> list[int]:
    return [x + 1 for x in chain(*rows)]


CASES = {
    "printed": [([1, 2, 3], ["x", "é"], 2), ([], [], 0), ([5], ["😀"], 1)],
    "point": [("1 2",), ("1",), ("",), ("1 2 3",), ("1 x",)],
    "pair": [("a=b",), ("a",), ("a=b=c",)],
    "called": [([1, 2],), ([1],), ([],), ([1, 2, 3],)],
    "after": [(1, [2, 3]), (1, [2]), (1, []), (1, [2, 3, 4])],
    "none": [([],), ([1],), ([1, 2],)],
    "nested": [([2.0, 3.5],)],
    "extremes": [([3, 1, 2],), ([4, 4],), ([4],), ([],)],
    "extremes_of_floats": [([3.0, 1.5],), ([4.0],), ([],)],
    "divisors": [([12, 18],), ([],), ([-4],), ([0, 6],)],
    "chained": [([[1], [], [2, 3]],), ([],)],
}
