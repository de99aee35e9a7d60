"""Sums of Python ints over arrays of small integers: unchecked where they cannot overflow."""

import numpy as np

from jitscript import Array1, Array2, f64, i16, i32, i64, script, u8

LARGEST, SMALLEST = 2**63 - 1, -(2**63)


@script
def total(x: Array1[i32], start: int) -> int:
    s = start
    for i in range(len(x)):
        s += int(x[i])
    return s


@script
def balance(x: Array1[u8], y: Array1[i16], start: int) -> tuple[int, int, int]:
    more, less, steps = start, start, 0
    for i in range(len(x) - 1, -1, -2):
        if x[i] > 100:
            more += int(x[i]) * int(y[i]) + 1
            steps += 1
        else:
            less -= int(x[i])
            steps += 2
    return more, less, steps


@script
def of_rows(x: Array2[i32], start: int) -> int:
    s = start
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            s += int(x[i, j])
    return s


@script
def until(x: Array1[i32], start: int, out: Array1[i64]) -> int:
    s = start
    for i in range(len(x)):
        s -= int(x[i])
        out[i] = s
    return s


@script
def products(x: Array1[i32], y: Array1[i32]) -> int:
    s = 0
    for i in range(len(x)):
        s += int(x[i]) * int(y[i])
    return s


@script
def of_floats(x: Array1[f64], start: int) -> int:
    s = start
    for i in range(len(x)):
        s += int(x[i])
    return s


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int32)


CASES = {
    "total": [
        (ints(), 5),
        (ints(3, -4, 2**31 - 1, -(2**31)), 0),
        (np.arange(-500, 70_000, dtype=np.int32), -7),
        (ints(3, 4), LARGEST - 7),
        (ints(3, 4, -9), LARGEST - 7),
        (ints(-3, -5), SMALLEST + 8),
    ],
    "balance": [
        (np.arange(200, dtype=np.uint8), np.arange(200, dtype=np.int16) * 300, 0),
        (np.arange(8, dtype=np.uint8), np.ones(8, np.int16), SMALLEST + 16),
        (np.zeros(0, np.uint8), np.zeros(0, np.int16), LARGEST),
    ],
    "of_rows": [
        (np.arange(-6, 6, dtype=np.int32).reshape(3, 4), 1),
        (np.ones((2, 3), np.int32), LARGEST - 6),
    ],
    "until": [(ints(1, 2, 3), SMALLEST + 6, np.zeros(3, np.int64))],
    "products": [(ints(2**31 - 1, 5), ints(2**31 - 1, -5))],
    "of_floats": [
        (np.array([1.9, -2.9, 2.0**62]), 0),
        (np.array([1.0, np.nan, np.inf]), 0),
        (np.array([1.0, np.inf, np.nan]), 0),
        (np.array([-(2.0**63), 5.0]), LARGEST),
    ],
}
OVERFLOWS = {
    "total": [(ints(3, 5), LARGEST - 7), (ints(3, 5, -1), LARGEST - 7), (ints(-1), SMALLEST)],
    "balance": [
        (np.full(2, 101, np.uint8), np.ones(2, np.int16), LARGEST - 101),
        (np.full(2, 9, np.uint8), np.ones(2, np.int16), SMALLEST + 8),
    ],
    "of_rows": [(np.ones((2, 3), np.int32), LARGEST - 5)],
    "until": [(ints(1, 2, 3, 4), SMALLEST + 5, np.zeros(4, np.int64))],
    "products": [(np.full(3, 2**31 - 1, np.int32), np.full(3, 2**31 - 1, np.int32))],
    "of_floats": [(np.array([1.0, 2.0**63]), 0), (np.array([2.0**62, 2.0**62]), 0)],
}
