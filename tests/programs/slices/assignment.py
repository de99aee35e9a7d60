"""Slice assignment from scalars and arrays, overlapping ones included."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def fill(a: Array1[f64], x: float) -> None:
    a[:] = x


@script
def fill_part(a: Array1[f64], i: int, j: int, x: float) -> None:
    a[i:j] = x


@script
def copy(a: Array1[f64], b: Array1[f64]) -> None:
    a[:] = b


@script
def shift(a: Array1[f64]) -> None:
    a[1:] = a[:-1]


@script
def reverse(a: Array1[f64]) -> None:
    a[:] = a[::-1]


@script
def set_row(a: Array2[f64], i: int, b: Array1[f64]) -> None:
    a[i] = b


@script
def set_column(a: Array2[f64], j: int, x: float) -> None:
    a[:, j] = x


@script
def broadcast(a: Array2[f64], b: Array1[f64]) -> None:
    a[:] = b


A = np.arange(6.0)
M = np.arange(6.0).reshape(2, 3)
CASES = {
    "fill": [(A, 2.5), (np.zeros(0), 1.0), lambda: (np.zeros(8)[::2], 3.0)],
    "fill_part": [(A, 1, 3, 9.0), (A, -2, 100, 9.0), (A, 4, 2, 9.0)],
    "copy": [(A, np.ones(6)), (A, np.ones(1)), (A, np.ones(5))],
    "shift": [(A,), (np.zeros(1),)],
    "reverse": [(A,), (np.arange(7.0),)],
    "set_row": [(M, 1, np.ones(3)), (M, 2, np.ones(3)), (M, 0, np.ones(2)), (M, 0, np.ones(1))],
    "set_column": [(M, 0, 7.0), (M, -1, 7.0), (M, 3, 7.0)],
    "broadcast": [(M, np.ones(3)), (M, np.ones(2))],
}
