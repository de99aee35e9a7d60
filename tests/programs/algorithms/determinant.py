"""Determinant by Gaussian elimination on a copy, and by recursion on minors."""

import numpy as np
from jitscript import Array2, f64, i64, script


@script
def by_elimination(a: Array2[f64]) -> float:
    m = a.copy()
    n = m.shape[0]
    d = 1.0
    for k in range(n):
        p = k
        while p < n and m[p, k] == 0.0:
            p += 1
        if p == n:
            return 0.0
        if p != k:
            d = -d
            for j in range(n):
                t = m[k, j]
                m[k, j] = m[p, j]
                m[p, j] = t
        d *= m[k, k]
        for i in range(k + 1, n):
            f = m[i, k] / m[k, k]
            for j in range(k, n):
                m[i, j] -= f * m[k, j]
    return d


@script
def by_minors(a: Array2[i64]) -> int:
    n = a.shape[0]
    if n == 1:
        return a[0, 0]
    total = 0
    sign = 1
    for c in range(n):
        minor = np.empty((n - 1, n - 1), dtype=np.int64)
        for i in range(1, n):
            k = 0
            for j in range(n):
                if j != c:
                    minor[i - 1, k] = a[i, j]
                    k += 1
        total += sign * int(a[0, c]) * by_minors(minor)
        sign = -sign
    return total


A = np.array([[0.0, 2.0, 1.0], [1.0, 1.0, 0.0], [3.0, -1.0, 2.0]])
CASES = {
    "by_elimination": [(A,), (np.zeros((2, 2)),), (np.eye(4),)],
    "by_minors": [(np.array([[2, 0, 1], [1, 3, 2], [1, 1, 1]]),), (np.array([[7]]),)],
}
