"""Whole numbers beyond 2**53 where floats are asked for: the nearest float."""

import math

import numpy as np

from jitscript import i64, script, u64


@script
def lengths(x: u64, y: i64, n: int):
    return math.hypot(x, 3), math.hypot(y), math.hypot(n, 1), math.hypot(x, y, n, 2.5)


@script
def as_complex(x: u64, y: i64):
    return complex(x), complex(y)


LARGEST = np.uint64(2**64 - 1)
CASES = {
    "lengths": [
        (LARGEST, np.int64(2**53 + 1), 2**63 - 1),
        (np.uint64(2**63 + 2**40 + 1), np.int64(-(2**63)), 2**53 + 1),
        (np.uint64(4), np.int64(-3), 0),
    ],
    "as_complex": [(LARGEST, np.int64(2**63 - 1)), (np.uint64(7), np.int64(-(2**53) - 1))],
}
