"""Bottom-up merge sort with a buffer."""

import numpy as np
from jitscript import Array1, i64, script


@script
def merge_sort(a: Array1[i64]) -> Array1[i64]:
    n = len(a)
    source = a.copy()
    target = np.empty(n, dtype=np.int64)
    width = 1
    while width < n:
        for start in range(0, n, 2 * width):
            middle = min(start + width, n)
            end = min(start + 2 * width, n)
            i, j = start, middle
            for k in range(start, end):
                if i < middle and (j >= end or source[i] <= source[j]):
                    target[k] = source[i]
                    i += 1
                else:
                    target[k] = source[j]
                    j += 1
        source, target = target, source
        width *= 2
    return source


RANDOM = np.random.default_rng(2).integers(0, 1000, 37)
CASES = {"merge_sort": [(RANDOM,), (np.arange(8)[::-1].copy(),), (np.zeros(0, np.int64),)]}
