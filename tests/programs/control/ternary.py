"""Conditional expressions, nested and of mixed types."""

from jitscript import script


@script
def sign(x: float) -> int:
    return 1 if x > 0 else -1 if x < 0 else 0


@script
def larger(a: int, b: int) -> int:
    return a if a > b else b


@script
def mixed(c: bool):
    return 1 if c else 2.5


@script
def lazy(a: int, b: int) -> int:
    return a // b if b else 0


@script
def in_sum(a: int) -> int:
    return a + (10 if a else 20) * 2


CASES = {
    "sign": [(2.0,), (-2.0,), (0.0,), (float("nan"),)],
    "larger": [(1, 2), (2, 1), (1, 1)],
    "mixed": [(True,), (False,)],
    "lazy": [(7, 2), (7, 0)],
    "in_sum": [(0,), (1,)],
}
