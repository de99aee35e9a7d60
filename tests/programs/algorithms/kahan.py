"""Compensated summation: must not be simplified away."""

import numpy as np
from jitscript import Array1, f64, script


@script
def kahan(a: Array1[f64]) -> float:
    s = 0.0
    c = 0.0
    for x in a:
        y = x - c
        t = s + y
        c = (t - s) - y
        s = t
    return s


@script
def two_sum(a: float, b: float) -> tuple[float, float]:
    s = a + b
    t = s - a
    return s, (a - (s - t)) + (b - t)


@script
def pairwise(a: Array1[f64]) -> float:
    n = len(a)
    if n < 3:
        s = 0.0
        for x in a:
            s += x
        return s
    return pairwise(a[: n // 2]) + pairwise(a[n // 2 :])


A = np.array([1e16, 1.0, -1e16, 0.1, 0.2, 1e8, -1e8, 3e-9])
CASES = {"kahan": [(A,), (np.zeros(0),)], "two_sum": [(1e16, 1.0), (0.1, 0.2)], "pairwise": [(A,)]}
