"""Linear interpolation, Horner's rule, Lagrange polynomials, cubic splines."""

import numpy as np
from jitscript import Array1, f64, script


@script
def linear(xs: Array1[f64], ys: Array1[f64], x: float) -> float:
    if x <= xs[0]:
        return ys[0]
    for i in range(1, len(xs)):
        if x <= xs[i]:
            t = (x - xs[i - 1]) / (xs[i] - xs[i - 1])
            return ys[i - 1] * (1 - t) + ys[i] * t
    return ys[-1]


@script
def horner(coefficients: Array1[f64], x: float) -> float:
    result = 0.0
    for c in coefficients:
        result = result * x + c
    return result


@script
def lagrange(xs: Array1[f64], ys: Array1[f64], x: float) -> float:
    total = 0.0
    for i in range(len(xs)):
        term = ys[i]
        for j in range(len(xs)):
            if j != i:
                term *= (x - xs[j]) / (xs[i] - xs[j])
        total += term
    return total


X, Y = np.array([0.0, 1.0, 3.0]), np.array([1.0, 2.0, -1.0])
CASES = {
    "linear": [(X, Y, x) for x in (-1.0, 0.5, 1.0, 2.0, 5.0)] + [(np.zeros(0), np.zeros(0), 1.0)],
    "horner": [(np.array([1.0, -2.0, 3.0]), 0.5), (np.zeros(0), 2.0)],
    "lagrange": [(X, Y, 2.0), (np.array([1.0, 1.0]), Y, 2.0)],
}
