"""Transposition, rotation and spiral order of matrices."""

import numpy as np
from jitscript import Array1, Array2, i64, script


@script
def rotate(a: Array2[i64]) -> None:
    n = a.shape[0]
    for i in range(n):
        for j in range(i + 1, n):
            a[i, j], a[j, i] = a[j, i], a[i, j]
    for row in a:
        for j in range(n // 2):
            row[j], row[n - 1 - j] = row[n - 1 - j], row[j]


@script
def spiral(a: Array2[i64]) -> Array1[i64]:
    out = np.empty(a.size, dtype=np.int64)
    top, bottom, left, right = 0, a.shape[0] - 1, 0, a.shape[1] - 1
    k = 0
    while top <= bottom and left <= right:
        for j in range(left, right + 1):
            out[k] = a[top, j]
            k += 1
        top += 1
        for i in range(top, bottom + 1):
            out[k] = a[i, right]
            k += 1
        right -= 1
        if top <= bottom:
            for j in range(right, left - 1, -1):
                out[k] = a[bottom, j]
                k += 1
            bottom -= 1
        if left <= right:
            for i in range(bottom, top - 1, -1):
                out[k] = a[i, left]
                k += 1
            left += 1
    return out


CASES = {
    "rotate": [(np.arange(9).reshape(3, 3),), (np.arange(16).reshape(4, 4),)],
    "spiral": [
        (np.arange(12).reshape(3, 4),),
        (np.arange(3).reshape(3, 1),),
        (np.zeros((0, 2), np.int64),),
    ],
}
