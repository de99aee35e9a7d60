"""NumPy arrays of the module are constants of the compiled function."""

import numpy as np
from jitscript import script

WEIGHTS = np.array([0.25, 0.5, 0.25])
TABLE = np.arange(12).reshape(3, 4)


@script
def weighted(x: float, y: float, z: float) -> float:
    return WEIGHTS[0] * x + WEIGHTS[1] * y + WEIGHTS[2] * z


@script
def lookup(i: int, j: int) -> int:
    return TABLE[i, j]


@script
def total() -> int:
    s = 0
    for i in range(TABLE.shape[0]):
        for j in range(TABLE.shape[1]):
            s += TABLE[i, j]
    return s


CASES = {
    "weighted": [(1.0, 2.0, 3.0)],
    "lookup": [(0, 0), (2, 3), (-1, -1), (3, 0), (0, 4)],
    "total": [()],
}
