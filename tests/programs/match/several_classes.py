"""Patterns with `|` of classes tell of what type the subject is, as `or` of such tests does."""

from __future__ import annotations

from jitscript import script


@script
def first(x: int | list[int]) -> int:
    match x:
        case int() | bool():
            return x
        case [a, *rest]:
            return a * 10 + len(rest)
        case []:
            return -1


@script
def number_or_text(x: int | str | list[int] | None) -> int | str:
    match x:
        case bytes() | str() | int():
            return x
        case None | [] | [0, *_]:
            return 0
        case _:
            return x[0]


@script
def tested(x: int | float | str) -> float:
    if isinstance(x, bytes) or isinstance(x, float) or isinstance(x, int):
        return x / 2
    if not isinstance(x, bytes) and not isinstance(x, int):
        return len(x) * 1.0
    return -1.0


@script
def by_truth(x: str | None, y: int) -> int:
    if not (x is None or isinstance(y, str)):
        return len(x) + y
    return y


CASES = {
    "first": [(4,), ([1, 2],), ([],)],
    "number_or_text": [(3,), ("ab",), ([],), ([0, 1],), ([5],), (None,)],
    "tested": [(3,), (1.5,), ("abc",)],
    "by_truth": [("ab", 1), (None, 2)],
}
