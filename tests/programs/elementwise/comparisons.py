"""Comparing arrays gives arrays of bool."""

import numpy as np
from jitscript import Array1, f64, i64, script


@script
def order(a: Array1[f64], b: Array1[f64]):
    return a < b, a <= b, a > b, a >= b, a == b, a != b


@script
def with_scalar(a: Array1[i64], n: int):
    return a < n, a == n, n > a


@script
def masks(a: Array1[f64]):
    return (a > 0) & (a < 2), (a < 0) | (a > 5), ~(a > 1)


A = np.array([1.0, np.nan, -1.0, 0.0, np.inf])
B = np.array([1.0, 1.0, 2.0, -0.0, np.inf])
CASES = {
    "order": [(A, B), (B, A)],
    "with_scalar": [(np.arange(4), 2), (np.arange(3), -1), (np.arange(3), 2**62)],
    "masks": [(A,), (np.zeros(0),)],
}
