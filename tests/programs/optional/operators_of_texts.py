"""Operators where an operand may be a number or a text: each does what it does for its type."""

from jitscript import script


@script
def times(x: int | str, n: int):
    return x * n, n * x


@script
def added(x: int | str, y: int | str) -> str:
    if isinstance(x, int) and isinstance(y, int):
        return str(x + y)
    if isinstance(x, str) and isinstance(y, str):
        return x + y
    return "mixed"


@script
def doubled(x: list[int] | str | float):
    if isinstance(x, float):
        return 0
    if isinstance(x, str):
        return len(x + x)
    return len(x + [1]) + len(x * 2)


CASES = {
    "times": [(3, 2), ("ab", 2), ("ab", 0), (3, -1)],
    "added": [(1, 2), ("a", "b"), (1, "b"), ("a", 2)],
    "doubled": [([1, 2],), ("ab",), (2.5,)],
}
