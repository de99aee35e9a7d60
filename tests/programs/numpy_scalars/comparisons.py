"""NumPy scalars compare to NumPy bools, exactly across signed and unsigned."""

import numpy as np
from jitscript import f64, i64, script


@script
def mixed_sign(a: np.uint64, b: i64):
    return a < b, a == b, a > b


@script
def int_float(a: i64, b: f64):
    return a < b, a == b, a > b


@script
def small(a: np.int8, b: np.float32):
    return a < b, a == b


@script
def with_python(a: i64, n: int, x: float):
    return a < n, a == x, a != n


@script
def branch(a: f64) -> int:
    if a > 1.5:
        return 1
    return 0


CASES = {
    "mixed_sign": [(np.uint64(2**63), np.int64(-1)), (np.uint64(5), np.int64(5))],
    "int_float": [(np.int64(2**53 + 1), np.float64(2.0**53)), (np.int64(1), np.float64("nan"))],
    "small": [(np.int8(3), np.float32(3.5)), (np.int8(-3), np.float32(-3))],
    "with_python": [(np.int64(3), 4, 3.0), (np.int64(-3), -3, 0.5)],
    "branch": [(np.float64(2.0),), (np.float64(1.0),), (np.float64("nan"),)],
}
