"""Elements of a vector are read and written; the caller sees the writes."""

import numpy as np
from jitscript import Array1, f64, i64, script


@script
def get(a: Array1[f64], i: int) -> float:
    return a[i]


@script
def put(a: Array1[f64], i: int, x: float) -> None:
    a[i] = x


@script
def fill_squares(a: Array1[i64]) -> None:
    for i in range(len(a)):
        a[i] = i * i


@script
def in_place(a: Array1[f64]) -> None:
    for i in range(len(a)):
        a[i] += 1
        a[i] *= 2.0


INDICES = [0, 2, 4, -1, -5, 5, -6, 2**62, -(2**63)]
CASES = {
    "get": [(np.arange(5.0), i) for i in INDICES] + [(np.zeros(0), 0)],
    "put": [(np.arange(5.0), i, 9.5) for i in INDICES],
    "fill_squares": [(np.zeros(6, np.int64),), lambda: (np.zeros(10, np.int64)[::2],)],
    "in_place": [(np.arange(4.0),)],
}
