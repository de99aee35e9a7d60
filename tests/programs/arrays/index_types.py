"""Indices may be ints, bools' ints and NumPy integers."""

import numpy as np
from jitscript import Array1, f64, i64, script


@script
def gather(a: Array1[f64], index: Array1[i64], out: Array1[f64]) -> None:
    for i in range(len(index)):
        out[i] = a[index[i]]


@script
def by_small(a: Array1[f64], i: np.int8) -> float:
    return a[i]


@script
def by_unsigned(a: Array1[f64], i: np.uint64) -> float:
    return a[i]


@script
def by_expression(a: Array1[f64], i: int) -> float:
    return a[i // 2 + 1] - a[-i % len(a)]


A = np.arange(5.0) * 1.5
CASES = {
    "gather": [(A, np.array([4, 0, -1, 2]), np.zeros(4)), (A, np.array([1, 9]), np.zeros(2))],
    "by_small": [(A, np.int8(3)), (A, np.int8(-1)), (A, np.int8(100))],
    "by_unsigned": [(A, np.uint64(3)), (A, np.uint64(2**63)), (A, np.uint64(2**64 - 1))],
    "by_expression": [(A, 3), (A, 7), (A, 8), (A, -2)],
}
