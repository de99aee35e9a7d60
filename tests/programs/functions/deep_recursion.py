"""Recursion without end is Python's RecursionError."""

from jitscript import script


@script
def down(n: int) -> int:
    return down(n + 1) + 1


@script
def ping(n: int) -> float:
    return pong(n) * 0.5


@script
def pong(n: int) -> float:
    return ping(n) + 1.0


@script
def deep(n: int) -> int:
    if n == 0:
        return 0
    return deep(n - 1) + 1


@script
def outside(n: int) -> int:
    return deep(n) + 1


def twice(n: int) -> int:
    return outside(n) * 2


@script
def far_outside(n: int) -> int:
    return twice(n) if n < 0 else twice(n) + 1


CASES = {
    "outside": [(100,), (-1,)],
    "far_outside": [(100,), (-1,)],
    "down": [(0,)],
    "ping": [(0,)],
    "deep": [(0,), (100,), (500,)],
}
