"""Named tuples: fields, defaults, methods, what every tuple does, and what they do besides."""

from collections import namedtuple
from typing import NamedTuple, Optional

from jitscript import script


class Point(NamedTuple):
    x: int
    y: float = 0.5

    @property
    def total(self) -> float:
        return self.x + self.y

    def moved(self, dx: int, dy: float = 0.0) -> "Point":
        return self._replace(x=self.x + dx, y=self.y + dy)

    @staticmethod
    def unit() -> "Point":
        return Point(1, 1.0)

    @classmethod
    def of(cls, pair: tuple[int, float]) -> "Point":
        return cls(pair[0], pair[1])


class Vector(NamedTuple):
    a: int
    b: int

    def __add__(self, other: "Vector") -> "Vector":  # type: ignore[override]
        return Vector(self.a + other.a, self.b + other.b)

    def __mul__(self, k: int) -> "Vector":  # type: ignore[override]
        return Vector(self.a * k, self.b * k)

    def __neg__(self) -> "Vector":
        return Vector(-self.a, -self.b)

    def __abs__(self) -> int:
        return abs(self.a) + abs(self.b)

    def __str__(self) -> str:
        return f"<{self.a},{self.b}>"


class Segment(NamedTuple):
    start: Point
    end: Point
    label: Optional[str] = None


class Empty(NamedTuple):
    pass


Pair = namedtuple("Pair", "left right", defaults=(7,))


class Named(namedtuple("Named", ["key", "value"])):
    def shown(self) -> str:
        return f"{self.key}={self.value}"


ORIGIN = Point(0, 0.0)
ROUTE = (Point(1), Point(2, -0.0))


@script
def made(x: int, y: float) -> None:
    p = Point(x, y)
    print(p, Point(x), Point(y=y, x=x), Point.unit(), Point.of((x, y)), Point._make((x, y)))
    print(p.x, p.y, p.total, p.moved(2), p.moved(1, dy=0.25), len(p), Point._fields)
    print(f"{p} {p!r} {str(p)} {repr(p)}", Empty(), bool(Empty()), bool(p))
    print(p._asdict(), Segment(p, ORIGIN)._asdict(), p._replace(), p._replace(y=1.5))


@script
def as_tuple(x: int) -> None:
    p = Point(x, 2.0)
    a, b = p
    first, *rest = p
    print(a, b, first, rest, p[0], p[-1], p[::-1], p + (1,), (1,) + p, p * 2, list(p), tuple(p))
    print(p == (x, 2.0), p != (x, 2.0), (x, 2.0) == p, p < (x, 3.0), p == (x, 2.0, 0), 2.0 in p)
    print(p.count(2.0), p.index(2.0), max(p), sum(p), min(Point(3), Point(2)), sorted([p, ORIGIN]))
    print(isinstance(p, tuple), isinstance(p, Point), isinstance((1, 2.0), Point))
    for item in p:
        print(item, end=" ")
    for i, item in enumerate(p):
        print(i, item, end=" ")
    print([y for _, y in [p, Point(1)]])


@script
def captured(i: int) -> tuple[float, int]:
    return ROUTE[1].y + ORIGIN.y, ROUTE[0].x + ORIGIN.x + i


@script
def with_operators(n: int) -> None:
    v, w = Vector(n, 2), Vector(3, 4)
    print(v + w, repr(v * n), -v, abs(w), v == w, [v], {v: str(w)}, f"{v}|{v!r}")
    total = Vector(0, 0)
    for k in range(n):
        total = total + w * k
    print(total)


@script
def untyped(n: int) -> None:
    p = Pair(n)
    q = Pair("a", right=n * 0.5)
    print(p, q, p.left, q.left.upper(), p._replace(left=2), Named("k", n).shown(), Named(1, 2))
    print(p < Pair(n, 8), p == (n, 7), {p: 1}[Pair(n, 7)], [Pair(1), Pair(2)][1].right)


@script
def joined(n: int) -> None:
    found: Optional[Point] = None
    for i in range(n):
        if i == 2:
            found = Point(i)
    if found is None:
        print("none")
    else:
        print(found.x, found)
    either = Point(1) if n > 1 else (1, 0.5)
    print(either, either == (1, 0.5))
    s = Segment(Point(n), Point(1, 1.0), "s" if n % 2 else None)
    if s.label is not None:
        print(s.label.upper(), s.end.total)
    print(s)


@script
def matched(n: int) -> str:
    p = Point(n, 0.0)
    match p:
        case Point(0, _):
            return "zero"
        case Point(x=1, y=y):
            return f"one {y}"
        case (a, b) if a > 5:
            return f"big {a} {b}"
        case _:
            return "other"


@script
def in_containers(n: int) -> None:
    seen = {Point(i % 3, i * 0.5) for i in range(n)}
    counts: dict[Point, int] = {}
    for i in range(n):
        p = Point(i % 2, 0.0)
        counts[p] = counts.get(p, 0) + 1
    points = [Point(i, -i * 1.0) for i in range(n)]
    points.append(ORIGIN)
    points.sort(key=lambda p: p.y)
    print(sorted(seen), counts, points, Point(0, 0.0) in points, points.index(ORIGIN))
    table = {p.x: p for p in points}
    print(table, [Segment(a, b) for a, b in zip(points, points[1:])][:1])


@script
def failing(n: int) -> int:
    points = [Point(1), Point(2)]
    if n == 0:
        return points[5].x
    if n == 1:
        return Point._make((1, 2.0, 3)).x
    return points.index(Point(n))


CASES = {
    "made": [(3, 0.1), (-(2**63), float("inf")), (0, -0.0)],
    "as_tuple": [(1,), (2**63 - 1,)],
    "captured": [(4,)],
    "with_operators": [(0,), (3,)],
    "untyped": [(4,)],
    "joined": [(1,), (3,)],
    "matched": [(0,), (1,), (6,), (3,)],
    "in_containers": [(0,), (5,)],
    "failing": [(0,), (1,), (2,)],
}
