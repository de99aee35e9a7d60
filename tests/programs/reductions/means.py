"""Means, variances and standard deviations: NumPy's type, NumPy's bits, nan where nothing is."""

import numpy as np

from jitscript import Array1, Array2, Array3, f64, i64, script


@script
def line(a: Array1[f64]):
    return a.mean(), np.mean(a, axis=0, keepdims=True), a.var(), a.std()


@script
def plane(a: Array2[f64]):
    return a.mean(0), a.mean(axis=1), a.std(axis=0), np.var(a, 1, keepdims=True), np.std(a)


@script
def freedom(a: Array2[f64], ddof: int):
    return a.var(ddof=ddof), a.std(axis=0, ddof=ddof), np.var(a, axis=1, ddof=1)


@script
def normalised(a: Array2[f64]):
    return (a - a.mean(axis=0)) / a.std(axis=0)


@script
def room(a: Array3[f64]):
    return a.mean((0, 2)), a.std(axis=1), np.mean(a, axis=-1)


@script
def of_ints(a: Array2[i64]):
    return a.mean(), a.mean(0), a.std(1), np.var(a)


def normal(*shape):
    return np.random.default_rng(5).standard_normal(shape)


PLANES = [
    (normal(5, 300),),
    (normal(300, 5),),
    lambda: (normal(40, 50)[::-1, ::3],),
    (np.zeros((0, 3)),),
    (np.zeros((3, 0)),),
    (np.full((4, 4), np.nan),),
]
CASES = {
    "line": [(normal(n),) for n in (0, 1, 2, 129, 10001)],
    "plane": PLANES,
    "freedom": [(normal(4, 5), n) for n in (-1, 0, 1, 4, 20, 30)],
    "normalised": PLANES[:3],
    "room": [(normal(3, 4, 50),), lambda: (normal(50, 4, 3).T,)],
    "of_ints": [
        (np.random.default_rng(1).integers(-(2**62), 2**62, (7, 300)),),
        (np.arange(12).reshape(3, 4),),
    ],
}
