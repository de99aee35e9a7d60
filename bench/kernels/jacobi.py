"""Jacobi's iteration for the heat equation on a square: a five-point stencil."""

import numpy as np

from jitscript import Array2, f64, script

SIZE, SMALL = 700, 12
STEPS = 500
WRITES = (0, 1)


@script
def jacobi(u: Array2[f64], v: Array2[f64], steps: int) -> float:
    n, m = u.shape
    for _ in range(steps):
        for i in range(1, n - 1):
            for j in range(1, m - 1):
                v[i, j] = 0.25 * (u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1])
        u, v = v, u
    return u[n // 2, m // 2]


def numpy_twin(u: Array2[f64], v: Array2[f64], steps: int) -> float:
    n, m = u.shape
    for _ in range(steps):
        v[1:-1, 1:-1] = 0.25 * (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:])
        u, v = v, u
    return float(u[n // 2, m // 2])


def inputs(size: int) -> tuple[object, ...]:
    u = np.zeros((size, size))
    u[0, :] = 1.0
    u[:, 0] = np.linspace(1.0, 0.0, size)
    return u, u.copy(), STEPS
