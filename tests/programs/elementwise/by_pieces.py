"""`np.piecewise`: numbers, functions and arrays for conditions that overlap, miss and cover."""

import numpy as np

from jitscript import Array1, Array2, f64, i64, script


def squares(x: Array1[f64]) -> Array1[f64]:
    return x * x


@script
def numbers(x: Array1[f64]):
    return np.piecewise(x, [x < 0, x >= 0], [-1, 1])


@script
def functions(x: Array1[f64]):
    return np.piecewise(x, [x < 0, x > 2], [lambda x: -x, squares, 7])


@script
def overlapping(x: Array1[f64]):
    return np.piecewise(x, [x < 2, x < 1, x > 3], [10.5, lambda t: t - 1, 3])


@script
def of_ints(x: Array1[i64]):
    return np.piecewise(x, [x < 0, x >= 0], [lambda x: x / 2, 1.75])


@script
def of_matrix(x: Array2[f64], c: float):
    return np.piecewise(x, [x < c, x == c], [lambda t: t + c, 0.5])


@script
def one_condition(x: Array1[f64]):
    return np.piecewise(x, x > 1, [2, 3]), np.piecewise(x, [x > 1], [squares])


@script
def wrong_count(x: Array1[f64]):
    return np.piecewise(x, [x > 1, x > 2], [4])


X = np.array([-2.0, -0.0, 0.5, 1.0, 2.0, 3.0, 4.0, np.nan])
CASES = {
    "numbers": [(X,), (X[::-2],), (X[:0],)],
    "functions": [(X,), (X[:0],), (X[:2],)],
    "overlapping": [(X,)],
    "of_ints": [(np.array([-3, 3, 0]),)],
    "of_matrix": [(X.reshape(2, 4), 1.0), (X.reshape(2, 4).T, -0.0), (np.zeros((0, 2)), 1.0)],
    "one_condition": [(X,)],
    "wrong_count": [(X,)],
}
