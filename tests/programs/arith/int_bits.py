"""Bitwise operators work on two's complement, as Python's do."""

from itertools import product

from jitscript import script


@script
def both(a: int, b: int) -> int:
    return a & b


@script
def either(a: int, b: int) -> int:
    return a | b


@script
def differ(a: int, b: int) -> int:
    return a ^ b


@script
def flip(a: int) -> int:
    return ~a


VALUES = [0, 1, -1, 12, -12, 255, 2**63 - 1, -(2**63)]
PAIRS = list(product(VALUES, VALUES))
CASES = {"both": PAIRS, "either": PAIRS, "differ": PAIRS, "flip": [(v,) for v in VALUES]}
