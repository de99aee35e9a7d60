"""Dot product: one sum in order, limited by the latency of an addition."""

import numpy as np

from jitscript import Array1, f64, script

SIZE, SMALL = 500_000, 1_000
CALLS = 300


@script
def dot(a: Array1[f64], b: Array1[f64]) -> float:
    total = 0.0
    for i in range(len(a)):
        total += a[i] * b[i]
    return total


def numpy_twin(a: Array1[f64], b: Array1[f64]) -> float:
    return float(a @ b)


def inputs(size: int) -> tuple[object, ...]:
    rng = np.random.default_rng(1)
    return rng.random(size), rng.random(size)
