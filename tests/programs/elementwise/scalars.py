"""Operators between an array and a scalar on either side; the dtype follows NEP 50."""

import numpy as np
from jitscript import Array1, f64, i64, script


@script
def floats(a: Array1[f64], x: float):
    return a + x, x - a, a * x, x / a


@script
def small_floats(a: Array1[np.float32], x: float):
    return a + x, x * a, a + 1


@script
def small_with_strong(a: Array1[np.float32], x: f64):
    return a + x


@script
def ints(a: Array1[i64], n: int):
    return a + n, n - a, a * n, a / n, a // n, a % n


@script
def bytes_(a: Array1[np.uint8], n: int):
    return a + n, a * 2


@script
def int_float(a: Array1[i64], x: float):
    return a + x, a * x


CASES = {
    "floats": [(np.array([1.0, 0.0, -2.0]), 0.5), (np.zeros(0), 1.0)],
    "small_floats": [(np.array([1.5, 0.1], np.float32), 0.1), (np.ones(2, np.float32), 1e300)],
    "small_with_strong": [(np.array([1.5, 0.1], np.float32), np.float64(0.1))],
    "ints": [(np.array([7, -7, 0]), 2), (np.array([7, -7]), -3), (np.array([1, 0]), 0)],
    "bytes_": [
        (np.array([1, 250], np.uint8), 10),
        (np.array([1], np.uint8), 300),
        (np.array([1], np.uint8), -1),
    ],
    "int_float": [(np.array([1, 2**62]), 0.5)],
}
