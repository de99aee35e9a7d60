"""`f(*xs)` where some parameters have defaults, or are given by keyword."""

from dataclasses import dataclass
from typing import NamedTuple

from jitscript import script


@dataclass
class Point:
    x: int
    y: int
    tag: int = 7


class Scale:
    def __init__(self, a: int, b: int = 2, *, c: int = 3) -> None:
        self.s = a + 10 * b + 100 * c

    def times(self, a: int, b: int = 5) -> int:
        return self.s + a * b


class Row(NamedTuple):
    a: int
    b: int = 9


def mixed(a: int, b: int = 1, c: int = 2) -> int:
    return a + 10 * b + 100 * c


def none_needed(a: int = 4) -> int:
    return a


@script
def parsed(text: str) -> tuple[int, int, int]:
    p = Point(*map(int, text.split(",")))
    return p.x, p.y, p.tag


@script
def row(text: str) -> str:
    return str(Row(*[int(p) for p in text.split()]))


@script
def scaled(xs: list[int]) -> int:
    return Scale(*xs).s


@script
def scaled_by_keyword(xs: list[int]) -> int:
    return Scale(*xs, c=9).s


@script
def method(xs: list[int]) -> int:
    return Scale(1).times(*xs)


@script
def called(xs: list[int]) -> int:
    return mixed(*xs)


@script
def with_one_before(xs: list[int]) -> int:
    return mixed(5, *xs)


@script
def with_all_before(xs: list[int]) -> int:
    return mixed(1, 2, 3, *xs)


@script
def last_by_keyword(xs: list[int]) -> int:
    return mixed(*xs, c=4)


@script
def middle_by_keyword(xs: list[int]) -> int:
    return mixed(*xs, b=7)


@script
def may_be_empty(xs: list[int]) -> int:
    return none_needed(*xs)


_COUNTS = [([1, 2, 3, 4, 5][:n],) for n in range(6)]
CASES = {
    "parsed": [("1,2",), ("1,2,3",), ("1",), ("1,2,3,4",), ("",), ("a,b",)],
    "row": [("1",), ("1 2",), ("",), ("1 2 3",)],
    **dict.fromkeys(
        (
            "scaled",
            "scaled_by_keyword",
            "method",
            "called",
            "with_one_before",
            "with_all_before",
            "last_by_keyword",
            "middle_by_keyword",
            "may_be_empty",
        ),
        _COUNTS,
    ),
}
