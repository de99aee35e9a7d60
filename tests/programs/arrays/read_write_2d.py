"""Elements of matrices, every index checked against its own dimension."""

import numpy as np
from jitscript import Array2, f64, script


@script
def get(a: Array2[f64], i: int, j: int) -> float:
    return a[i, j]


@script
def chained(a: Array2[f64], i: int, j: int) -> float:
    return a[i][j]


@script
def put(a: Array2[f64], i: int, j: int, x: float) -> None:
    a[i, j] = x


@script
def transpose_into(a: Array2[f64], out: Array2[f64]) -> None:
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            out[j, i] = a[i, j]


A = np.arange(12.0).reshape(3, 4)
PLACES = [(0, 0), (2, 3), (-1, -1), (-3, -4), (3, 0), (0, 4), (-4, 0), (0, -5)]
CASES = {
    "get": [(A, i, j) for i, j in PLACES] + [lambda: (np.arange(12.0).reshape(3, 4).T, 3, 2)],
    "chained": [(A, i, j) for i, j in PLACES],
    "put": [(A, i, j, -1.0) for i, j in PLACES],
    "transpose_into": [(A, np.zeros((4, 3))), (A, np.zeros((4, 2)))],
}
