"""Classes whose instances Python holds in tests, and functions over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

import jitscript as js
from jitscript import script


@dataclass
class Point:
    """A point."""

    x: float
    y: float = 2.0
    tags: list[int] = field(default_factory=list)
    UNIT: ClassVar[float] = 1.0

    def norm(self, scale: float = 1.0, *, shift: float = 0.0) -> float:
        return scale * (self.x * self.x + self.y * self.y) ** 0.5 + shift

    def moved(self, by: Point) -> Point:
        self.x += by.x
        self.y += by.y
        return self

    def double(self) -> Point:
        return Point(2 * self.x, 2 * self.y, self.tags)

    @property
    def area(self) -> float:
        return self.x * self.y

    @area.setter
    def area(self, wanted: float) -> None:
        self.y = wanted / self.x

    @staticmethod
    def origin() -> Point:
        return Point(0.0, 0.0)

    @classmethod
    def unit(cls) -> Point:
        return cls(cls.UNIT, cls.UNIT)

    def fails(self, n: int) -> int:
        self.x = -1.0
        if n > 0:
            raise ValueError(f"no {n}")
        return n

    def any_number(self, *args: int) -> int:
        return len(args)

    def says_nothing(self):  # type: ignore[no-untyped-def]
        return self.tags

    def each(self) -> Iterator[int]:
        yield from self.tags


class Node:
    key: int
    weight: float
    name: str
    left: Node | None
    right: Node | None
    kids: list[Node]
    seen: dict[str, int]
    span: tuple[int, str]

    def __init__(self, key: int, left: Node | None = None):
        self.key = key
        self.weight = 0.5
        self.name = f"n{key}"
        self.left = left
        self.right = None
        self.kids = []
        self.seen = {}
        self.span = (key, "s")
        if key < 0:
            raise ValueError("negative key")

    def grow(self, n: int) -> Node | None:
        found: Node | None = None
        for i in range(n):
            found = Node(self.key + i)
            self.kids.append(found)
            self.seen[found.name] = i
        return found

    def end(self) -> Node:
        node = self
        for _ in range(50):
            if node.left is None:
                break
            node = node.left
        return node

    def adopt(self, other: Node) -> list[Node]:
        other.left = self.right
        self.right = other
        self.kids += [other, self]
        return self.kids

    def swap(self) -> None:
        self.left, self.right = self.right, self.left
        self.span = (self.span[0] + 1, self.span[1] + "t")

    def counts(self) -> dict[str, int]:
        return self.seen

    def total(self) -> float:
        return self.weight + sum([kid.key for kid in self.kids])


P, N = js.Object[Point], js.Object[Node]


@script
def shift(p: Point, by: float) -> None:
    p.x += by
    p.tags.append(int(by))


@script
def same(p: Point) -> js.Object[Point]:
    return p


@script
def points(n: int) -> js.List[js.Object[Point]]:
    return [Point(float(i)) for i in range(n)]


@script
def nearest(points: list[Point]) -> js.Object[Point] | None:
    best: Point | None = None
    for p in points:
        if best is None or p.norm() < best.norm():
            best = p
    return best
