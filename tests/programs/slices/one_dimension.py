"""Slices of a vector with every combination of bounds and steps."""

from itertools import product

import numpy as np
from jitscript import Array1, f64, script


@script
def bounds(a: Array1[f64], i: int, j: int) -> Array1[f64]:
    return a[i:j]


@script
def stepped(a: Array1[f64], i: int, j: int, k: int) -> Array1[f64]:
    return a[i:j:k]


@script
def fixed(a: Array1[f64]):
    return a[:], a[1:], a[:-1], a[::2], a[::-1], a[-3:-1], a[3:1]


A = np.arange(6.0)
ENDS = [0, 2, 6, 9, -1, -6, -9]
CASES = {
    "bounds": [(A, i, j) for i, j in product(ENDS, ENDS)],
    "stepped": [
        (A, i, j, k) for i, j in ((0, 6), (5, 0), (-1, -7), (1, 5)) for k in (1, 2, -1, -3, 0)
    ],
    "fixed": [(A,), (np.zeros(0),), lambda: (np.arange(12.0)[::2],)],
}
