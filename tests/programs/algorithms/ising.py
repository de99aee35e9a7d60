"""A deterministic Ising sweep: int8 spins, periodic borders, own random numbers."""

import math

import numpy as np
from jitscript import Array2, script


@script
def sweep(spins: Array2[np.int8], beta: float, seed: int) -> int:
    n, m = spins.shape
    flips = 0
    for i in range(n):
        for j in range(m):
            s = (
                int(spins[(i + 1) % n, j])
                + int(spins[i - 1, j])
                + int(spins[i, (j + 1) % m])
                + int(spins[i, j - 1])
            )
            change = 2 * int(spins[i, j]) * s
            seed = seed * 69069 % 4294967296 + 1
            if change <= 0 or seed / 4294967296 < math.exp(-beta * change):
                spins[i, j] = -spins[i, j]
                flips += 1
    return flips


SPINS = np.where(np.arange(36).reshape(6, 6) % 3 == 0, 1, -1).astype(np.int8)
CASES = {"sweep": [(SPINS, 0.4, 1), (SPINS, 0.0, 1)]}
