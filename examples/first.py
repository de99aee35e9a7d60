"""The first example: a loop, compiled, beside the same function in plain Python."""

import math

import numpy as np

from jitscript import Array1, f64, script


@script
def distance(a: Array1[f64], b: Array1[f64]) -> float:
    """How far two points are apart."""
    total = 0.0
    for i in range(len(a)):
        total += (a[i] - b[i]) ** 2
    return math.sqrt(total)


here, there = np.array([1.0, 2.0, 3.0]), np.array([4.0, 6.0, 3.0])

print(distance(here, there))  # → 5.0
print(distance.python(here, there))  # → 5.0
print(distance.__name__, "-", distance.__doc__)  # → distance - How far two points are apart.

print()
print(distance.ir)  # what the compiler makes of it; also .llvm and .asm
