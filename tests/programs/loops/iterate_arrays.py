"""for over an array gives its elements, or its rows."""

import numpy as np
from jitscript import Array1, Array2, f64, i64, script


@script
def total(a: Array1[f64]) -> float:
    s = 0.0
    for x in a:
        s += x
    return s


@script
def row_maxima(a: Array2[f64], out: Array1[f64]) -> None:
    k = 0
    for row in a:
        best = row[0]
        for x in row:
            if x > best:
                best = x
        out[k] = best
        k += 1


@script
def sees_writes(a: Array1[i64]) -> int:
    s = 0
    for x in a:
        a[-1] = 100
        s += int(x)
    return s


CASES = {
    "total": [(np.arange(5.0),), (np.zeros(0),), lambda: (np.arange(10.0)[::3],)],
    "row_maxima": [(np.array([[1.0, 5.0, 2.0], [7.0, 0.0, 3.0]]), np.zeros(2))],
    "sees_writes": [(np.arange(4),), (np.arange(1),)],
}
