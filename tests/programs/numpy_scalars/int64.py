"""np.int64 wraps; division by zero is 0 with a warning in NumPy."""

import numpy as np
from itertools import product
from jitscript import i64, script


@script
def arithmetic(a: i64, b: i64):
    return a + b, a - b, a * b


@script
def division(a: i64, b: i64):
    return a // b, a % b, a / b


@script
def bits(a: i64, b: i64):
    return a & b, a | b, a ^ b, ~a


@script
def shifts(a: i64, b: i64):
    return a << b, a >> b


@script
def unary(a: i64):
    return -a, +a, abs(a)


VALUES = [np.int64(v) for v in (0, 1, -1, 7, -7, 2**63 - 1, -(2**63))]
PAIRS = list(product(VALUES, VALUES))
CASES = {
    "arithmetic": PAIRS,
    "division": PAIRS,
    "bits": PAIRS,
    "shifts": list(product(VALUES, [np.int64(v) for v in (0, 1, 63, 64, 100)])),
    "unary": [(v,) for v in VALUES],
}
