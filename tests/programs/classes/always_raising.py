"""Functions and methods that always raise, without saying what they would give."""

from __future__ import annotations

import numpy as np

from jitscript import script


class Shape:
    def area(self):
        raise NotImplementedError

    def name(self) -> str:
        raise NotImplementedError("name")

    def points(self) -> list[np.ndarray]:
        raise NotImplementedError(f"points of {type(self).__name__}")

    @property
    def corners(self):
        raise NotImplementedError


class Square(Shape):
    def __init__(self, a: float) -> None:
        self.a = a

    def area(self):
        return self.a**2

    def name(self) -> str:
        return "square"

    def points(self) -> list[np.ndarray]:
        return [np.zeros(2)]

    @property
    def corners(self):
        return 4


class Circle(Shape):
    def __init__(self, r: float) -> None:
        self.r = r

    def area(self):
        return 3 * self.r

    def points(self) -> list[np.ndarray]:
        return [np.ones(3), np.ones(1)]


def fail(text: str):
    raise ValueError(f"bad: {text}")


def fail_somehow(n: int):
    if n > 3:
        raise KeyError(n)
    while n:
        n -= 1
    fail("zero")


@script
def areas(which: int) -> float:
    shapes: list[Shape] = [Square(2.0), Circle(1.0), Shape()]
    total = 0.0
    for s in shapes[: which + 1]:
        total += s.area() * 2
    return total


@script
def texts(which: int) -> str:
    shapes: list[Shape] = [Square(2.0), Circle(1.0)]
    return shapes[which].name().upper()


@script
def summed(which: int) -> float:
    shapes: list[Shape] = [Square(2.0), Circle(1.0), Shape()]
    total = 0.0
    for p in shapes[which].points():
        total += float(p.sum())
    return total


@script
def counted(which: int) -> int:
    shapes: list[Shape] = [Square(2.0), Circle(1.0)]
    return shapes[which].corners + 1


@script
def in_statements(n: int) -> int:
    if n == 0:
        fail("n")
    elif n == 1:
        value = 10
    else:
        fail_somehow(n)
    return value


@script
def in_expressions(n: int) -> int:
    found = n if n > 1 else fail("small")
    return found + (n or fail("never"))


@script
def handled(n: int) -> str:
    try:
        fail_somehow(n)
    except KeyError as e:
        return f"key {e}"
    except ValueError as e:
        text = str(e)
    finally:
        n += 1
    return text + str(n)


@script
def in_loops(n: int) -> list[int]:
    found = []
    for i in range(n):
        found.append(i)
        if i == 4:
            fail(str(found))
    return found


CASES = {
    "areas": [(0,), (1,), (2,)],
    "texts": [(0,), (1,)],
    "summed": [(0,), (1,), (2,)],
    "counted": [(0,), (1,)],
    "in_statements": [(0,), (1,), (2,), (5,)],
    "in_expressions": [(0,), (2,)],
    "handled": [(1,), (7,)],
    "in_loops": [(3,), (6,)],
}
