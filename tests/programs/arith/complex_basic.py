"""Complex arithmetic in Python's own formulas."""

from itertools import product

from jitscript import script


@script
def add(a: complex, b: complex) -> complex:
    return a + b


@script
def sub(a: complex, b: complex) -> complex:
    return a - b


@script
def mul(a: complex, b: complex) -> complex:
    return a * b


@script
def div(a: complex, b: complex) -> complex:
    return a / b


@script
def negative(a: complex) -> complex:
    return -a


VALUES = [0j, 1 + 0j, -1j, 1.5 - 2.5j, -3 + 4j, 1e200 + 1e200j]
PAIRS = list(product(VALUES, VALUES))
CASES = {"add": PAIRS, "sub": PAIRS, "mul": PAIRS, "div": PAIRS, "negative": [(v,) for v in VALUES]}
