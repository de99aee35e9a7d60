"""Powers of arrays."""

import numpy as np
from jitscript import Array1, f64, i64, script


@script
def square(a: Array1[f64]) -> Array1[f64]:
    return a**2


@script
def cube(a: Array1[i64]) -> Array1[i64]:
    return a**3


@script
def general(a: Array1[f64], b: Array1[f64]) -> Array1[f64]:
    return a**b


CASES = {
    "square": [(np.array([1.5, -2.0, 0.0, np.inf, np.nan]),)],
    "cube": [(np.array([2, -3, 0, 2**40]),)],
    "general": [(np.array([2.0, 0.0, -8.0, -2.0]), np.array([0.5, -1.0, 1 / 3, 3.0]))],
}
ULP = 4
