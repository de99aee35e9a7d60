"""Tuples are made, indexed, nested and returned."""

from jitscript import script


@script
def make(a: int, b: float) -> tuple[int, float, bool]:
    return a, b, a > b


@script
def index(t: tuple[int, float, int]) -> float:
    return t[0] + t[1] * t[-1]


@script
def nested(a: int) -> tuple[int, tuple[float, tuple[int, int]]]:
    return a, (a * 0.5, (a + 1, a + 2))


@script
def deep(t: tuple[int, tuple[int, int]]) -> int:
    return t[1][0] * t[1][1] + t[0]


@script
def single(a: int) -> tuple[int]:
    return (a,)


@script
def empty() -> tuple[()]:
    return ()


CASES = {
    "make": [(1, 2.5), (3, 2.5)],
    "index": [((1, 2.5, 3),)],
    "nested": [(4,)],
    "deep": [((1, (2, 3)),)],
    "single": [(7,)],
    "empty": [()],
}
