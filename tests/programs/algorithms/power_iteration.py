"""Largest eigenvalue by power iteration."""

import math

import numpy as np
from jitscript import Array2, f64, script


@script
def largest_eigenvalue(a: Array2[f64], steps: int) -> float:
    n = a.shape[0]
    v = np.ones(n)
    value = 0.0
    for _ in range(steps):
        w = np.zeros(n)
        for i in range(n):
            for j in range(n):
                w[i] += a[i, j] * v[j]
        norm = 0.0
        for x in w:
            norm += x * x
        norm = math.sqrt(norm)
        for i in range(n):
            v[i] = w[i] / norm
        value = norm
    return value


CASES = {"largest_eigenvalue": [(np.array([[2.0, 1.0], [1.0, 3.0]]), 50), (np.eye(3), 0)]}
