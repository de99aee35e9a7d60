"""`type(x) is T` of values of several types, and what it narrows."""

from jitscript import script


class Shape:
    side = 1.0


class Square(Shape):
    def area(self) -> float:
        return self.side * 2


@script
def kind(x: bool | int | float | str | None) -> str:
    if type(x) is bool:
        return "bool"
    if type(x) == int:
        return "int" + str(x + 1)
    if type(x) in (float, bool):
        return "float"
    if type(x) is not str:
        return "none"
    return x.upper()


@script
def kept(xs: list[int | str], ys: list[float | None]) -> tuple[int, list[str], float]:
    numbers = [x for x in xs if type(x) is int]
    words = [x for x in xs if type(x) != int]
    total = 0.0
    for y in ys:
        if type(y) is float and y > 0:
            total += y
    return sum(numbers), words, total


@script
def never(x: int | str) -> tuple[bool, bool, bool]:
    return type(x) is float, type(x) not in (int, str), type(x) is bool


@script
def derived(square: bool) -> tuple[bool, bool, float]:
    shape: Shape | Square = Square() if square else Shape()
    area = shape.area() if type(shape) is Square else -1.0
    return type(shape) is Shape, isinstance(shape, Shape), area


CASES = {
    "kind": [(True,), (3,), (2.5,), ("é",), (None,)],
    "kept": [([1, "a", 5], [None, 2.0, -1.0]), ([], []), (["x"], [None])],
    "never": [(1,), ("a",)],
    "derived": [(True,), (False,)],
}
