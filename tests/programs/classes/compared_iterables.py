"""Instances that can be gone through, where they are compared or added as they are."""

from collections.abc import Iterator
from math import prod

from jitscript import script


@script
class Vector:
    x: int
    y: int

    def __init__(self, x: int, y: int) -> None:
        self.x = x
        self.y = y

    def __iter__(self) -> Iterator[int]:
        yield self.x
        yield self.y

    def __add__(self, other: "Vector") -> "Vector":
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, other: "Vector") -> "Vector":
        return Vector(self.x * other.x, self.y * other.y)

    def __lt__(self, other: "Vector") -> bool:
        return self.x < other.x

    def __gt__(self, other: "Vector") -> bool:
        return self.x > other.x


@script
class Row:
    n: int

    def __init__(self, n: int) -> None:
        self.n = n

    def __len__(self) -> int:
        return self.n

    def __getitem__(self, i: int) -> int:
        if i >= self.n:
            raise IndexError(i)
        return i * 10

    def __lt__(self, other: "Row") -> bool:
        return self.n > other.n

    def __gt__(self, other: "Row") -> bool:
        return self.n < other.n


@script
def extremes(n: int) -> tuple[int, int, int, list[int]]:
    a, b, c = Vector(1, 2), Vector(n, 0), Vector(2, -n)
    return min(a, b).x, max(a, b).x, max(a, b, c).y, list(min(a, b, key=lambda v: v.y))


@script
def backwards(n: int) -> tuple[int, int]:
    return min(Row(n), Row(2)).n, max(Row(n), Row(2), Row(3)).n


@script
def of_elements(n: int) -> tuple[int, int, int, int, int]:
    v = Vector(3, n)
    return min(v), max(v), sum(v), sum(v, 10), max(Row(n + 1))


@script
def summed(n: int) -> list[int]:
    return list(sum([Vector(i, 1) for i in range(n)], Vector(0, 0)))


@script
def multiplied(n: int) -> list[int]:
    return list(prod([Vector(i, 2) for i in range(1, n)], start=Vector(1, 1)))


NUMBERS = [(0,), (1,), (2,), (5,)]
CASES = dict.fromkeys(("extremes", "backwards", "of_elements", "summed", "multiplied"), NUMBERS)
