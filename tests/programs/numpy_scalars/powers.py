"""Powers of NumPy scalars."""

import numpy as np
from jitscript import f64, i64, script


@script
def of_int(a: i64, n: i64):
    return a**n


@script
def of_float(a: f64, b: f64):
    return a**b


@script
def by_constant(a: f64, n: i64):
    return a**2, n**3


CASES = {
    "of_int": [
        (np.int64(3), np.int64(4)),
        (np.int64(-2), np.int64(63)),
        (np.int64(3), np.int64(50)),
        (np.int64(2), np.int64(0)),
        (np.int64(2), np.int64(-1)),
    ],
    "of_float": [
        (np.float64(2), np.float64(0.5)),
        (np.float64(-8), np.float64(0.5)),
        (np.float64(0), np.float64(-1)),
        (np.float64(10), np.float64(400)),
    ],
    "by_constant": [(np.float64(1.5), np.int64(-3)), (np.float64(-2), np.int64(2**40))],
}
