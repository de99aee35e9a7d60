"""Arrays of rank 0, 3 and 4."""

import numpy as np
from jitscript import Array3, Array4, f64, script


@script
def zero_get(a: np.ndarray[tuple[()], np.dtype[np.float64]]) -> float:
    return a[()]


@script
def zero_put(a: np.ndarray[tuple[()], np.dtype[np.float64]], x: float) -> None:
    a[()] = x


@script
def sum3(a: Array3[f64]) -> float:
    s = 0.0
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            for k in range(a.shape[2]):
                s = s * 0.5 + a[i, j, k]
    return s


@script
def corner4(a: Array4[f64], i: int) -> float:
    return a[i, -1, 0, i]


CASES = {
    "zero_get": [(np.array(2.5),)],
    "zero_put": [(np.array(2.5), 7.0)],
    "sum3": [
        (np.arange(24.0).reshape(2, 3, 4),),
        lambda: (np.arange(24.0).reshape(2, 3, 4).T,),
        (np.zeros((2, 0, 3)),),
    ],
    "corner4": [(np.arange(16.0).reshape(2, 2, 2, 2), i) for i in (0, 1, -1, 2)],
}
