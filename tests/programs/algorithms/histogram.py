"""Counting into bins, with values outside ignored."""

import numpy as np
from jitscript import Array1, f64, i64, script


@script
def histogram(a: Array1[f64], bins: int, low: float, high: float) -> Array1[i64]:
    counts = np.zeros(bins, dtype=np.int64)
    for x in a:
        if low <= x < high:
            counts[int((x - low) / (high - low) * bins)] += 1
    return counts


@script
def mode(a: Array1[np.uint8]) -> int:
    counts = np.zeros(256, dtype=np.int32)
    for x in a:
        counts[x] += 1
    best = 0
    for i in range(256):
        if counts[i] > counts[best]:
            best = i
    return best


DATA = np.random.default_rng(5).normal(size=60)
CASES = {
    "histogram": [
        (DATA, 8, -2.0, 2.0),
        (np.array([np.nan, np.inf, 0.5]), 3, 0.0, 1.0),
        (DATA, 0, 0.0, 1.0),
    ],
    "mode": [(np.array([3, 7, 7, 255, 7, 3], np.uint8),), (np.zeros(0, np.uint8),)],
}
