"""Types in quotes joined by `|`, as names, in containers, and in what is called."""

# ruff: noqa: UP006, UP035, UP037, UP045

from __future__ import annotations

from collections.abc import Callable as Fn
from typing import Callable, List, Optional, Union

from jitscript import script


class Box:
    def __init__(self, held: "Item" | None) -> None:
        self.held: Item | None = held


Item = "int | Label"
Label = "str"
Change = Callable[["Box", Union["Item", None]], "Box"]
Test = Fn[["Item"], "bool"]


def put(box: Box, held: Item | None) -> Box:
    box.held = held
    return box


def is_number(x: "Item") -> bool:
    return isinstance(x, int)


@script
def held(x: "Item" | None) -> "Item" | None:
    return Box(x).held


def several(xs: list["Item" | None], box: "Box" | "Label") -> int:
    total = 0 if isinstance(box, str) else 100
    for x in xs:
        if isinstance(x, int):
            total += x
        elif x is not None:
            total += len(x)
    return total


@script
def totals(xs: list["Item" | None]) -> tuple[int, int]:
    return several(xs, Box(None)), several(xs, "box")


def with_change(change: Change, x: Item | None) -> Optional["Item"]:
    return change(Box(None), x).held


def count(test: "Test", xs: List[Item]) -> int:
    return len([x for x in xs if test(x)])


@script
def calls(x: Item | None, xs: List[Item]) -> tuple[Optional[Item], int]:
    return with_change(put, x), count(is_number, xs)


CASES = {
    "held": [(1,), ("a",), (None,)],
    "totals": [([1, "abc", None],), ([],), ([2],)],
    "calls": [(1, [1, "a"]), ("z", []), (None, [3, 4])],
}
