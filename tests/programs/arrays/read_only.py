"""A read-only array can be read; only a function that writes refuses it."""

import numpy as np
from jitscript import Array1, f64, script


@script
def total(a: Array1[f64]) -> float:
    s = 0.0
    for i in range(len(a)):
        s += a[i]
    return s


@script
def copy_into(a: Array1[f64], out: Array1[f64]) -> None:
    for i in range(len(a)):
        out[i] = a[i]


def frozen():
    a = np.arange(4.0)
    a.flags.writeable = False
    return a


CASES = {
    "total": [lambda: (frozen(),)],
    "copy_into": [lambda: (frozen(), np.zeros(4))],
}
