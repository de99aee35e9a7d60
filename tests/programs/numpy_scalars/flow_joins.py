"""Where a builtin and a NumPy scalar meet, the value keeps the type that it has."""

import numpy as np
from jitscript import Array1, f64, script


@script
def sum_with_float(a: Array1[f64]):
    s = 0.0
    for x in a:
        s += x
    return s


@script
def divide_after(a: Array1[f64], b: float):
    s = 1.0
    for x in a:
        s = s * x
    return s / b


@script
def pick(c: bool, a: f64, b: float):
    return a if c else b


@script
def largest(a: Array1[f64]):
    best = -1.0
    for x in a:
        if x > best:
            best = x
    return best


CASES = {
    "sum_with_float": [(np.zeros(0),), (np.arange(3.0),)],
    "divide_after": [(np.zeros(0), 2.0), (np.ones(2), 0.0), (np.zeros(0), 0.0)],
    "pick": [(True, np.float64(1), 2.0), (False, np.float64(1), 2.0)],
    "largest": [(np.zeros(0),), (np.array([0.5, 2.5, 1.0]),), (np.array([-5.0]),)],
}
