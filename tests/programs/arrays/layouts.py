"""Strided, reversed, transposed and byte-aligned views are read and written in place."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def weighted(a: Array1[f64]) -> float:
    s = 0.0
    for i in range(a.shape[0]):
        s += (i + 1) * a[i]
    return s


@script
def double(a: Array1[f64]) -> None:
    for i in range(len(a)):
        a[i] = a[i] * 2


@script
def weighted2(a: Array2[f64]) -> float:
    s = 0.0
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            s += (i + 10 * j) * a[i, j]
    return s


def unaligned(n):
    raw = np.zeros(8 * n + 1, np.uint8)
    a = raw[1:].view(np.float64)
    a[:] = np.arange(n)
    return a


LINES = [
    lambda: (np.arange(10.0)[::2],),
    lambda: (np.arange(10.0)[::-1],),
    lambda: (np.arange(10.0)[8:2:-3],),
    lambda: (np.arange(12.0).reshape(3, 4)[:, 1],),
    lambda: (np.broadcast_to(np.float64(2.0), (5,)),),
    lambda: (unaligned(5),),
    lambda: (np.zeros(0),),
]
CASES = {
    "weighted": LINES,
    "double": [line for i, line in enumerate(LINES) if i != 4],
    "weighted2": [
        lambda: (np.arange(12.0).reshape(3, 4),),
        lambda: (np.arange(12.0).reshape(3, 4).T,),
        lambda: (np.asfortranarray(np.arange(12.0).reshape(3, 4)),),
        lambda: (np.arange(24.0).reshape(2, 3, 4)[1, :, ::-2],),
        lambda: (np.arange(24.0).reshape(2, 3, 4)[:, 1],),
        lambda: (unaligned(6).reshape(2, 3),),
        lambda: (np.zeros((0, 3)),),
    ],
}
