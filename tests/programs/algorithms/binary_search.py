"""Binary search: first position not below a value."""

import numpy as np
from jitscript import Array1, f64, script


@script
def lower_bound(a: Array1[f64], x: float) -> int:
    low, high = 0, len(a)
    while low < high:
        middle = (low + high) // 2
        if a[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low


A = np.array([0.0, 1.0, 1.0, 2.5, 4.0])
CASES = {"lower_bound": [(A, x) for x in (-1.0, 0.0, 1.0, 2.0, 4.0, 9.0)] + [(np.zeros(0), 1.0)]}
