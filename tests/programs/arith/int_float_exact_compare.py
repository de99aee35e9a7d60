"""An int and a float compare by their exact values, beyond 2**53 too."""

from itertools import product
from math import inf, nan

from jitscript import script


@script
def orders(a: int, b: float) -> tuple[bool, bool, bool, bool, bool, bool]:
    return a < b, a <= b, a > b, a >= b, a == b, a != b


@script
def reverse(a: float, b: int) -> tuple[bool, bool, bool, bool, bool, bool]:
    return a < b, a <= b, a > b, a >= b, a == b, a != b


INTS = [0, 1, -1, 2**53, 2**53 + 1, -(2**53) - 1, 2**63 - 1, -(2**63)]
FLOATS = [
    0.0,
    -0.0,
    0.5,
    1.0,
    -1.0,
    9007199254740992.0,
    9007199254740994.0,
    9.223372036854775807e18,
    -9.223372036854775808e18,
    1e19,
    inf,
    -inf,
    nan,
]
CASES = {"orders": list(product(INTS, FLOATS)), "reverse": list(product(FLOATS, INTS))}
