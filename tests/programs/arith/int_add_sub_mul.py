"""Sums, differences and products of int on every combination of signs."""

from itertools import product

from jitscript import script

BIG = 2**63 - 1
VALUES = [0, 1, -1, 7, -13, 2**31, -(2**31)]


@script
def add(a: int, b: int) -> int:
    return a + b


@script
def sub(a: int, b: int) -> int:
    return a - b


@script
def mul(a: int, b: int) -> int:
    return a * b


PAIRS = list(product(VALUES, VALUES))
CASES = {"add": PAIRS, "sub": PAIRS, "mul": PAIRS}
CASES["add"] = [*PAIRS, (BIG, 0), (BIG - 1, 1), (-BIG, -1), (BIG, -BIG - 1)]
OVERFLOWS = {
    "add": [(BIG, 1), (-BIG, -2), (BIG, BIG), (-BIG - 1, -BIG - 1)],
    "sub": [(-BIG, 2), (BIG, -1), (0, -BIG - 1)],
    "mul": [(BIG, 2), (2**32, 2**31), (-BIG - 1, -1), (3037000500, 3037000500)],
}
