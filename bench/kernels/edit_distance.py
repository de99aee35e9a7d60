"""Levenshtein's distance of two byte sequences: each cell needs the one before it."""

import numpy as np

from jitscript import Array1, script, u8

SIZE, SMALL = 7_000, 40


@script
def edit_distance(a: Array1[u8], b: Array1[u8]) -> int:
    n = len(a)
    m = len(b)
    above = np.arange(m + 1)
    row = np.empty(m + 1, dtype=np.int64)
    for i in range(1, n + 1):
        row[0] = i
        for j in range(1, m + 1):
            cost = 0 if a[i - 1] == b[j - 1] else 1
            row[j] = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + cost)
        above, row = row, above
    return int(above[m])


def inputs(size: int) -> tuple[object, ...]:
    rng = np.random.default_rng(4)
    a, b = rng.integers(ord("a"), ord("e"), (2, size)).astype(np.uint8)
    return a, b
