"""Comparisons of floats: nan is unordered, -0.0 equals 0.0."""

from itertools import product
from math import inf, nan

from jitscript import script


@script
def floats(a: float, b: float) -> tuple[bool, bool, bool, bool, bool, bool]:
    return a < b, a <= b, a > b, a >= b, a == b, a != b


@script
def is_nan(a: float) -> bool:
    return a != a


CASES = {
    "floats": list(product([0.0, -0.0, 1.0, -1.0, inf, -inf, nan], repeat=2)),
    "is_nan": [(nan,), (0.0,), (inf,)],
}
