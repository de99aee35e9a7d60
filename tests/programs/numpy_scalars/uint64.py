"""np.uint64, and its meeting with int64 (which is a float64)."""

from itertools import product

import numpy as np
from jitscript import i64, script


@script
def arithmetic(a: np.uint64, b: np.uint64):
    return a + b, a - b, a * b, a // b, a % b


@script
def with_signed(a: np.uint64, b: i64):
    return a + b, a < b, a == b


@script
def with_int(a: np.uint64, n: int):
    return a + n, a > n


@script
def hash_step(h: np.uint64, x: np.uint64) -> np.uint64:
    return (h ^ x) * np.uint64(1099511628211)


VALUES = [np.uint64(v) for v in (0, 1, 7, 2**63, 2**64 - 1)]
CASES = {
    "arithmetic": list(product(VALUES, VALUES)),
    "with_signed": list(product(VALUES, [np.int64(v) for v in (0, -1, 5)])),
    "with_int": [(v, n) for v in VALUES for n in (0, 3, 2**62)] + [(VALUES[1], -1)],
    "hash_step": [(np.uint64(14695981039346656037), np.uint64(97))],
}
