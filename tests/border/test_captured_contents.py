"""What captured containers, instances, classes and arrays hold, changed between calls by code of no
file: Python's answer."""

from __future__ import annotations

import gc
import linecache
import types
import weakref
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from jitscript import CompileError, script

rows = [[1, 2], [3, 4]]


def _of_rows() -> int:
    return sum(sum(row) for row in rows) + len(rows) + len(lists[0])


lists: list[list[int]] = [[1], [2, 3]]
depths = {"a": 1, "b": 2}
words = {"x", "y"}


def _of_containers(word: str) -> tuple[int, bool, int]:
    return sum(depths.values()) + depths["a"], word in words, _of_rows()


def test_what_containers_hold() -> None:
    scripted = script(_of_containers)
    changes = [  # by code that is of no file
        *("depths.update(a=9)", "depths.update(a=9)", "depths.update(c=1)", "depths.pop('c')"),
        *("words.add('z')", "words.remove('x')", "words.add('x')", "rows[0].append(7)"),
        *("rows.append([])", "rows[0][0] = 10**9", "rows.pop()", "lists.reverse()"),
        *("rows.insert(0, rows.pop())", "del depths['b']", "rows[:] = [[5]]"),
    ]
    for change in changes:
        exec(change, globals())
        for word in "xz":
            assert scripted(word) == _of_containers(word)
            assert scripted(word) == _of_containers(word)


@dataclass
class Screen:
    width: int = 80


class Config:
    def __init__(self, rate: float, name: str, screen: Screen) -> None:
        self.rate = rate
        self.name = name
        self.screen = screen


instance = Config(0.5, "x", Screen())
plain = types.SimpleNamespace(a=1, inner=instance)


def _of_instances(x: float) -> float:
    inner = plain.inner.rate
    return x * instance.rate + instance.screen.width + len(instance.name) + plain.a + inner


INSTANCES = [  # by code that is of no file
    *("instance.rate = 7.0", "instance.screen.width = 10", "instance.name = 'abc'"),
    *("instance.screen = Screen(3)", "instance.screen.width = 11", "plain.a = 5"),
    *("plain.inner = Config(3.0, 'a', Screen())", "plain.inner.rate = 2.5"),
    *("plain.b = 7", "instance.rate = 7.0", "instance.__dict__['rate'] = 1.5"),
    *("instance.__dict__.update(rate=2.5)", "instance = Config(9.0, '', Screen(1))"),
    *("instance.rate += 1", "instance.screen.width -= 1"),
]


def test_what_instances_hold() -> None:
    scripted = script(_of_instances)
    assert scripted(2.0) == _of_instances(2.0)
    for change in INSTANCES:
        exec(change, globals())
        assert scripted(2.0) == _of_instances(2.0), change
        assert scripted(3.0) == _of_instances(3.0), change


class Shape:
    def __init__(self, x: float) -> None:
        self.x = x

    def area(self) -> float:
        return self.x

    @property
    def double(self) -> float:
        return 2 * self.x

    @staticmethod
    def name() -> str:
        return "shape"


class Square(Shape):
    def area(self) -> float:
        return self.x**2


def _minus(self: Shape) -> float:
    return -self.x


def _other() -> str:
    return "other"


def _of_shapes(shapes: list[Shape]) -> tuple[float, float, str]:
    return sum(s.area() for s in shapes), shapes[0].double, shapes[-1].name()


def test_classes() -> None:
    """Methods that are others, classes that derive later, a class of the same name."""
    scripted = script(_of_shapes)
    shapes = [Shape(2.0), Square(3.0)]
    assert scripted(shapes) == _of_shapes(shapes)

    class Cube(Shape):
        def area(self) -> float:
            return self.x**3

        @staticmethod
        def name() -> str:
            return "cube"

    shapes.append(Cube(2.0))
    assert scripted(shapes) == _of_shapes(shapes) == (19.0, 4.0, "cube")
    changes = (
        "Square.area = _minus",
        "Square.area = Shape.area",
        "del Square.area",
        "Shape.double = property(_minus)",
        "Shape.name = staticmethod(_other)",
    )
    for change in changes:
        exec(change, globals())
        assert scripted(shapes) == _of_shapes(shapes), change
        assert scripted(shapes[:2]) == _of_shapes(shapes[:2]), change


points = [1]
table = {"a": 1}


def test_a_container_that_changes_always_is_taken_at_each_call() -> None:
    @script
    def total(x: int) -> int:
        return sum(points) + table["a"] + x

    for n in range(40):
        exec("points.append(n); table['a'] += n", {"points": points, "table": table, "n": n})
        assert total(n) == sum(points) + table["a"] + n
    code = total._variants["contiguous"].image
    exec("points.append(n); table['b'] = n", {"points": points, "table": table, "n": 3})
    assert total(1) == sum(points) + table["a"] + 1
    assert total._variants["contiguous"].image is code


def test_what_is_captured_no_more_is_let_go() -> None:
    space: dict[str, Any] = {"script": script, "np": np, "__name__": "space"}
    code = "def f() -> float:\n    return float(held.sum())\n"
    space["held"] = np.ones(3)
    there = weakref.ref(space["held"])
    scripted = script(_function_of(code, space))
    assert scripted() == 3.0
    space["held"] = np.ones(5)
    assert scripted() == 5.0
    gc.collect()
    assert there() is None


def _function_of(code: str, space: dict[str, Any]) -> Any:
    name = "<cell of a notebook>"
    linecache.cache[name] = (len(code), None, code.splitlines(True), name)
    exec(compile(code, name, "exec"), space)
    return space["f"]


def test_an_item_at_the_place_of_another() -> None:
    """An object that went may lie where one that came does."""
    numbers = [1000.5, 2.0]

    @script
    def first() -> float:
        return numbers[0]

    for n in range(20):
        exec("numbers[0] = n + 0.25", {"numbers": numbers, "n": n})
        assert first() == n + 0.25


LARGE, OTHER = np.zeros(600), np.zeros(600)


def write(i: int, OTHER: np.ndarray) -> None:
    LARGE[i] = 1
    OTHER[i] = 1


def test_a_large_array_that_is_written_to() -> None:
    def total() -> float:
        return float(LARGE.sum())

    def other() -> float:
        return float(OTHER.sum())

    with pytest.raises(CompileError, match="captured array `LARGE` can change"):
        script(total)
    assert script(other)() == 0.0
