"""Compiled functions in one file: save them, load them, also where no compiler is installed."""

import tempfile
from pathlib import Path

import numpy as np

import jitscript as js
from jitscript import Array1, f64, script


@script
def mean(values: Array1[f64]) -> float:
    total = 0.0
    for value in values:
        total += value
    return total / len(values)


@script
def variance(values: Array1[f64]) -> float:
    centre = mean(values)
    total = 0.0
    for value in values:
        total += (value - centre) ** 2
    return total / len(values)


values = np.array([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0])

with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "statistics.jsm"
    js.save(file, mean, variance)

    module = js.load(file)  # or: from jitscript.runtime import load
    print(module.mean(values))  # → 5.0
    print(module.variance(values))  # → 4.0
