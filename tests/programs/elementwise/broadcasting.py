"""Shapes broadcast as in NumPy, or a ValueError says why not."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def rows(a: Array2[f64], b: Array1[f64]) -> Array2[f64]:
    return a + b


@script
def outer(a: Array2[f64], b: Array2[f64]) -> Array2[f64]:
    return a * b


@script
def vectors(a: Array1[f64], b: Array1[f64]) -> Array1[f64]:
    return a - b


M = np.arange(6.0).reshape(2, 3)
CASES = {
    "rows": [
        (M, np.array([1.0, 2.0, 3.0])),
        (M, np.ones(1)),
        (M, np.ones(2)),
        (np.zeros((0, 3)), np.ones(3)),
    ],
    "outer": [
        (np.arange(3.0).reshape(3, 1), np.arange(4.0).reshape(1, 4)),
        (M, np.ones((1, 1))),
        (M, np.ones((3, 3))),
    ],
    "vectors": [
        (np.arange(4.0), np.ones(1)),
        (np.ones(1), np.arange(4.0)),
        (np.ones(3), np.ones(2)),
        (np.zeros(0), np.ones(1)),
    ],
}
