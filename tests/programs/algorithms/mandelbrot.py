"""Escape times in the complex plane, with complex numbers and with pairs of floats."""

import numpy as np
from jitscript import Array2, i64, script


@script
def escape(c: complex, limit: int) -> int:
    z = 0j
    for k in range(limit):
        z = z * z + c
        if abs(z) > 2.0:
            return k
    return limit


@script
def picture(n: int, m: int, limit: int) -> Array2[i64]:
    out = np.zeros((n, m), dtype=np.int64)
    for i in range(n):
        for j in range(m):
            cx = -2.0 + 3.0 * j / m
            cy = -1.0 + 2.0 * i / n
            x = y = 0.0
            k = 0
            while k < limit and x * x + y * y <= 4.0:
                x, y = x * x - y * y + cx, 2.0 * x * y + cy
                k += 1
            out[i, j] = k
    return out


CASES = {"escape": [(0j, 50), (1 + 1j, 50), (-0.75 + 0.1j, 50)], "picture": [(5, 7, 30)]}
