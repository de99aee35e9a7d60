"""What happened before an exception stays; nothing after it happens."""

import numpy as np
from jitscript import Array1, f64, i64, script


@script
def until_zero(a: Array1[f64], out: Array1[f64], d: Array1[i64]) -> None:
    for i in range(len(a)):
        out[i] = 10 // int(d[i])


@script
def until_end(a: Array1[f64], n: int) -> None:
    for i in range(n):
        a[i] = -1.0


@script
def from_callee(a: Array1[f64], n: int) -> int:
    a[0] = 5.0
    until_end(a, n)
    a[1] = 7.0
    return n


CASES = {
    "until_zero": [
        (np.zeros(3), np.zeros(3), np.array([2, 0, 5])),
        (np.zeros(2), np.zeros(2), np.array([1, 3])),
    ],
    "until_end": [(np.zeros(3), 2), (np.zeros(3), 5)],
    "from_callee": [(np.zeros(3), 2), (np.zeros(3), 4)],
}
