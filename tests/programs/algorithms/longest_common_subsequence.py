"""Length of the longest common subsequence, with a table."""

import numpy as np
from jitscript import Array1, i64, script


@script
def lcs(a: Array1[i64], b: Array1[i64]) -> int:
    n, m = len(a), len(b)
    table = np.zeros((n + 1, m + 1), dtype=np.int64)
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            if a[i - 1] == b[j - 1]:
                table[i, j] = table[i - 1, j - 1] + 1
            else:
                table[i, j] = max(table[i - 1, j], table[i, j - 1])
    return table[n, m]


CASES = {
    "lcs": [
        (np.array([1, 3, 4, 1, 2]), np.array([3, 4, 1, 2, 1, 3])),
        (np.arange(3), np.zeros(0, np.int64)),
    ]
}
