"""Program 20950 of the generator."""

import math

import numpy as np

from jitscript import Array1, f64, i64, script

inf, nan = (math.inf, math.nan)


@script
def f(a: Array1[i64], b: f64):
    n0 = 0
    while n0 > 0 and n0 <= n0 // n0 < n0:
        n0 -= 1


CASES = {"f": [lambda: (np.array([-3, 2**62, 7]), np.float64(3.0))]}
