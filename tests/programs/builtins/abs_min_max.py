"""abs, min and max of numbers keep the argument's type."""

from math import nan

import numpy as np
from jitscript import Array1, f64, script


@script
def absolute(n: int, x: float, z: complex) -> tuple[int, float, float]:
    return abs(n), abs(x), abs(z)


@script
def least(a: int, b: int, c: int) -> tuple[int, int]:
    return min(a, b, c), max(a, b, c)


@script
def mixed(a: int, b: float):
    return min(a, b), max(a, b)


@script
def floats(a: float, b: float) -> tuple[float, float]:
    return min(a, b), max(a, b)


@script
def clamp(x: f64, low: float, high: float):
    return max(low, min(x, high))


@script
def of_array(a: Array1[f64]) -> tuple[float, float]:
    return min(a), max(a)


CASES = {
    "absolute": [(-3, -0.0, 3 + 4j), (3, -2.5, 0j)],
    "least": [(3, 1, 2), (1, 1, 1), (-5, 5, 0)],
    "mixed": [(1, 2.5), (3, 2.5), (2, 2.0)],
    "floats": [(1.0, 2.0), (nan, 1.0), (1.0, nan), (0.0, -0.0), (-0.0, 0.0)],
    "clamp": [(np.float64(0.5), 0.0, 1.0), (np.float64(7), 0.0, 1.0), (np.float64(-7), 0.0, 1.0)],
    "of_array": [(np.array([2.0, -1.0, 5.0]),), (np.zeros(0),)],
}
