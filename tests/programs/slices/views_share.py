"""A view writes to the caller's array; a copy does not."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def write_view(a: Array1[f64]) -> None:
    v = a[2:]
    v[0] = -1.0
    w = v[::2]
    w[-1] = -2.0


@script
def write_copy(a: Array1[f64]) -> float:
    c = a.copy()
    c[0] = 100.0
    return a[0] + c[0]


@script
def write_transposed(a: Array2[f64]) -> None:
    t = a.T
    t[0, 1] = -5.0


@script
def rebinding(a: Array1[f64]) -> None:
    b = a
    b[0] = 1.0
    b = np.zeros(2)
    b[0] = 2.0


CASES = {
    "write_view": [(np.arange(6.0),), (np.arange(2.0),)],
    "write_copy": [(np.arange(3.0),)],
    "write_transposed": [(np.arange(4.0).reshape(2, 2),)],
    "rebinding": [(np.zeros(3),)],
}
