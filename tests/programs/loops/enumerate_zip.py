"""enumerate and zip over arrays, ranges and tuples."""

import numpy as np
from jitscript import Array1, f64, i64, script


@script
def weighted(a: Array1[f64]) -> float:
    s = 0.0
    for i, x in enumerate(a):
        s += i * x
    return s


@script
def from_start(a: Array1[i64], start: int) -> int:
    s = 0
    for i, x in enumerate(a, start):
        s += i * int(x)
    return s


@script
def dot(a: Array1[f64], b: Array1[f64]) -> float:
    s = 0.0
    for x, y in zip(a, b):
        s += x * y
    return s


@script
def three(n: int, a: Array1[f64], t: tuple[int, int, int]) -> float:
    s = 0.0
    for i, x, k in zip(range(n), a, t):
        s += i * x + k
    return s


@script
def numbered(a: Array1[f64], b: Array1[f64]) -> float:
    s = 0.0
    for i, (x, y) in enumerate(zip(a, b)):
        s += (i + 1) * (x - y)
    return s


CASES = {
    "weighted": [(np.array([1.0, 2.0, 4.0]),), (np.zeros(0),)],
    "from_start": [(np.arange(4), 10), (np.arange(3), -2)],
    "dot": [
        (np.arange(4.0), np.arange(4.0)),
        (np.arange(4.0), np.arange(2.0)),
        (np.zeros(0), np.ones(2)),
    ],
    "three": [(5, np.ones(4), (7, 8, 9)), (1, np.ones(4), (7, 8, 9))],
    "numbered": [(np.arange(3.0), np.ones(3))],
}
