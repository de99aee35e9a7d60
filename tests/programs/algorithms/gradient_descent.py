"""Least squares by gradient descent with a line search."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def residual(a: Array2[f64], x: Array1[f64], b: Array1[f64]) -> float:
    total = 0.0
    for i in range(a.shape[0]):
        r = -b[i]
        for j in range(a.shape[1]):
            r += a[i, j] * x[j]
        total += r * r
    return total


@script
def descend(a: Array2[f64], b: Array1[f64], steps: int) -> Array1[f64]:
    n, m = a.shape
    x = np.zeros(m)
    for _ in range(steps):
        gradient = np.zeros(m)
        for i in range(n):
            r = -b[i]
            for j in range(m):
                r += a[i, j] * x[j]
            for j in range(m):
                gradient[j] += 2 * r * a[i, j]
        rate = 1.0
        before = residual(a, x, b)
        while rate > 1e-10:
            candidate = x - rate * gradient
            if residual(a, candidate, b) < before:
                x = candidate
                break
            rate *= 0.5
        else:
            break
    return x


CASES = {
    "descend": [(np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.5]]), np.array([1.0, 2.0, 2.5]), 15)]
}
