"""Rows, columns and blocks of a matrix are views."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def row(a: Array2[f64], i: int) -> Array1[f64]:
    return a[i, :]


@script
def column(a: Array2[f64], j: int) -> Array1[f64]:
    return a[:, j]


@script
def block(a: Array2[f64], i: int, j: int) -> Array2[f64]:
    return a[i : i + 2, j:]


@script
def flipped(a: Array2[f64]) -> Array2[f64]:
    return a[::-1, ::2]


@script
def through_view(a: Array2[f64]) -> None:
    inner = a[1:-1, 1:-1]
    for i in range(inner.shape[0]):
        for j in range(inner.shape[1]):
            inner[i, j] = -1.0


@script
def ellipsis(a: Array2[f64]) -> Array1[f64]:
    return a[..., 0]


A = np.arange(12.0).reshape(3, 4)
CASES = {
    "row": [(A, 0), (A, -1), (A, 3)],
    "column": [(A, 0), (A, -1), (A, 4), lambda: (np.arange(12.0).reshape(4, 3).T, 1)],
    "block": [(A, 0, 1), (A, 2, 3), (A, 5, 0)],
    "flipped": [(A,)],
    "through_view": [(A,), lambda: (np.zeros((4, 4)).T,), (np.zeros((1, 1)),)],
    "ellipsis": [(A,)],
}
