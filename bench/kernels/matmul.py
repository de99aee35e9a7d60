"""Matrix product in three loops, the order that walks memory forward."""

import numpy as np

from jitscript import Array2, f64, script

SIZE, SMALL = 900, 16
WRITES = (2,)


@script
def matmul(a: Array2[f64], b: Array2[f64], out: Array2[f64]) -> None:
    n, m = a.shape
    p = b.shape[1]
    for i in range(n):
        for j in range(p):
            out[i, j] = 0.0
        for k in range(m):
            x = a[i, k]
            for j in range(p):
                out[i, j] += x * b[k, j]


def numpy_twin(a: Array2[f64], b: Array2[f64], out: Array2[f64]) -> None:
    np.matmul(a, b, out=out)


def inputs(size: int) -> tuple[object, ...]:
    rng = np.random.default_rng(2)
    return rng.random((size, size)), rng.random((size, size)), np.zeros((size, size))
