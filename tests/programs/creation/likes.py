"""zeros_like, ones_like, empty_like, full_like and copy."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def zeros_like(a: Array2[np.int16]):
    return np.zeros_like(a)


@script
def ones_like(a: Array1[f64]):
    return np.ones_like(a)


@script
def full_like(a: Array1[f64], x: float):
    return np.full_like(a, x)


@script
def empty_like(a: Array2[f64]) -> tuple[int, int]:
    return np.empty_like(a).shape


@script
def copied(a: Array1[f64]) -> Array1[f64]:
    b = a.copy()
    b[0] = -1.0
    return b


CASES = {
    "zeros_like": [(np.ones((2, 3), np.int16),)],
    "ones_like": [(np.zeros(4),), lambda: (np.zeros(8)[::2],)],
    "full_like": [(np.zeros(3), 2.5)],
    "empty_like": [(np.zeros((2, 5)),)],
    "copied": [(np.arange(3.0),), lambda: (np.arange(6.0)[::-2],)],
}
