"""Kadane's algorithm with the bounds of the best slice."""

import numpy as np
from jitscript import Array1, i64, script


@script
def best_slice(a: Array1[i64]) -> tuple[int, int, int]:
    best, start, end = 0, 0, 0
    current, first = 0, 0
    for i in range(len(a)):
        current += int(a[i])
        if current < 0:
            current, first = 0, i + 1
        elif current > best:
            best, start, end = current, first, i + 1
    return best, start, end


CASES = {
    "best_slice": [
        (np.array([-2, 1, -3, 4, -1, 2, 1, -5, 4]),),
        (np.array([-1, -2]),),
        (np.zeros(0, np.int64),),
    ]
}
