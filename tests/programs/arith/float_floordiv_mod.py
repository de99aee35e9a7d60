"""Float `//`, `%` and divmod: floor, the divisor's sign, and signed zeros."""

from itertools import product
from math import inf, nan

from jitscript import script


@script
def floordiv(a: float, b: float) -> float:
    return a // b


@script
def mod(a: float, b: float) -> float:
    return a % b


@script
def both(a: float, b: float) -> tuple[float, float]:
    return divmod(a, b)


VALUES = [0.0, -0.0, 1.0, -1.0, 5.5, -5.5, 0.1, -0.3, 1e17, 1e-300, inf, -inf, nan]
PAIRS = list(product(VALUES, VALUES))
CASES = {"floordiv": PAIRS, "mod": PAIRS, "both": PAIRS}
