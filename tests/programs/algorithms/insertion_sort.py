"""Insertion sort in place."""

import numpy as np
from jitscript import Array1, f64, script


@script
def insertion_sort(a: Array1[f64]) -> None:
    for i in range(1, len(a)):
        x = a[i]
        j = i - 1
        while j >= 0 and a[j] > x:
            a[j + 1] = a[j]
            j -= 1
        a[j + 1] = x


CASES = {
    "insertion_sort": [
        (np.zeros(0),),
        (np.array([2.0, 1.0]),),
        (np.array([3.0, -1.0, 2.0, 2.0, 0.5, -7.0]),),
        lambda: (np.array([3.0, 0.0, 2.0, 0.0, 1.0, 0.0])[::2],),
    ]
}
