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


CASES = {"down": [(0,)], "ping": [(0,)], "deep": [(0,), (100,), (500,)]}
