"""Quicksort, recursive on bounds."""

import numpy as np
from jitscript import Array1, i64, script


@script
def partition(a: Array1[i64], low: int, high: int) -> int:
    pivot = a[high]
    i = low
    for j in range(low, high):
        if a[j] < pivot:
            a[i], a[j] = a[j], a[i]
            i += 1
    a[i], a[high] = a[high], a[i]
    return i


@script
def quicksort(a: Array1[i64], low: int, high: int) -> None:
    if low < high:
        p = partition(a, low, high)
        quicksort(a, low, p - 1)
        quicksort(a, p + 1, high)


RANDOM = np.random.default_rng(1).integers(-100, 100, 50)
CASES = {"quicksort": [(RANDOM, 0, 49), (np.arange(10), 0, 9), (np.zeros(5, np.int64), 0, 4)]}
