"""bool is an int: True + True is 2, but & | ^ of two bools are bools."""

from itertools import product

from jitscript import script


@script
def numbers(a: bool, b: bool):
    return a + b, a - b, a * b, a << b, a >> b


@script
def logic(a: bool, b: bool):
    return a & b, a | b, a ^ b


@script
def mixed(a: bool, b: int):
    return a & b, a | b, a ^ b, a + b


@script
def division(a: bool, b: bool):
    return a / b, a // b, a % b


@script
def power(a: bool, b: bool) -> int:
    return a * 3 + b * 4


@script
def float_sum(a: bool, x: float) -> float:
    return a + x


PAIRS = list(product([False, True], repeat=2))
CASES = {
    "numbers": PAIRS,
    "logic": PAIRS,
    "mixed": [(True, 6), (False, -1), (True, 0)],
    "division": PAIRS,
    "power": PAIRS,
    "float_sum": [(True, 0.5), (False, -0.0)],
}
