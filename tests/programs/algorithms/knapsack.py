"""0/1 knapsack by dynamic programming."""

import numpy as np
from jitscript import Array1, i64, script


@script
def knapsack(weights: Array1[i64], values: Array1[i64], capacity: int) -> int:
    best = np.zeros(capacity + 1, dtype=np.int64)
    for i in range(len(weights)):
        w = int(weights[i])
        for c in range(capacity, w - 1, -1):
            candidate = best[c - w] + values[i]
            if candidate > best[c]:
                best[c] = candidate
    return best[capacity]


W, V = np.array([1, 3, 4, 5]), np.array([1, 4, 5, 7])
CASES = {"knapsack": [(W, V, 7), (W, V, 0), (W, V[:2], 7), (W, V, -5)]}
