"""Operators bind as Python says."""

from jitscript import script


@script
def ints(a: int, b: int, c: int) -> int:
    return a + b * c - -a // (b | 1) % 7 + (a & b ^ c | 1) - ~c


@script
def powers(a: int, x: float) -> float:
    return -(x**2) + 2.0 ** -(x**2) + -2 * a**2


@script
def logic(a: int, b: int) -> bool:
    return not a == b or a < b and not b > 10


@script
def shifts(a: int, b: int) -> int:
    return a << 2 + b & 255 | b << 1 ^ 3


CASES = {
    "ints": [(1, 2, 3), (-5, 7, 9), (100, -3, 4)],
    "powers": [(2, 1.5), (-3, 0.25)],
    "logic": [(1, 1), (1, 2), (11, 11), (20, 11)],
    "shifts": [(1, 2), (7, 0), (3, 3)],
}
