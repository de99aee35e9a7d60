"""Tuples compare item by item."""

from jitscript import script


@script
def equal(a: tuple[int, int], b: tuple[int, int]) -> tuple[bool, bool]:
    return a == b, a != b


@script
def order(a: tuple[int, float], b: tuple[int, float]) -> tuple[bool, bool, bool, bool]:
    return a < b, a <= b, a > b, a >= b


@script
def lengths(a: tuple[int, int], b: tuple[int, int, int]) -> tuple[bool, bool, bool]:
    return a < b, a == b, a > b


CASES = {
    "equal": [((1, 2), (1, 2)), ((1, 2), (1, 3)), ((0, 2), (1, 2))],
    "order": [
        ((1, 2.0), (1, 3.0)),
        ((1, 2.0), (1, 2.0)),
        ((2, 0.0), (1, 9.0)),
        ((0, 5.0), (1, 0.0)),
        ((1, float("nan")), (1, 2.0)),
    ],
    "lengths": [((1, 2), (1, 2, 3)), ((1, 3), (1, 2, 3)), ((1, 1), (1, 2, 3))],
}
