"""math: constants, prod and fsum."""

import math
from math import pi, tau

import numpy as np
from jitscript import Array1, f64, script


@script
def circle(r: float) -> tuple[float, float]:
    return pi * r * r, tau * r


@script
def limits() -> tuple[float, float, float]:
    return math.inf, math.e, -math.inf


@script
def accurate_sum(a: Array1[f64]) -> float:
    return math.fsum(a)


@script
def product(t: tuple[int, int, int]) -> int:
    return math.prod(t)


CASES = {
    "circle": [(1.5,)],
    "limits": [()],
    "accurate_sum": [(np.array([0.1] * 10),), (np.array([1e100, 1.0, -1e100]),), (np.zeros(0),)],
    "product": [((2, 3, 4),)],
}
