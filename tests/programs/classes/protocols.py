"""Protocols: as parameters, in containers, in fields; data members; generic helpers; Self, Mapping."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableSequence, Sequence
from typing import Any, ClassVar, Final, Literal, NewType, Protocol, runtime_checkable

from jitscript import script

UserId = NewType("UserId", int)


class Shape(Protocol):
    name: str

    def area(self) -> float: ...

    def scaled(self, by: float) -> Shape: ...


@runtime_checkable
class Sized(Protocol):
    def size(self) -> int: ...


class Square:
    def __init__(self, side: float):
        self.side = side
        self.name = "square"

    def area(self) -> float:
        return self.side * self.side

    def scaled(self, by: float) -> Square:
        return Square(self.side * by)


class Circle:
    name: str = "circle"

    def __init__(self, radius: float, name: str = "circle"):
        self.radius = radius
        self.name = name

    def area(self) -> float:
        return 3.0 * self.radius * self.radius

    def scaled(self, by: float) -> Circle:
        return Circle(self.radius * by, self.name + "'")

    def size(self) -> int:
        return int(self.radius)


class Ring(Circle):
    def area(self) -> float:
        return super().area() / 2

    def scaled(self, by: float) -> Ring:
        return Ring(self.radius * by)


class Unrelated:
    def area(self) -> int:
        return -1


class Derived(Shape):
    """Says itself that it is one."""

    def __init__(self) -> None:
        self.name = "derived"

    def area(self) -> float:
        return 0.25

    def scaled(self, by: float) -> Derived:
        return self


class Drawing:
    def __init__(self, first: Shape):
        self.shapes: list[Shape] = [first]
        self.best: Shape | None = None

    def add(self, shape: Shape) -> None:
        self.shapes.append(shape)
        if self.best is None or shape.area() > self.best.area():
            self.best = shape


class Builder:
    LIMIT: ClassVar[int] = 3

    def __init__(self) -> None:
        self.parts: list[int] = []

    def add(self, part: int) -> Any:
        if len(self.parts) < self.LIMIT:
            self.parts.append(part)
        return self


def described(shape: Shape, by: float = 1.0) -> str:
    return f"{shape.name}:{shape.scaled(by).area():.2f}"


def largest(shapes: Sequence[Shape]) -> float:
    return max(s.area() for s in shapes)


@script
def of_parameters(x: float) -> str:
    return (
        described(Square(x)) + described(Circle(x), 2.0) + described(Ring(x)) + described(Derived())
    )


@script
def in_lists(x: float) -> tuple[float, str, float]:
    shapes: list[Shape] = [Square(x), Circle(1.0)]
    shapes.append(Ring(2.0))
    shapes.append(Derived())
    total = 0.0
    for s in shapes:
        total += s.scaled(2.0).area()
    shapes.sort(key=lambda s: s.area())
    return total, ",".join([s.name for s in shapes]), largest(shapes)


@script
def in_fields(x: float) -> tuple[int, str]:
    drawing = Drawing(Square(x))
    drawing.add(Circle(x))
    drawing.add(Ring(2 * x))
    best = drawing.best
    return len(drawing.shapes), best.name if best is not None else "none"


@script
def passed_in(shape: Shape, k: float) -> float:
    return shape.scaled(k).area()


@script
def many_passed_in(shapes: list[Shape]) -> str:
    return " ".join([described(s, 0.5) for s in shapes])


@script
def maybe(k: int) -> str:
    shape: Shape | None = None
    if k == 1:
        shape = Square(2.0)
    elif k == 2:
        shape = Ring(3.0)
    return "none" if shape is None else shape.name


@script
def chosen(k: int) -> Shape:
    if k == 0:
        return Square(1.5)
    return Ring(float(k))


@script
def by_isinstance(k: int) -> int:
    shape: Shape = Square(2.0) if k == 0 else Circle(7.5)
    if isinstance(shape, Sized):
        return shape.size()
    return -1


@script
def typed(
    table: Mapping[str, int],
    items: MutableSequence[int],
    more: Iterable[float],
    mode: Literal["sum", "count"],
    user: UserId,
) -> float:
    limit: Final = 2
    items.append(user)
    built = Builder().add(1).add(2)
    total = sum(more) + len(built.parts)
    for key, value in table.items():
        if len(key) > limit or mode == "sum":
            total += value
    return total


CASES = {
    "of_parameters": [(0.0,), (1.5,)],
    "in_lists": [(0.5,), (3.0,)],
    "in_fields": [(1.0,), (0.0,)],
    "maybe": [(0,), (1,), (2,)],
    "by_isinstance": [(0,), (1,)],
    "typed": [
        ({"abc": 3, "d": 4}, [1], [0.5, 1.5], "sum", 5),
        ({}, [], [0.0], "count", 0),
        ({"abc": 3, "d": 4}, [1], [2.5], "count", 5),
    ],
}
