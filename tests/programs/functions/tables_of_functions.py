"""Functions beside their names, in lists of pairs and the items of dicts."""

import math
import operator
from collections.abc import Callable

from jitscript import script


@script
def by_pairs(xs: list[int]) -> list[tuple[str, int]]:
    found = [(name, fn(xs)) for name, fn in [("max", max), ("min", min), ("sum", sum)]]
    for name, fn in [("len", len), ("first", lambda v: v[0])]:
        found.append((name, fn(xs)))
    return found


@script
def by_items(xs: list[int]) -> dict[str, int]:
    table = {"max": max, "min": min, "sum": sum, "n": len}
    found = {name: fn(xs) for name, fn in table.items()}
    for name, fn in sorted(table.items(), key=lambda item: item[0]):
        found[name + "!"] = fn(xs[1:] or [0])
    return found


@script
def kept_pairs(x: float) -> list[str]:
    rules = [("sin", math.sin), ("sqrt", math.sqrt)]
    rules.append(("twice", lambda v: v * 2))
    name, last = rules[-1]
    return [f"{n}={fn(x):.3f}" for n, fn in rules] + [f"{name} {last(x)}"]


@script
def graded(score: int) -> str:
    rules: list[tuple[Callable[[int], bool], str]] = [
        (lambda s: s >= 90, "A"),
        (lambda s: s >= 80, "B"),
    ]
    for holds, grade in rules:
        if holds(score):
            return grade
    return "F"


@script
def folded(a: int, b: int) -> list[int]:
    table = {"+": operator.add, "-": operator.sub, "&": lambda x, y: x & y}
    found = []
    for sign, fn in table.items():
        found.append(fn(a, b) if sign != "-" else fn(b, a))
    return found


CASES = {
    "by_pairs": [([3, 1, 2],), ([],)],
    "by_items": [([3, 1, 2],), ([5],), ([],)],
    "kept_pairs": [(2.0,), (-1.0,)],
    "graded": [(95,), (85,), (3,)],
    "folded": [(6, 3), (-1, 8)],
}
