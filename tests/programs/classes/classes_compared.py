"""The classes of values, compared with each other and with classes that are named."""

from __future__ import annotations

from jitscript import script


class Shape:
    def __init__(self, size: float) -> None:
        self.size = size

    def same(self, other: Shape) -> bool:
        return type(self) is type(other)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return False
        return isinstance(other, Shape) and self.size == other.size

    def __hash__(self) -> int:
        return hash(self.size)

    def twin(self) -> Shape:
        return type(self)(self.size + 1)

    def again(self) -> Shape:
        return self.__class__(self.size)


class Square(Shape):
    pass


class Disc(Shape):
    class Rim:
        def __init__(self) -> None:
            self.width = 1


def chosen(kind: int) -> Shape:
    if kind == 0:
        return Shape(1.0)
    return Square(1.0) if kind == 1 else Disc(1.0)


@script
def of_families(i: int, j: int) -> list[bool]:
    a, b = chosen(i), chosen(j)
    found = [type(a) is type(b), type(a) == type(b), type(a) is not type(b), type(a) != type(b)]
    found += [a.__class__ is b.__class__, a.__class__ == b.__class__, a.same(b), a == b]
    found += [type(a) is Square, type(a) in (Square, Disc), not type(a) is Disc, a.__class__ is Disc]
    return [*found, isinstance(a, (Square, Disc)), isinstance(a, Shape), type(a.twin()) is type(a)]


@script
def of_one_class(i: int) -> list[bool]:
    a, b = Square(1.0), chosen(i)
    return [type(a) is type(b), type(b) is type(a), type(b) != type(a), a.__class__ is b.__class__]


@script
def names(i: int) -> str:
    a = chosen(i)
    rim = Disc.Rim()
    inner = f"{type(rim).__name__} {type(rim).__qualname__} {rim.__class__.__qualname__}"
    return f"{type(a).__name__} {type(a).__qualname__} {a.__class__.__name__} {inner}"


@script
def of_builtins(x: int | str | list[int], y: int | str | list[int]) -> list[bool]:
    return [type(x) is type(y), type(x) == str, type(y) != list, type(x) in (int, list)]


@script
def of_constants(text: str) -> list[bool]:
    found = [type("a") == str, type("a") is type(text), type(b"") is bytes, type(1) is int]
    return [*found, type(text) == type("b"), type((1, 2)) is tuple, type(1.5) == float]


CASES = {
    "of_families": [(i, j) for i in range(3) for j in range(3)],
    "of_one_class": [(0,), (1,), (2,)],
    "names": [(0,), (1,), (2,)],
    "of_builtins": [(1, 2), ("a", 1), ("a", "b"), ([1], [2]), ([1], 3)],
    "of_constants": [("a",)],
}
