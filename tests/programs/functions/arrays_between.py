"""Functions that fill, return and pass on arrays."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def fill(a: Array1[f64], x: float) -> None:
    for i in range(len(a)):
        a[i] = x


@script
def made(n: int, x: float) -> Array1[f64]:
    a = np.empty(n)
    fill(a, x)
    return a


@script
def dot(a: Array1[f64], b: Array1[f64]) -> float:
    s = 0.0
    for i in range(a.shape[0]):
        s += a[i] * b[i]
    return s


@script
def multiply(a: Array2[f64], x: Array1[f64]) -> Array1[f64]:
    out = np.zeros(a.shape[0])
    for i in range(a.shape[0]):
        out[i] = dot(a[i], x)
    return out


CASES = {
    "made": [(0, 1.0), (3, 2.5)],
    "dot": [(np.arange(3.0), np.arange(3.0)), (np.arange(3.0), np.arange(2.0))],
    "multiply": [(np.arange(6.0).reshape(2, 3), np.ones(3)), (np.ones((2, 2)), np.ones(1))],
}
