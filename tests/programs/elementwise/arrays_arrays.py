"""Operators between arrays of one shape."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def arithmetic(a: Array1[f64], b: Array1[f64]):
    return a + b, a - b, a * b, a / b


@script
def integral(a: Array1[f64], b: Array1[f64]):
    return a // b, a % b


@script
def signs(a: Array1[f64]):
    return -a, +a, abs(a)


@script
def formula(x: Array1[f64], y: Array1[f64]) -> Array1[f64]:
    return (x - y) * (x + y) / 2.0 + x * 3 - 1


@script
def matrices(a: Array2[f64], b: Array2[f64]) -> Array2[f64]:
    return a * 2 + b


A = np.array([1.0, -2.5, 0.0, np.inf, np.nan, -0.0])
B = np.array([2.0, 0.5, 0.0, -1.0, 1.0, 3.0])
M = np.arange(6.0).reshape(2, 3)
CASES = {
    "arithmetic": [(A, B), (B, A), (A, B[:3]), (np.zeros(0), np.zeros(0))],
    "integral": [(A, B), (B, A)],
    "signs": [(A,)],
    "formula": [(A, B), lambda: (np.arange(10.0)[::2], np.ones(5))],
    "matrices": [
        (M, M),
        lambda: (np.arange(6.0).reshape(3, 2).T, np.arange(6.0).reshape(2, 3)),
        (M, np.ones((2, 2))),
    ],
}
