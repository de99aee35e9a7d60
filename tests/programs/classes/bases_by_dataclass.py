"""`super().__init__(…)` of a class whose `__init__` `dataclass` made."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from jitscript import script


class Shape(ABC):
    @property
    @abstractmethod
    def area(self) -> float: ...


@dataclass
class Rect(Shape):
    width: float
    height: float = 2.0
    tags: list[str] = field(default_factory=list)
    count: int = field(default=7, init=False)

    @property
    def area(self) -> float:
        return self.width * self.height


class Square(Rect):
    def __init__(self, side: float) -> None:
        super().__init__(side, side)
        self.tags.append("square")
        self.name = "s"


class Cube(Square):
    def __init__(self, side: float) -> None:
        super().__init__(side)
        self.depth = side


class Named(Rect):
    def __init__(self, name: str) -> None:
        self.name = name
        Rect.__init__(self, height=3.0, width=float(len(name)))


@dataclass
class Longer(Rect):
    extra: int = 4

    def __init__(self, width: float) -> None:
        super().__init__(width, tags=["longer"])
        self.extra = 5


@script
def shown(x: float) -> list[str]:
    s, c, n, g = Square(x), Cube(x + 1), Named("abc"), Longer(x)
    c.tags.append("cube")
    shapes: list[Rect] = [s, c, n, g]
    return [repr(r) for r in shapes] + [n.name, s.name, str(c.depth), str(s == c)]


@script
def areas(x: float) -> float:
    return sum(r.area * r.count for r in (Square(x), Cube(x)))


@dataclass
class Post:
    a: int
    b: int = 0
    c: int = field(init=False)

    def __post_init__(self) -> None:
        if self.a < 0:
            raise ValueError(f"{self.a} is negative")
        self.c = self.a + self.b + self.more()

    def more(self) -> int:
        return 1


class Before(Post):
    def __init__(self, a: int) -> None:
        self.z = 4
        super().__init__(a)

    def more(self) -> int:
        return self.z


class After(Post):
    def __init__(self, a: int) -> None:
        super().__init__(a, b=5)
        self.z = self.c * 2


class Trying(Post):
    def __init__(self, a: int) -> None:
        try:
            super().__init__(a, 1)
        except ValueError as e:
            self.a, self.b, self.c = 0, len(str(e)), -1


@script
def completed(n: int) -> list[str]:
    x, y = Before(n), After(n)
    return [repr(x), repr(y), str(x.z + y.z)]


@script
def trying(n: int) -> str:
    return repr(Trying(n))


CASES = {
    "shown": [(2.5,)],
    "areas": [(1.5,)],
    "completed": [(3,), (-1,)],
    "trying": [(3,), (-5,)],
}
