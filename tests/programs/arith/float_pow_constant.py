"""Powers with a constant exponent: libm's last bit, also where the power lies between doubles."""

import math
import random

import numpy as np

from jitscript import Array1, f64, script


@script
def whole(values: list[float]) -> list[tuple[float, float, float]]:
    return [(x**2, x**3, x**4) for x in values]


@script
def inverse(values: list[float]) -> list[tuple[float, float, float]]:
    return [(x**-1, x**-2, x**-3.0) for x in values]


@script
def halves(values: list[float]) -> list[tuple[float, float, float, float]]:
    return [(x**0.5, x**1.5, x**-0.5, x**-1.5) for x in values]


@script
def of_math(values: list[float]) -> list[tuple[float, float]]:
    return [(math.pow(x, 2), math.pow(x, -0.5)) for x in values]


@script
def of_numpy(values: Array1[f64]) -> list[tuple[f64, f64, f64]]:
    return [(x**2, x**0.5, x**-1) for x in values]


@script
def one(x: float) -> float:
    return x**2 + x**-1.5


random.seed(2)
PLAIN = [random.uniform(0, 10) for _ in range(20_000)]
WIDE = [math.ldexp(random.random() + 0.5, random.randrange(-60, 60)) for _ in range(10_000)]
NEAR = [  # powers of two and their neighbours, where the distance of doubles changes
    root * (1 + k * 2.0**-52)
    for n in range(-50, 50)
    for root in (2.0**n, math.sqrt(2.0**n), (2.0**n) ** (1 / 3), (2.0**n) ** (2 / 3))
    for k in range(-3, 4)
]
FAR = [5e-70, 1e-50, 1e-31, 1e-30, 1e30, 1e31, 1e50, 5e70]  # neither too small nor too large
POSITIVE = PLAIN + WIDE + NEAR + FAR
ALL = POSITIVE + [-x for x in POSITIVE]
NAMED = [0.0, -0.0, 1.0, -1.0, 4.0, math.inf, -math.inf, math.nan, 5e-324, 1e-308, 1e308, -2.0]
CASES = {
    "whole": [(ALL,), ([0.0, -0.0, math.inf, -math.inf, math.nan, 1e-300],), ([1e160],)],
    "inverse": [(ALL,), ([math.inf, -math.inf, math.nan, 1e90],), ([0.0],), ([-0.0],)],
    "halves": [(POSITIVE,), ([math.inf, math.nan, 5e-324, 1e-310, 1e200],), ([0.0],)],
    "of_math": [(POSITIVE,), ([math.inf, math.nan, 1e-310],), ([-1.0],), ([0.0],), ([1e200],)],
    "of_numpy": [(np.array(POSITIVE),), (np.array(NAMED),)],
    "one": [(x,) for x in (1.5, 0.0, math.inf, 1e155, 5e-324)],
}
