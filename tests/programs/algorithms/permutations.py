"""Next permutation in lexicographic order, and Heap's algorithm by count."""

import numpy as np
from jitscript import Array1, i64, script


@script
def next_permutation(a: Array1[i64]) -> bool:
    i = len(a) - 2
    while i >= 0 and a[i] >= a[i + 1]:
        i -= 1
    if i < 0:
        a[:] = a[::-1].copy()
        return False
    j = len(a) - 1
    while a[j] <= a[i]:
        j -= 1
    a[i], a[j] = a[j], a[i]
    low, high = i + 1, len(a) - 1
    while low < high:
        a[low], a[high] = a[high], a[low]
        low += 1
        high -= 1
    return True


@script
def count_all(a: Array1[i64]) -> int:
    count = 1
    while next_permutation(a):
        count += 1
    return count


CASES = {
    "next_permutation": [(np.array([1, 3, 2]),), (np.array([3, 2, 1]),), (np.array([1]),)],
    "count_all": [(np.arange(5),), (np.array([1, 1, 2]),)],
}
