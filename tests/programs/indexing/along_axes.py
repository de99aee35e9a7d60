"""Elements by places along an axis, counts, comparisons of arrays, places in matrices."""

from typing import Any

import numpy as np

from jitscript import Array1, Array2, Array3, f64, i64, script


@script
def taken(a: Array2[f64]) -> tuple[Any, ...]:
    order = np.argsort(a, axis=1)
    return np.take_along_axis(a, order, axis=1), np.take_along_axis(a, order[:, :1], -1)


@script
def taken_at(a: Array2[f64], i: Array2[i64]) -> Array2[f64]:
    return np.take_along_axis(a, i, axis=0)


@script
def taken_of_all(a: Array2[f64], i: Array1[i64]) -> Array1[f64]:
    return np.take_along_axis(a, i, axis=None)


@script
def put(a: Array2[f64], i: Array2[i64]) -> None:
    np.put_along_axis(a, i, -1, axis=1)


@script
def counts(a: Array2[i64], b: Array3[f64]) -> tuple[Any, ...]:
    return (
        np.count_nonzero(a),
        np.count_nonzero(a, axis=0),
        np.count_nonzero(b > 0.5, axis=(0, 2)),
        np.count_nonzero(a > 1),
    )


@script
def equal(a: Array1[f64], b: Array1[f64]) -> tuple[bool, bool, bool, bool]:
    return (
        np.array_equal(a, b),
        np.array_equal(a, b, equal_nan=True),
        np.array_equiv(a, b),
        np.array_equal(a, [1, 2]),
    )


@script
def diagonals(a: Array2[i64], n: int) -> tuple[Any, ...]:
    np.fill_diagonal(a, 7)
    return np.diag_indices(n), np.tril_indices(n), np.triu_indices(n, 1), np.tril_indices(n, -1, 5)


@script
def said(a: Array2[i64], x: float) -> tuple[Any, ...]:
    return np.shape(a), np.ndim(a), np.size(a), np.ndim(x), np.size(x), np.copy(a)


CASES: dict[str, Any] = {
    "taken": [(np.array([[3.0, 1, 2], [9, 8, 7]]),), (np.empty((0, 2)),)],
    "taken_of_all": [
        (np.arange(6.0).reshape(2, 3), np.array([0, 5, -1])),
        lambda: (np.arange(6.0).reshape(2, 3).T, np.array([1, 2])),
        (np.arange(6.0).reshape(2, 3), np.array([6])),
    ],
    "taken_at": [
        (np.arange(6.0).reshape(2, 3), np.array([[0, 1, -1]])),
        (np.arange(6.0).reshape(2, 3), np.array([[0], [1], [0]])),
        (np.arange(6.0).reshape(2, 3), np.array([[0, 2, 1]])),
    ],
    "put": [
        (np.arange(6.0).reshape(2, 3), np.array([[2], [0]])),
        (np.arange(6.0).reshape(2, 3), np.array([[0, 1], [-1, -3]])),
    ],
    "counts": [(np.arange(6).reshape(2, 3), np.linspace(0, 1, 24).reshape(2, 3, 4))],
    "equal": [
        (np.array([1.0, 2.0]), np.array([1.0, 2.0])),
        (np.array([1.0, np.nan]), np.array([1.0, np.nan])),
        (np.array([1.0]), np.array([1.0, 1.0])),
        (np.empty(0), np.empty(0)),
    ],
    "diagonals": [(np.zeros((3, 4), int), 3), (np.zeros((0, 2), int), 0)],
    "said": [(np.ones((2, 3), int), 1.5)],
}
