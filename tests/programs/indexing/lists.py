"""Lists as indices, and as what is stored."""

import numpy as np
from jitscript import Array1, Array2, f64, i64, script


@script
def written(a: Array2[f64], x: int):
    return a[[0, x]], a[[]], a[:, [1, x, -1]], a[[True, False, True]], a[[[0, 1], [x, 0]]]


@script
def held(a: Array2[f64], rows: list[int], nested: list[list[int]]):
    return a[rows], a[:, rows], a[nested], a[rows, [0, 1]]


@script
def flags(a: Array1[f64], keep: list[bool]):
    a[keep] += 1
    return a[keep]


@script
def made(a: Array1[f64], n: int):
    return a[[2 * i for i in range(n)]]


@script
def stored(a: Array2[f64], row: list[float]) -> None:
    a[0] = row
    a[:, 0] = [7, 8, 9]
    a[[1, 2]] = [[1.5, 2.5, 3.5, 4.5], [5.0, 6.0, 7.0, 8.0]]
    a[1:, :2] = (0, 1)


@script
def stored_ints(a: Array1[i64], x: float) -> None:
    a[:2] = [x, 2]


def table():
    return np.arange(12.0).reshape(3, 4)


CASES = {
    "written": [(table(), 2), (table(), 3), (table(), -3)],
    "held": [
        (table(), [0, -1], [[0], [2]]),
        (table(), [0, -1], [[0, 1], [2, 9]]),
        (table(), [0, 1, 2], [[0]]),
        (table(), [0, 4], [[0]]),
    ],
    "flags": [(np.arange(3.0), [True, False, True]), (np.arange(3.0), [True])],
    "made": [(np.arange(9.0), 3), (np.arange(9.0), 0), (np.arange(9.0), 6)],
    "stored": [(table(), [1.0, 2.0, 3.0, 4.0]), (table(), [1.0]), (table(), [1.0, 2.0])],
    "stored_ints": [(np.arange(3), 2.9), (np.arange(3), float("nan")), (np.arange(1), 1.0)],
}
