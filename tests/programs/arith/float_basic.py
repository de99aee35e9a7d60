"""Float arithmetic is IEEE, except that Python refuses to divide by zero."""

from itertools import product
from math import inf, nan

from jitscript import script

VALUES = [0.0, -0.0, 1.0, -1.5, 3.0, 1e308, -1e308, 5e-324, inf, -inf, nan]


@script
def add(a: float, b: float) -> float:
    return a + b


@script
def sub(a: float, b: float) -> float:
    return a - b


@script
def mul(a: float, b: float) -> float:
    return a * b


@script
def div(a: float, b: float) -> float:
    return a / b


PAIRS = list(product(VALUES, VALUES))
CASES = {"add": PAIRS, "sub": PAIRS, "mul": PAIRS, "div": PAIRS}
