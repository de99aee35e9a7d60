"""Discrete convolution in one and two dimensions."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def convolve(a: Array1[f64], b: Array1[f64]) -> Array1[f64]:
    out = np.zeros(len(a) + len(b) - 1)
    for i in range(len(a)):
        for j in range(len(b)):
            out[i + j] += a[i] * b[j]
    return out


@script
def blur(a: Array2[f64]) -> Array2[f64]:
    n, m = a.shape
    out = a.copy()
    for i in range(1, n - 1):
        for j in range(1, m - 1):
            s = 0.0
            for di in range(-1, 2):
                for dj in range(-1, 2):
                    s += a[i + di, j + dj]
            out[i, j] = s / 9
    return out


CASES = {
    "convolve": [
        (np.arange(4.0), np.array([1.0, -1.0])),
        (np.ones(1), np.ones(1)),
        (np.zeros(0), np.zeros(0)),
    ],
    "blur": [(np.arange(20.0).reshape(4, 5),), (np.ones((1, 1)),)],
}
