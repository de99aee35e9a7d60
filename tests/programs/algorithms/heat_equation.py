"""Explicit heat equation and Jacobi iteration."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def heat(u: Array1[f64], r: float, steps: int) -> Array1[f64]:
    for _ in range(steps):
        new = u.copy()
        for i in range(1, len(u) - 1):
            new[i] = u[i] + r * (u[i - 1] - 2 * u[i] + u[i + 1])
        u = new
    return u


@script
def jacobi(u: Array2[f64], tolerance: float) -> int:
    n, m = u.shape
    new = u.copy()
    steps = 0
    while True:
        change = 0.0
        for i in range(1, n - 1):
            for j in range(1, m - 1):
                new[i, j] = 0.25 * (u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1])
                change = max(change, abs(new[i, j] - u[i, j]))
        u[:] = new
        steps += 1
        if change < tolerance:
            return steps


U = np.zeros(9)
U[4] = 1.0
V = np.zeros((6, 6))
V[0] = 1.0
CASES = {"heat": [(U, 0.25, 10), (U, 0.25, 0)], "jacobi": [(V, 1e-3)]}
