"""Named tuples and enumerations at the border: results are of the user's classes."""

import subprocess
import sys
from collections import namedtuple
from enum import Enum, IntEnum, IntFlag, auto
from pathlib import Path
from typing import NamedTuple

import pytest

from jitscript import Array1, f64, script


class Point(NamedTuple):
    x: int
    y: float


class Cell(NamedTuple):
    at: Point
    text: str
    next: Point | None = None


class Color(Enum):
    RED = 1
    BLUE = 2


class Word(Enum):
    YES = "yes"
    NO = "no"
    MAYBE = None


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Access(IntFlag):
    R = auto()
    W = auto()


Pair = namedtuple("Pair", "a b")


class Holder:
    def __init__(self, color: Color, point: Point):
        self.color = color
        self.point = point


@script
def swapped(p: Point, cells: list[Cell]) -> tuple[Point, list[Cell]]:
    for i in range(len(cells)):
        cells[i] = cells[i]._replace(next=p, text=cells[i].text + "!")
    return Point(int(p.y), p.x), cells


@script
def by_key(d: dict[Point, Color], s: set[Color]) -> dict[Color, Point]:
    s.add(Color.BLUE)
    return {c: p for p, c in d.items()}


@script
def either(x: Point | Color | int | None) -> Point | Color | int | None:
    return x


@script
def held(h: Holder) -> Holder:
    h.color = Color.BLUE if h.color is Color.RED else Color.RED
    h.point = Point(h.point.x + 1, h.point.y)
    return h


@script
def members(w: Word, level: Level, a: Access) -> tuple[Word, Level, Access, list[Word]]:
    return w, Level.HIGH if level == Level.LOW else Level.LOW, a | Access.W, [w, Word.MAYBE]


@script
def pair_of(n: int):
    return Pair(n, str(n))


def test_named_tuples_cross() -> None:
    p = Point(1, 2.5)
    cells = [Cell(p, "a"), Cell(Point(3, 4.0), "b", p)]
    point, result = swapped(p, cells)
    assert type(point) is Point and point == Point(2, 1.0)
    assert result is cells
    assert [type(c) for c in cells] == [Cell, Cell]
    assert cells[1] == Cell(Point(3, 4.0), "b!", p) and type(cells[0].next) is Point


def test_as_keys_and_elements() -> None:
    s = {Color.RED}
    found = by_key({Point(1, 1.0): Color.RED, Point(2, 0.5): Color.BLUE}, s)
    assert found == {Color.RED: Point(1, 1.0), Color.BLUE: Point(2, 0.5)}
    assert s == {Color.RED, Color.BLUE}
    assert all(type(p) is Point for p in found.values())


@pytest.mark.parametrize("x", [Point(1, 2.0), Color.BLUE, 7, None])
def test_members_of_unions(x: object) -> None:
    assert either(x) == x
    assert type(either(x)) is type(x)


def test_fields_are_changed_for_the_caller() -> None:
    h = Holder(Color.RED, Point(1, 1.0))
    assert held(h) is h
    assert h.color is Color.BLUE and h.point == Point(2, 1.0) and type(h.point) is Point


@pytest.mark.parametrize("w", list(Word))
def test_members_are_the_same_objects(w: Word) -> None:
    word, level, access, words = members(w, Level.LOW, Access.R)
    assert word is w and level is Level.HIGH and words == [w, Word.MAYBE]
    assert access is Access.R | Access.W


def test_untyped_named_tuples_are_results() -> None:
    assert pair_of(3) == Pair(3, "3") and type(pair_of(3)) is Pair


def test_values_are_converted_as_arguments_are() -> None:
    point, _ = swapped(Point(1, 2), [])
    assert point == Point(2, 1.0)
    with pytest.raises(TypeError, match="argument 'p' must be Point, not tuple"):
        swapped((1, 2.0), [])
    with pytest.raises(TypeError, match=r"argument 'p', at p\[1\], must be float, not str"):
        swapped(Point(1, "2"), [])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="must be Word, not Color"):
        members(Color.RED, Level.LOW, Access.R)
    with pytest.raises(TypeError, match="must be Level, not int"):
        members(Word.YES, 1, Access.R)


@script
def area(p: "Sized") -> float:
    return p.values[0] * p.scale


class Sized(NamedTuple):
    values: Array1[f64]
    scale: float


def test_fields_may_be_arrays() -> None:
    import numpy as np

    assert area(Sized(np.array([3.0, 4.0])[::-1], 2.0)) == 8.0


OTHER = """
from enum import Enum
from typing import NamedTuple
from jitscript import script

class Kind(Enum):
    A = {a}
    B = "b"

class Row(NamedTuple):
    kind: Kind
    n: {t}

@script
def rows(r: Row) -> list[Row]:
    return [r, Row(Kind.B, r.n + 1)]

if __name__ == "__main__":
    import other
    print(other.rows(other.Row(other.Kind.A, 1)), other.rows._provider.from_cache)
"""


def test_a_later_process_finds_the_classes(tmp_path: Path) -> None:
    """And compiles again where a value or a type has changed."""
    file, shown = tmp_path / "other.py", []
    for a, t in ((1, "int"), (1, "int"), (5, "int"), (5, "float"), ("'a'", "float")):
        file.write_text(OTHER.format(a=a, t=t).replace(", other.rows._provider.from_cache", ""))
        env = {"JITSCRIPT_CACHE": str(tmp_path / "cache"), "PATH": ""}
        env["PYTHONDONTWRITEBYTECODE"] = "1"  # texts of one size, perhaps of one second
        command = [
            sys.executable,
            "-c",
            "import runpy; runpy.run_path('other.py', None, '__main__')",
        ]
        done = subprocess.run(
            [*command],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=True,
            env={**env, "PYTHONPATH": str(Path(__file__).parents[2]) + ":" + str(tmp_path)},
        )
        shown.append(done.stdout.strip())
    one = "[Row(kind=<Kind.A: 1>, n=1), Row(kind=<Kind.B: 'b'>, n=2)]"
    five = one.replace("A: 1", "A: 5")
    last = five.replace("n=2", "n=2.0").replace("n=1)", "n=1.0)")
    assert shown[:3] == [one, one, five]
    assert shown[3] == last
    assert shown[4] == last.replace("A: 5", "A: 'a'")
