"""Slices of arrays and sequences whose bounds may be None."""

from itertools import product

import numpy as np

from jitscript import Array1, Array2, f64, i64, script


@script
def of_array(x: Array1[f64], i: int | None, j: int | None, k: int | None):
    return x[i:j:k]


@script
def of_columns(x: Array2[f64], i: int | None, j: i64 | None):
    return x[1:, i:j], x[i:, -1]


@script
def stored(x: Array1[f64], i: int | None, j: int | None) -> None:
    x[i:j] = 7.0
    x[i::2] *= 2


@script
def of_list(x: list[int], i: int | None, j: int | None, k: int | None):
    return x[i:j:k]


@script
def of_text(x: str, i: int | None, j: int | None, k: int | None):
    return x[i:j:k]


@script
def narrowed(x: Array1[f64], n: int):
    end = None
    if n > 2:
        end = n
    return x[:end], x[end:]


BOUNDS = list(product((None, 0, 2, -2, 9), (None, 1, -1, -9), (None, 1, 2, -1, -3, 0)))
A = np.arange(6.0)
CASES = {
    "of_array": [(A, *b) for b in BOUNDS],
    "of_columns": [
        (np.arange(12.0).reshape(3, 4), i, j)
        for i, j in ((None, None), (1, np.int64(3)), (-2, None))
    ],
    "stored": [
        lambda i=i, j=j: (np.arange(6.0), i, j)
        for i, j in ((None, None), (1, 3), (None, -1), (2, None))
    ],
    "of_list": [([1, 2, 3, 4, 5], *b) for b in BOUNDS],
    "of_text": [("häuser", *b) for b in BOUNDS],
    "narrowed": [(A, 1), (A, 4)],
}
