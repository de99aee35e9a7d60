"""Cholesky factor of a symmetric positive definite matrix."""

import math

import numpy as np
from jitscript import Array2, f64, script


@script
def cholesky(a: Array2[f64]) -> Array2[f64]:
    n = a.shape[0]
    out = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1):
            s = a[i, j]
            for k in range(j):
                s -= out[i, k] * out[j, k]
            if i == j:
                if s <= 0.0:
                    raise ValueError(f"not positive definite at row {i}")
                out[i, i] = math.sqrt(s)
            else:
                out[i, j] = s / out[j, j]
    return out


CASES = {
    "cholesky": [
        (np.array([[4.0, 12.0, -16.0], [12.0, 37.0, -43.0], [-16.0, -43.0, 98.0]]),),
        (np.array([[1.0, 2.0], [2.0, 1.0]]),),
        (np.zeros((0, 0)),),
    ]
}
