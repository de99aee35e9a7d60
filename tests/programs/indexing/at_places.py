"""`ufunc.at`: in place, once for every index, whatever the subscript is made of."""

from typing import Any

import numpy as np

from jitscript import Array1, Array2, Array3, f32, f64, i64, script


@script
def confusion(truth: Array1[i64], guess: Array1[i64], n: int) -> Array2[i64]:
    m = np.zeros((n, n), int)
    np.add.at(m, (truth, guess), 1)
    return m


@script
def cells(a: Array2[f64], i: Array1[i64], j: Array2[i64], v: float) -> None:
    np.add.at(a, (i, j), v)


@script
def single(a: Array2[f32], i: Array1[i64], v: float) -> None:
    np.add.at(a, (i, 1), v)


@script
def rows(a: Array2[f64], i: Array1[i64], v: Array1[f64]) -> None:
    np.multiply.at(a, i, v)


@script
def rows_each(a: Array2[f64], i: Array2[i64], v: Array2[f64]) -> None:
    np.subtract.at(a, i, v)


@script
def table(a: Array1[f64], i: Array2[i64], v: Array2[f64]) -> None:
    np.add.at(a, i, v)


@script
def planes(a: Array3[f64], i: Array1[i64], j: int, v: Array1[f64]) -> None:
    np.maximum.at(a, (i, j), v)


@script
def numbers(a: Array1[i64], k: int) -> None:
    np.subtract.at(a, k, 3)
    np.add.at(a, [0, 0, k], [1, 2, 3])


@script
def masked(a: Array1[f64]) -> None:
    np.add.at(a, a > 2, 10)
    np.sqrt.at(a, a > 5)


@script
def masked_rows(a: Array2[f64], mask: Array1[np.bool_], v: Array2[f64]) -> None:
    np.add.at(a, mask, v)


@script
def masked_all(a: Array2[f64], v: Array1[f64]) -> None:
    np.add.at(a, a > 2, v)


@script
def one_operand(a: Array2[f64], i: Array1[i64]) -> None:
    np.negative.at(a, i)
    np.square.at(a, (i, i))


@script
def overlapping(a: Array1[f64], i: Array1[i64]) -> None:
    np.add.at(a, i, a[::-1])
    np.add.at(a, (i, None), 1)


@script
def whole(a: Array1[i64], i: Array1[i64], v: Array1[f64]) -> None:
    np.add.at(a, i, v)


def frozen(a: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    a.flags.writeable = False
    return a


A = np.arange(6.0).reshape(2, 3)
C = np.arange(24.0).reshape(2, 3, 4)
ZERO, SAME = np.array([0, 1]), np.array([0, 0, 1, 0])
NONE = np.array([], dtype=np.int64)
CASES = {
    "confusion": [(SAME, SAME[::-1], 2), (np.array([0, 2]), ZERO, 2), (SAME, ZERO, 2)],
    "cells": [
        (A.copy(), ZERO, np.array([[2, 2], [0, 1]]), 1.5),
        (A.T, ZERO, np.array([[1], [1]]), -0.0),
        (A.copy(), ZERO, np.array([[0, 3]]), 1.0),
        (A.copy(), NONE, np.array([[9]]), 1.0),
    ],
    "single": [(A.astype(np.float32), SAME, 0.1), (A.astype(np.float32), SAME - 2, 1e300)],
    "rows": [
        (A.copy(), SAME, np.array([2.0, 3.0, 5.0])),
        (A[::-1, ::-1], SAME, np.array([2.0])),
        (A.copy(), SAME, np.array([2.0, 3.0])),
        (A.copy(), SAME + 1, np.array([2.0, 3.0])),
        (A.copy(), NONE, np.ones(3)),
        (frozen(A.copy()), SAME, np.ones(3)),
        (frozen(A.copy()), SAME, np.ones(2)),
        (frozen(A.copy()), SAME + 4, np.ones(2)),
    ],
    "table": [
        (np.zeros(3), np.array([[0, 1], [1, 2]]), np.array([[1.0, 2.0], [4.0, 8.0]])),
        (np.ones(3), np.array([[0, 1], [1, -1], [2, 2]]), np.array([[1.0], [2.0], [4.0]])),
        (np.ones(3), np.array([[0, 1], [1, 3]]), np.array([[1.0, 2.0]])),
    ],
    "rows_each": [(A.copy(), np.array([[0], [0]]), np.ones((1, 3))), (A.copy(), SAME[None], A[:1])],
    "planes": [(C.copy(), SAME, -1, np.full(4, 13.0)), (C[::-1], SAME, 3, np.ones(4))],
    "numbers": [(np.arange(4), 2), (np.arange(4), -4), (np.arange(4), -5), (np.arange(0), 0)],
    "masked": [(np.arange(5.0),), (np.zeros(0),), (np.arange(8.0)[::-2],)],
    "masked_rows": [
        (A.copy(), np.array([True, False]), np.ones((1, 3))),
        (A.copy(), np.array([True, True]), A[::-1].copy()),
        (A.copy(), np.array([True, True, True]), np.ones((1, 3))),
    ],
    "masked_all": [(A.copy(), np.arange(3.0)), (A.copy(), np.arange(2.0)), (A - 9, np.arange(3.0))],
    "one_operand": [(A.copy(), SAME), (A.copy(), SAME + 1)],
    "overlapping": [(np.arange(4.0), np.array([0, 1, 1, 3])), (np.arange(3.0), NONE)],
    "whole": [(np.arange(3), SAME, np.full(4, 0.5)), (np.arange(3), SAME + 3, np.ones(2))],
}
