"""Heap sort with a sift-down function."""

import numpy as np
from jitscript import Array1, f64, script


@script
def sift_down(a: Array1[f64], start: int, end: int) -> None:
    root = start
    while (child := 2 * root + 1) <= end:
        if child + 1 <= end and a[child] < a[child + 1]:
            child += 1
        if a[root] >= a[child]:
            return
        a[root], a[child] = a[child], a[root]
        root = child


@script
def heap_sort(a: Array1[f64]) -> None:
    n = len(a)
    for start in range(n // 2 - 1, -1, -1):
        sift_down(a, start, n - 1)
    for end in range(n - 1, 0, -1):
        a[0], a[end] = a[end], a[0]
        sift_down(a, 0, end - 1)


CASES = {"heap_sort": [(np.random.default_rng(3).random(40),), (np.zeros(0),), (np.ones(1),)]}
