"""arange of ints and floats."""

import numpy as np
from jitscript import Array1, f64, i64, script


@script
def one(n: int) -> Array1[i64]:
    return np.arange(n)


@script
def two(a: int, b: int) -> Array1[i64]:
    return np.arange(a, b)


@script
def three(a: int, b: int, c: int) -> Array1[i64]:
    return np.arange(a, b, c)


@script
def floats(a: float, b: float, c: float) -> Array1[f64]:
    return np.arange(a, b, c)


CASES = {
    "one": [(0,), (5,), (-2,)],
    "two": [(2, 6), (6, 2)],
    "three": [(0, 10, 3), (10, 0, -4), (0, 5, -1), (0, 5, 0)],
    "floats": [(0.0, 1.0, 0.1), (1.0, 0.0, -0.25), (0.0, 0.3, 0.1), (2.0, 1.0, 0.5)],
}
