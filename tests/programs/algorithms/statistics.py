"""Mean, variance, correlation, linear regression, median of three."""

import math

import numpy as np
from jitscript import Array1, f64, script


@script
def mean(a: Array1[f64]) -> float:
    s = 0.0
    for x in a:
        s += x
    return s / len(a)


@script
def variance(a: Array1[f64]) -> float:
    m = 0.0
    q = 0.0
    for i, x in enumerate(a, 1):
        d = x - m
        m += d / i
        q += d * (x - m)
    return q / (len(a) - 1)


@script
def regression(x: Array1[f64], y: Array1[f64]) -> tuple[float, float]:
    mx, my = mean(x), mean(y)
    top = bottom = 0.0
    for a, b in zip(x, y):
        top += (a - mx) * (b - my)
        bottom += (a - mx) ** 2
    slope = top / bottom
    return slope, my - slope * mx


@script
def correlation(x: Array1[f64], y: Array1[f64]) -> float:
    mx, my = mean(x), mean(y)
    sxy = sxx = syy = 0.0
    for i in range(len(x)):
        dx, dy = x[i] - mx, y[i] - my
        sxy += dx * dy
        sxx += dx * dx
        syy += dy * dy
    return sxy / math.sqrt(sxx * syy)


@script
def median3(a: float, b: float, c: float) -> float:
    return max(min(a, b), min(max(a, b), c))


X = np.array([1.0, 2.0, 4.0, 7.0])
Y = np.array([1.5, 3.0, 9.5, 14.0])
CASES = {
    "mean": [(X,), (np.zeros(0),)],
    "variance": [(X,), (np.ones(1),)],
    "regression": [(X, Y), (np.ones(2), np.ones(2))],
    "correlation": [(X, Y)],
    "median3": [(1.0, 2.0, 3.0), (3.0, 1.0, 2.0), (2.0, 3.0, 1.0)],
}
