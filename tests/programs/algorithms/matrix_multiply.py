"""Matrix product with explicit loops, and a power of a matrix."""

import numpy as np
from jitscript import Array2, f64, i64, script


@script
def product(a: Array2[f64], b: Array2[f64]) -> Array2[f64]:
    n, k = a.shape
    if b.shape[0] != k:
        raise ValueError(f"cannot multiply {n} x {k} by {b.shape[0]} x {b.shape[1]}")
    m = b.shape[1]
    c = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            s = 0.0
            for p in range(k):
                s += a[i, p] * b[p, j]
            c[i, j] = s
    return c


@script
def fibonacci(n: int) -> int:
    result = np.zeros((2, 2), dtype=np.int64)
    base = np.ones((2, 2), dtype=np.int64)
    result[0, 0] = result[1, 1] = 1
    base[1, 1] = 0
    while n:
        if n & 1:
            result = times(result, base)
        base = times(base, base)
        n >>= 1
    return result[0, 1]


def times(a: Array2[i64], b: Array2[i64]) -> Array2[i64]:
    c = np.zeros((2, 2), dtype=np.int64)
    for i in range(2):
        for j in range(2):
            for k in range(2):
                c[i, j] += a[i, k] * b[k, j]
    return c


A = np.arange(6.0).reshape(2, 3)
CASES = {
    "product": [
        (A, np.ones((3, 2))),
        (A, A),
        lambda: (np.arange(6.0).reshape(3, 2).T, np.ones((3, 1))),
    ],
    "fibonacci": [(0,), (1,), (10,), (90,)],
}
