"""The functions that the C program calls."""

import numpy as np

from jitscript import Array1, f64, script


@script
def mean(values: Array1[f64]) -> float:
    """The mean of some values."""
    total = 0.0
    for value in values:
        total += value
    return total / len(values)


@script
def score(values: Array1[f64], index: int) -> float:
    """How far one value lies above the mean."""
    return values[index] - mean(values)


@script
def halves(values: Array1[f64]) -> Array1[f64]:
    """A new array."""
    result = np.zeros(len(values))
    for i in range(len(values)):
        result[i] = 0.5 * values[i]
    return result
