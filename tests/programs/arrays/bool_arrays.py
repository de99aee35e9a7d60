"""Arrays of bool: reading, writing, counting."""

import numpy as np
from jitscript import Array1, script


@script
def count(a: Array1[np.bool_]) -> int:
    n = 0
    for x in a:
        if x:
            n += 1
    return n


@script
def invert(a: Array1[np.bool_]) -> None:
    for i in range(len(a)):
        a[i] = not a[i]


@script
def combine(a: Array1[np.bool_], i: int, j: int):
    return a[i] & a[j], a[i] | a[j], a[i] ^ a[j], ~a[i]


A = np.array([True, False, True])
CASES = {
    "count": [(A,), (np.zeros(0, np.bool_),)],
    "invert": [(A,)],
    "combine": [(A, 0, 1), (A, 0, 2), (A, 1, 1)],
}
