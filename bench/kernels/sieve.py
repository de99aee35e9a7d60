"""The sieve of Eratosthenes: strided writes into an array that the function makes itself."""

import numpy as np

from jitscript import script

SIZE, SMALL = 40_000_000, 1_000


@script
def sieve(limit: int) -> int:
    prime = np.ones(limit + 1, dtype=np.bool_)
    prime[0] = False
    prime[1] = False
    i = 2
    while i * i <= limit:
        if prime[i]:
            for j in range(i * i, limit + 1, i):
                prime[j] = False
        i += 1
    count = 0
    for k in range(limit + 1):
        if prime[k]:
            count += 1
    return count


def numpy_twin(limit: int) -> int:
    prime = np.ones(limit + 1, dtype=np.bool_)
    prime[:2] = False
    for i in range(2, int(limit**0.5) + 1):
        if prime[i]:
            prime[i * i :: i] = False
    return int(np.count_nonzero(prime))


def inputs(size: int) -> tuple[object, ...]:
    return (size,)
