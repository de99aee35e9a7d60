"""Views as arguments of other scripted functions."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def total(a: Array1[f64]) -> float:
    s = 0.0
    for x in a:
        s += x
    return s


@script
def row_totals(a: Array2[f64]) -> Array1[f64]:
    out = np.zeros(a.shape[0])
    for i in range(a.shape[0]):
        out[i] = total(a[i])
    return out


@script
def column_totals(a: Array2[f64]) -> Array1[f64]:
    out = np.zeros(a.shape[1])
    for j in range(a.shape[1]):
        out[j] = total(a[:, j])
    return out


@script
def halves(a: Array1[f64]) -> float:
    if len(a) <= 1:
        return total(a)
    m = len(a) // 2
    return halves(a[:m]) + halves(a[m:])


A = np.arange(12.0).reshape(3, 4)
CASES = {
    "row_totals": [(A,), lambda: (np.arange(12.0).reshape(4, 3).T,)],
    "column_totals": [(A,), lambda: (np.arange(12.0).reshape(4, 3).T,)],
    "halves": [(np.arange(9.0),), (np.zeros(0),)],
}
