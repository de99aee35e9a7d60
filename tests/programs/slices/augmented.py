"""Augmented assignment of slices and of whole arrays works in place."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def add_to_slice(a: Array1[f64], x: float) -> None:
    a[1:3] += x


@script
def whole(a: Array1[f64], b: Array1[f64]) -> Array1[f64]:
    a += b
    a *= 2.0
    a -= 1
    return a


@script
def row_operation(a: Array2[f64], i: int, j: int, s: float) -> None:
    a[i] -= s * a[j]


@script
def element(a: Array2[f64], i: int, j: int) -> None:
    a[i, j] /= 4
    a[i][j] += 1


A = np.arange(5.0)
M = np.arange(6.0).reshape(2, 3)
CASES = {
    "add_to_slice": [(A, 2.0), (np.zeros(2), 1.0)],
    "whole": [(A, np.ones(5)), (A, np.ones(1)), (A, np.ones(4)), (np.zeros(1), np.ones(3))],
    "row_operation": [(M, 1, 0, 3.0), (M, 0, 0, 0.5)],
    "element": [(M, 1, 1), (M, 0, -1), (M, 2, 0)],
}
