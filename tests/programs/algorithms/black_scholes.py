"""Option prices over arrays."""

import math

import numpy as np
from jitscript import Array1, f64, script


@script
def normal(x: float) -> float:
    return 0.5 * math.erfc(-x / math.sqrt(2.0))


@script
def call_price(s: float, k: float, t: float, r: float, sigma: float) -> float:
    d1 = (math.log(s / k) + (r + 0.5 * sigma * sigma) * t) / (sigma * math.sqrt(t))
    d2 = d1 - sigma * math.sqrt(t)
    return s * normal(d1) - k * math.exp(-r * t) * normal(d2)


@script
def prices(s: Array1[f64], k: float, out: Array1[f64]) -> None:
    for i in range(len(s)):
        out[i] = call_price(s[i], k, 1.0, 0.05, 0.2)


CASES = {
    "call_price": [
        (100.0, 95.0, 0.5, 0.01, 0.3),
        (0.0, 1.0, 1.0, 0.0, 0.1),
        (1.0, 1.0, 0.0, 0.0, 0.2),
    ],
    "prices": [(np.array([80.0, 100.0, 120.0]), 100.0, np.zeros(3))],
}
