"""`operator.countOf` and `operator.indexOf`."""

from __future__ import annotations

import math
import operator

from jitscript import script


@script
def counted(xs: list[float], x: float) -> int:
    return operator.countOf(xs, x)


@script
def found(xs: list[float], x: float) -> int:
    return operator.indexOf(xs, x)


@script
def of_texts(text: str) -> tuple[int, int, int]:
    parts = tuple(text.split())
    return operator.countOf(text, "a"), operator.countOf(parts, "b"), operator.indexOf(parts, "b")


CASES = {
    "counted": [([1.0, 2.0, 1.0], 1.0), ([0.0, -0.0], -0.0), ([], 1.0)],
    "found": [([1.0, 2.0], 2.0), ([0.0], -0.0), ([], 1.0), ([1.0], math.inf)],
    "of_texts": [("a b banana b",), ("a",)],
}
