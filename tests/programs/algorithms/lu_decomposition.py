"""LU with partial pivoting, and solving by it."""

import numpy as np
from jitscript import Array1, Array2, f64, i64, script


@script
def lu(a: Array2[f64], pivots: Array1[i64]) -> int:
    n = a.shape[0]
    sign = 1
    for k in range(n):
        p = k
        for i in range(k + 1, n):
            if abs(a[i, k]) > abs(a[p, k]):
                p = i
        if a[p, k] == 0.0:
            raise ValueError("matrix is singular")
        pivots[k] = p
        if p != k:
            sign = -sign
            for j in range(n):
                a[k, j], a[p, j] = a[p, j], a[k, j]
        for i in range(k + 1, n):
            a[i, k] /= a[k, k]
            for j in range(k + 1, n):
                a[i, j] -= a[i, k] * a[k, j]
    return sign


@script
def solve(a: Array2[f64], b: Array1[f64]) -> Array1[f64]:
    n = len(b)
    m = a.copy()
    pivots = np.zeros(n, dtype=np.int64)
    lu(m, pivots)
    x = b.copy()
    for k in range(n):
        p = pivots[k]
        x[k], x[p] = x[p], x[k]
    for i in range(n):
        for j in range(i):
            x[i] -= m[i, j] * x[j]
    for i in range(n - 1, -1, -1):
        for j in range(i + 1, n):
            x[i] -= m[i, j] * x[j]
        x[i] /= m[i, i]
    return x


A = np.array([[2.0, 1.0, -1.0], [-3.0, -1.0, 2.0], [-2.0, 1.0, 2.0]])
CASES = {
    "lu": [(A, np.zeros(3, np.int64)), (np.ones((2, 2)), np.zeros(2, np.int64))],
    "solve": [(A, np.array([8.0, -11.0, -3.0])), (np.zeros((1, 1)), np.ones(1))],
}
