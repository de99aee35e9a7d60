"""Primes below n by Eratosthenes' sieve."""

import numpy as np
from jitscript import Array1, i64, script


@script
def primes(n: int) -> Array1[i64]:
    composite = np.zeros(n, dtype=np.bool_)
    found = np.empty(n, dtype=np.int64)
    count = 0
    for i in range(2, n):
        if composite[i]:
            continue
        found[count] = i
        count += 1
        for j in range(i * i, n, i):
            composite[j] = True
    return found[:count]


CASES = {"primes": [(0,), (2,), (3,), (100,)]}
