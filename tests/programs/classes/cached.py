"""`functools.cached_property`."""

import functools
from dataclasses import dataclass, field
from functools import cached_property

from jitscript import script


class Circle:
    def __init__(self, r: float):
        self.r = r
        self.calls = 0

    @cached_property
    def area(self):
        self.calls += 1
        return 3 * self.r * self.r

    @functools.cached_property
    def text(self) -> str:
        return f"circle of {self.area}"

    @property
    def double(self):
        return 2 * self.area


class Ring(Circle):
    @cached_property
    def area(self) -> float:
        if self.r < 0:
            raise ValueError("negative")
        return self.r + self.extra

    @cached_property
    def extra(self) -> float:
        print("extra")
        return 0.5


@dataclass
class Data:
    values: list[int] = field(default_factory=list)
    scale: int = 2

    @cached_property
    def total(self) -> int:
        print("adding")
        return sum(self.values) * self.scale

    @cached_property
    def largest(self) -> int | None:
        return max(self.values) if self.values else None

    @cached_property
    def parts(self) -> list[int]:
        return [v for v in self.values if v > 0]


class Early:
    def __init__(self, n: int):
        self.n = n
        self.m = self.twice + 1

    @cached_property
    def twice(self) -> int:
        print("twice", self.n)
        return 2 * self.n


@script
def circles(r: float):
    c = Circle(r)
    first = c.text, c.area + c.area, c.double, c.calls
    c.r = 100.0
    before = c.area
    c.area = 7.0
    return first, before, c.area, c.text, c.calls


@script
def rings(r: float):
    shapes = [Circle(r), Ring(r)]
    total = 0.0
    for _ in range(2):
        for shape in shapes:
            total += shape.area
    return total, shapes[1].double


@script
def data(values: list[int]):
    d = Data(values)
    found = d.total, d.largest, d.parts
    values.append(50)
    d.parts.append(1)
    if d.largest is not None:
        print(d.largest + 1)
    return found, d.total, d.largest, d.parts is d.parts, d.parts, d == Data(values), repr(d)


@script
def early(n: int):
    e = Early(n)
    return e.m, e.twice


CASES = {
    "circles": [(2.0,), (0.5,)],
    "rings": [(1.0,), (-1.0,)],
    "data": [([1, -2, 3],), ([],)],
    "early": [(4,)],
}
