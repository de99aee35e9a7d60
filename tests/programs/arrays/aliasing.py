"""Two parameters may be views of one memory."""

import numpy as np
from jitscript import Array1, f64, script


@script
def shift(a: Array1[f64], b: Array1[f64]) -> None:
    for i in range(len(a)):
        b[i] = a[i] + 1


@script
def read_after_write(a: Array1[f64], b: Array1[f64]) -> float:
    x = a[0]
    b[0] = 5.0
    return x + a[0]


def overlapping():
    a = np.arange(6.0)
    return a[:-1], a[1:]


def same():
    a = np.arange(3.0)
    return a, a


CASES = {
    "shift": [overlapping, same, lambda: overlapping()[::-1]],
    "read_after_write": [same, lambda: (np.arange(3.0), np.arange(3.0))],
}
