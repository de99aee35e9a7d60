"""Classes of Python's whose methods are decorated, one by one: what each trial gives."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from jitscript import script

T = TypeVar("T")


class Machine:
    scale: int = 3

    def __init__(self, k: int):
        self.k = k
        self.seen: list[int] = []

    @script
    def run(self, a: int) -> int:
        s = 0
        for i in range(a):
            s += i * self.k
        self.seen.append(s)
        self.k += 1
        return s + self.scale

    @script
    def again(self, n: int = 2) -> int:
        return self.run(n) + self.plain(n)

    def plain(self, n: int) -> int:
        return n + self.k

    @script
    def fails(self, n: int) -> int:
        self.k = n
        self.seen.append(n)
        return 100 // (n - 1)

    @staticmethod
    @script
    def twice(x: int) -> int:
        return x * 2

    @script
    def other(self) -> Machine:
        return Machine(self.k + 100)

    @property
    @script
    def double(self) -> int:
        return self.k * 2

    @classmethod
    @script
    def made(cls, k: int) -> int:
        return cls(k).k + cls.scale


class Child(Machine):
    @script
    def run(self, a: int) -> int:
        return super().run(a) * 2

    @script
    def plain(self, n: int) -> int:
        return super(Child, self).plain(n) - 1  # noqa: UP008


def machines() -> Any:
    m = Machine(4)
    found = [m.run(5), m.k, m.seen, m.again(), m.again(n=3), m.k, m.other().k]
    found += [Machine.twice(4), m.twice(5), m.double, Machine.made(4), Machine.run(m, 3), m.run(2)]
    return found, m.seen, vars(m)


def failing() -> Any:
    m, seen = Machine(4), []
    m.seen = seen
    try:
        m.fails(1)
    except ZeroDivisionError as e:
        return str(e), m.k, m.seen is seen, seen
    return None


def children() -> Any:
    c = Child(2)
    return c.run(4), c.again(3), c.plain(1), vars(c), Child.made(7), Machine.run(c, 2)


class Model:
    def __init__(self, w: np.ndarray) -> None:
        self.w = w
        self.bias = 0.5

    @script
    def predict(self, x: np.ndarray):
        return x @ self.w + self.bias

    @script
    def fit(self, x: np.ndarray, y: np.ndarray, rate: float = 0.1, n: int = 10):
        for _ in range(n):
            error = self.predict(x) - y
            self.w -= rate * (x.T @ error) / len(y)
            self.bias -= rate * float(error.mean())
        return self


def models() -> Any:
    x, w = np.arange(12.0).reshape(6, 2) / 8, np.array([0.125, 0.25])
    m = Model(w)
    first = m.predict(x).tolist()
    return first, m.fit(x, x @ np.array([1.0, 2.0])) is m, m.w is w, w.tolist(), m.bias


class Shape(ABC):
    @abstractmethod
    def area(self) -> float: ...

    @script
    def doubled(self) -> float:
        return self.area() * 2


class Square(Shape):
    def __init__(self, a: float):
        self.a = a

    def area(self) -> float:
        return self.a**2


class Strip(Shape):
    def __init__(self, r: float):
        self.r = r

    @script
    def area(self) -> float:
        return self.r * 3.0


def shapes() -> Any:
    both = [Square(3.0), Strip(2.0), Square(1.5)]
    return [s.doubled() for s in both], Strip(2.0).area()


@dataclass
class Point:
    x: float
    y: float = 0.0
    tags: list[str] = field(default_factory=list)

    @script
    def norm(self) -> float:
        return (self.x**2 + self.y**2) ** 0.5

    @script
    def move(self, dx: float, dy: float = 0.0) -> Point:
        self.x += dx
        self.y += dy
        self.tags.append(f"moved {dx:.1f}")
        return self

    @script
    def __add__(self, o: Point) -> Point:
        return Point(self.x + o.x, self.y + o.y)

    @script
    def __len__(self) -> int:
        return len(self.tags)

    @script
    def __repr__(self) -> str:
        return f"<{self.x}, {self.y}>"

    @script
    def __eq__(self, o: object) -> bool:
        return isinstance(o, Point) and self.x == o.x


def points() -> Any:
    p = Point(3.0, 4.0)
    found: list[Any] = [p.norm(), p.move(1.0) is p, p.x, p.tags, p + Point(1.0), len(p), repr(p)]
    return [*found, p == Point(4.0), p == Point(5.0), Point.norm(Point(1.0, 1.0))]


class Lazy:
    def __init__(self, x: int):
        self.x = x

    @cached_property
    @script
    def slow(self) -> int:
        self.x += 1
        return self.x * 100


def lazy() -> Any:
    a = Lazy(3)
    return a.slow, a.slow, a.x


@dataclass(frozen=True)
class Frozen:
    k: int

    @script
    def up(self, n: int) -> Frozen:
        return Frozen(self.k + n)


class Pair(NamedTuple):
    a: int
    b: int

    @script
    def total(self) -> int:
        return self.a + self.b


class Color(Enum):
    RED = 1
    BLUE = 2

    @script
    def other(self) -> Color:
        return Color.BLUE if self is Color.RED else Color.RED


class Stack(Generic[T]):
    def __init__(self, items: list[T]) -> None:
        self.items = items

    @script
    def push(self, x: T) -> None:
        self.items.append(x)

    @script
    def pop(self) -> T:
        return self.items.pop()


def values() -> Any:
    s, t = Stack([1]), Stack(["a"])
    s.push(3)
    t.push("b")
    colors = Color.RED.other().name, Color.BLUE.other() is Color.RED
    return Frozen(3).up(4), Pair(1, 2).total(), colors, s.pop(), s.items, t.pop(), t.items


class Node:
    def __init__(self, v: int, after: Node | None = None):
        self.v = v
        self.after = after

    @script
    def total(self) -> int:
        t, n = 0, self
        while n is not None:
            t += n.v
            n = n.after
        return t

    @script
    def last(self):
        n = self
        while n.after is not None:
            n = n.after
        return n


def nodes() -> Any:
    end = Node(3)
    first = Node(1, Node(2, end))
    return first.total(), first.last() is end, end.last() is end


class Counting:
    def __init__(self) -> None:
        self.log: dict[str, int] = {}

    @script
    def hit(self, k: str) -> int:
        self.log[k] = self.log.get(k, 0) + 1
        return self.log[k]

    @script
    def __call__(self, x):
        return x + 1

    @script
    def __enter__(self):
        return self

    @script
    def __exit__(self, kind, error, trace):
        return False


def counts() -> Any:
    c = Counting()
    found: list[Any] = [c.hit("a"), c.hit("a"), c.hit("b"), c(3), c(2.5)]
    with c as d:
        found.append(d is c)
    return found, c.log


class Slotted:
    __slots__ = ("a",)

    def __init__(self, a):
        self.a = a

    @script
    def bump(self):
        self.a += 1
        return self.a


def slotted() -> Any:
    s = Slotted(1)
    return s.bump(), s.bump(), s.a, Slotted(1.5).bump()
