"""An array argument, a view of it, and a new array as results."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def itself(a: Array1[f64]) -> Array1[f64]:
    return a


@script
def tail(a: Array1[f64]) -> Array1[f64]:
    return a[1:]


@script
def row(a: Array2[f64], i: int) -> Array1[f64]:
    return a[i]


@script
def made(n: int) -> Array1[f64]:
    out = np.zeros(n)
    for i in range(n):
        out[i] = i * 0.5
    return out


@script
def pair(a: Array1[f64]) -> tuple[Array1[f64], float]:
    b = np.empty(2)
    b[0] = a[0]
    b[1] = a[-1]
    return b, b[0] + b[1]


CASES = {
    "itself": [(np.arange(3.0),)],
    "tail": [(np.arange(3.0),), (np.zeros(0),)],
    "row": [
        (np.arange(6.0).reshape(2, 3), 1),
        (np.arange(6.0).reshape(2, 3), -1),
        (np.arange(6.0).reshape(2, 3), 2),
    ],
    "made": [(0,), (4,)],
    "pair": [(np.arange(3.0),), (np.zeros(0),)],
}
