"""Shapes of every rank that do not fit together are a ValueError with NumPy's text: the longest
has twelve sizes."""

import numpy as np
from jitscript import Array1, Array2, Array3, Array4, f32, f64, i64, script


@script
def into_2(a: Array2[f32], b: Array2[f32]) -> None:
    a *= b


@script
def into_3(a: Array3[f32], b: Array3[f32]) -> None:
    a *= b


@script
def into_4(a: Array4[f64], b: Array4[f64]) -> None:
    a += b


@script
def into_4_from_1(a: Array4[i64], b: Array1[i64]) -> None:
    a -= b


@script
def sum_of_4(a: Array4[f32], b: Array4[f32]) -> Array4[f32]:
    return a + b


@script
def power_of_4(a: Array4[f64], b: Array4[f64]) -> Array4[f64]:
    return a**b


@script
def assigned_4(a: Array4[f64], b: Array4[f64]) -> None:
    a[:] = b


@script
def assigned_slice_3(a: Array3[f64], b: Array3[f64]) -> None:
    a[1:, :, ::2] = b


@script
def called(a: Array4[f64], b: Array4[f64], n: int) -> int:
    into_4(a, b)
    return n


def pair(rank, dtype, m=3, n=2):
    return np.zeros((m,) * rank, dtype), np.zeros((n,) * rank, dtype)


CASES = {
    "into_2": [pair(2, np.float32), pair(2, np.float32, 2, 1)],
    "into_3": [pair(3, np.float32), pair(3, np.float32, 1, 2), pair(3, np.float32, 2, 1)],
    "into_4": [pair(4, np.float64), pair(4, np.float64, 1, 2), pair(4, np.float64, 2, 1)],
    "into_4_from_1": [(np.zeros((2, 3, 4, 5), np.int64), np.zeros(4, np.int64))],
    "sum_of_4": [pair(4, np.float32)],
    "power_of_4": [pair(4, np.float64)],
    "assigned_4": [pair(4, np.float64), pair(4, np.float64, 3, 1)],
    "assigned_slice_3": [pair(3, np.float64)],
    "called": [(*pair(4, np.float64), 1)],
}
