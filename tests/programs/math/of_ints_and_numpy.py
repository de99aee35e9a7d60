"""math functions take ints, bools and NumPy scalars."""

import math

import numpy as np
from jitscript import Array1, f64, script


@script
def of_int(n: int) -> tuple[float, float]:
    return math.sqrt(n), math.exp(n)


@script
def of_f64(x: f64):
    return math.sqrt(x)


@script
def of_f32(x: np.float32):
    return math.sin(x)


@script
def over_array(a: Array1[f64]) -> float:
    s = 0.0
    for x in a:
        s += math.sqrt(x) + math.cos(x)
    return s


CASES = {
    "of_int": [(4,), (0,), (-1,), (710,)],
    "of_f64": [(np.float64(2.0),), (np.float64(-2.0),)],
    "of_f32": [(np.float32(0.5),)],
    "over_array": [(np.arange(5.0),), (np.array([1.0, -1.0]),)],
}
