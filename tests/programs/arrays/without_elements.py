"""Arrays without elements whose other dimensions are astronomic: nothing is gone through."""

from __future__ import annotations

import numpy as np

from jitscript import Array1, Array2, Array3, f64, script, u8


@script
def doubled(a: Array2[f64]) -> Array2[f64]:
    return a * 2


@script
def raised(a: Array2[f64]) -> None:
    a += 1


@script
def summed(a: Array2[f64], b: Array2[f64]) -> Array2[f64]:
    return a + b


@script
def row_added(a: Array2[f64], b: Array1[f64]) -> Array2[f64]:
    a += b
    return np.sqrt(b * a)


@script
def assigned(a: Array2[f64], x: float) -> None:
    a[:] = x
    a[1:] = a[:-1]


@script
def cube(a: Array3[u8]) -> tuple[Array3[u8], bool]:
    a |= 3
    return -a, 3 in a


@script
def made(n: int) -> tuple[int, int, int]:
    a = np.ones((n, 0))
    b = np.full((0, n, 2), 7)
    c = np.zeros_like(a + 1)
    return a.size, b.size, c.shape[0]


_LONG = (2**40, 0)


def _shared():
    a = np.empty((2**40, 0))
    return a, a[::-1]


CASES = {
    "doubled": [(np.empty(_LONG),), (np.empty((0, 2**40)),), (np.empty(_LONG).T,)],
    "raised": [(np.empty(_LONG),), (np.empty((0, 2**40)),), (np.empty((2**40, 0))[::-2],)],
    "summed": [(np.empty(_LONG), np.empty((1, 0))), _shared, (np.empty(_LONG), np.empty((1, 1)))],
    "row_added": [(np.empty(_LONG), np.empty(0)), (np.empty(_LONG), np.empty(1))],
    "assigned": [(np.empty(_LONG), 1.0)],
    "cube": [
        (np.empty(shape, np.uint8),)
        for shape in ((2**31, 2**31, 0), (2**31, 0, 2**31), (0, 2**31, 2**31), (2**62, 0, 1))
    ],
    "made": [(2**40,), (0,), (-1,)],
}
