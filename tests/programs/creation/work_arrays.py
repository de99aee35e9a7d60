"""Arrays made inside a function and used only there."""

import numpy as np
from jitscript import script


@script
def sieve(n: int) -> int:
    flags = np.ones(n + 1, dtype=np.bool_)
    count = 0
    for i in range(2, n + 1):
        if flags[i]:
            count += 1
            for j in range(i * i, n + 1, i):
                flags[j] = False
    return count


@script
def pascal(n: int) -> int:
    row = np.zeros(n + 1, dtype=np.int64)
    row[0] = 1
    for _ in range(n):
        for j in range(n, 0, -1):
            row[j] += row[j - 1]
    total = 0
    for j in range(n + 1):
        total += int(row[j]) * (j + 1)
    return total


@script
def new_in_loop(n: int) -> float:
    s = 0.0
    for i in range(n):
        a = np.full(i + 1, 0.5)
        s += a[i] * i
    return s


CASES = {"sieve": [(1,), (2,), (100,)], "pascal": [(0,), (5,), (30,)], "new_in_loop": [(0,), (10,)]}
