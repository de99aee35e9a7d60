"""Chained comparisons evaluate the middle once and stop at the first false."""

from jitscript import script


@script
def between(a: int, x: int, b: int) -> bool:
    return a <= x < b


@script
def long_chain(a: float, b: float, c: float, d: float) -> bool:
    return a < b <= c != d


@script
def stops(a: int, b: int) -> bool:
    return 0 < b < a // b


@script
def mixed(a: int, b: float) -> bool:
    return 0 < a == b


CASES = {
    "between": [(0, 0, 5), (0, 5, 5), (0, 3, 5), (0, -1, 5)],
    "long_chain": [(1.0, 2.0, 2.0, 3.0), (1.0, 2.0, 3.0, 3.0), (2.0, 1.0, 3.0, 4.0)],
    "stops": [(10, 0), (10, 2), (10, 4), (1, -1)],
    "mixed": [(2, 2.0), (2, 2.5), (-2, -2.0)],
}
