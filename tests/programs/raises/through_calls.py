"""Exceptions cross several frames."""

from jitscript import script


@script
def inverse(x: float) -> float:
    return 1.0 / x


@script
def middle(x: float) -> float:
    return inverse(x - 1.0) + 1.0


@script
def outer(x: float) -> float:
    s = 0.0
    for i in range(3):
        s += middle(x + i)
    return s


@script
def recursive(n: int) -> int:
    if n == 0:
        raise ValueError("bottom")
    return recursive(n - 1) + 1


CASES = {"outer": [(2.0,), (1.0,), (-1.0,)], "recursive": [(0,), (20,)]}
