"""`type(x).__name__` and `x.__class__.__name__` of values of several types."""

from __future__ import annotations

from jitscript import script


class Shape:
    def __init__(self, name: str) -> None:
        self.name = name

    def shown(self) -> str:
        return f"{type(self).__name__} {self.name}"


class Circle(Shape):
    pass


class Square(Circle):
    def shown(self) -> str:
        return super().shown() + " (square)"


@script
def of_instances(n: int) -> tuple[str, list[str], list[str]]:
    shapes: list[Shape] = [Circle("a"), Square("b"), Shape("c")] * n
    names = ",".join(type(s).__name__ for s in shapes)
    for s in shapes:
        names += s.__class__.__name__
    return names, [s.shown() for s in shapes], [s.name for s in shapes if type(s) is Circle]


@script
def of_anything(n: int) -> list[str]:
    return [
        type(x).__name__ + " " + x.__class__.__name__
        for x in [n, "a", None, 2.5, (1,), [2], Circle("q"), b"", {1: 2}, n == 1]
    ]


CASES = {"of_instances": [(0,), (2,)], "of_anything": [(1,), (2,)]}
