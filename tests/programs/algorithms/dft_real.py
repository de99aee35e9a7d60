"""Discrete Fourier transform from its definition."""

import math

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def dft(x: Array1[f64]) -> Array2[f64]:
    n = len(x)
    out = np.zeros((n, 2))
    for k in range(n):
        re = im = 0.0
        for t in range(n):
            angle = -2.0 * math.pi * k * t / n
            re += x[t] * math.cos(angle)
            im += x[t] * math.sin(angle)
        out[k] = re
        out[k, 1] = im
    return out


CASES = {"dft": [(np.array([1.0, 2.0, 0.0, -1.0, 0.5]),), (np.zeros(0),)]}
