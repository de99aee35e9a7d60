"""Conway's game of life on a torus."""

import numpy as np
from jitscript import Array2, script, u8


@script
def step(a: Array2[u8], b: Array2[u8]) -> None:
    n, m = a.shape
    for i in range(n):
        for j in range(m):
            neighbours = 0
            for di in (-1, 0, 1):
                for dj in (-1, 0, 1):
                    if di != 0 or dj != 0:
                        neighbours += int(a[(i + di) % n, (j + dj) % m])
            if neighbours == 3 or (neighbours == 2 and a[i, j]):
                b[i, j] = 1
            else:
                b[i, j] = 0


@script
def run(a: Array2[u8], generations: int) -> Array2[u8]:
    current, following = a.copy(), np.zeros_like(a)
    for _ in range(generations):
        step(current, following)
        current, following = following, current
    return current


GLIDER = np.zeros((6, 6), np.uint8)
GLIDER[[0, 1, 2, 2, 2], [1, 2, 0, 1, 2]] = 1
CASES = {"run": [(GLIDER, 0), (GLIDER, 1), (GLIDER, 7)]}
