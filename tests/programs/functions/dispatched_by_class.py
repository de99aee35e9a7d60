"""Functions of `functools.singledispatch`: the class of the first argument says which is called."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import singledispatch

from jitscript import script


@singledispatch
def shown(x, width: int = 0) -> str:
    return f"other {x}"


@shown.register
def _(x: int | float, width: int = 0) -> str:
    return f"{x:>{width}}"


@shown.register(list)
@shown.register(tuple)
def _(xs, width=0):
    return "[" + ", ".join([shown(x, width) for x in xs]) + "]"


@shown.register(str)
def _of_text(x: str, width: int = 0) -> str:
    return repr(x)


@dataclass
class Shape:
    name: str


@dataclass
class Circle(Shape):
    radius: float


@dataclass
class Square(Shape):
    side: float


@dataclass
class Thick(Square):
    depth: int = 2


class Color(Enum):
    RED = 1


@singledispatch
def area(shape: Shape) -> float:
    print("no area of", shape.name)
    return -1.0


@area.register
def _(circle: Circle) -> float:
    return 3 * circle.radius**2


@area.register
def _(square: Square) -> float:
    return square.side**2


@functools.singledispatch
def kind(x: object) -> str:
    return "?"


@kind.register
def _(x: Sequence) -> str:
    return f"sequence of {len(x)}"


@kind.register
def _(x: Color) -> str:
    return "color " + x.name


@kind.register
def _(x: None) -> str:
    return "nothing"


@singledispatch
def refused(x):
    raise TypeError(f"no {type(x).__name__}")


@refused.register
def _(x: str):
    return len(x)


@script
def of_values(n: int, x: float) -> list[str]:
    return [shown(n), shown(x, 5), shown("a"), shown([1, n]), shown((n, "b", [x])), shown({n: x})]


@script
def of_unions(x: int | str | list[int | str] | bytes) -> str:
    return shown(x, width=2)


@script
def of_shapes(r: float) -> list[float]:
    shapes: list[Shape] = [Circle("c", r), Square("s", r), Thick("t", r), Shape("?")]
    return [area(shape) for shape in shapes]


@script
def of_kinds(words: list[str] | None) -> list[str]:
    return [kind(words), kind("abc"), kind((1, 2)), kind(Color.RED), kind({1}), kind(2.5)]


@script
def of_errors(x: str | int) -> int:
    try:
        return refused(x)
    except TypeError as e:
        print(e)
        return -1


CASES = {
    "of_values": [(3, 1.5)],
    "of_unions": [(1,), ("a",), ([1, "b"],), (b"x",), ([],)],
    "of_shapes": [(2.0,), (0.0,)],
    "of_kinds": [(None,), (["a"],)],
    "of_errors": [("ab",), (3,)],
}
