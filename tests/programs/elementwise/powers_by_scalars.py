"""Powers of arrays. By a Python 2, -1 or 0.5 NumPy squares, inverts and takes roots, which gives
other results for infinities and zeros; by NumPy's own numbers it does not."""

import numpy as np

from jitscript import Array0, Array1, Array2, c64, c128, f16, f32, f64, i64, script

ULP = 4
VALUES = [-0.0, 0.0, -np.inf, np.inf, np.nan, 4.0, -1.5, 1e-300]
FEW = [0j, -0j, complex(-0.0, 0.0), complex(np.inf, 0.0), 1j, complex(-3.0, 4.0)]


@script
def literals(a: Array1[f64], b: Array1[f32], c: Array1[f16]):
    return a**0.5, a**2, a**-1, a**2.0, a**0, b**0.5, b**2, b**-1, c**0.5, c**-1


@script
def numbers(a: Array1[f64], n: int, x: float):
    return a**n, a**x


@script
def of_numpy(a: Array1[f64], n: i64, x: f64):
    return a**n, a**x


@script
def of_complex(a: Array1[c128], b: Array1[c64], n: int, x: float):
    return a**2, a**-1, a**3, a**0.5, a**n, a**x, b**0.5, b**-1, b**n, b**x


@script
def of_arrays(a: Array1[c128], b: Array1[c128]):
    return a**b, b ** a[1:2]


@script
def in_place(a: Array2[f64], b: Array1[c64]) -> None:
    a **= 0.5
    b **= -1


@script
def of_rank_0(a: Array0[f64]):
    return a**0.5, a**2


@script
def of_ints(a: Array1[i64], x: float):
    return a**2, a**x, a**0.5


CASES = {
    "literals": [
        (np.array(VALUES), np.array(VALUES, np.float32), np.array(VALUES[:7], np.float16))
    ],
    "numbers": [(np.array(VALUES), n, x) for n, x in ((2, 0.5), (-1, 1.5), (3, -1.0), (0, 2.0))],
    "of_numpy": [
        (np.array(VALUES), np.int64(n), np.float64(x)) for n, x in ((2, 0.5), (-1, 1.5), (3, -1.0))
    ],
    "of_complex": [
        (np.array(FEW), np.array(FEW, np.complex64), n, x)
        for n, x in ((2, 0.5), (-1, 1.5), (5, -2.0))
    ],
    "of_arrays": [(np.array([1j, 2 + 1j, 0j]), np.array([0.5 + 0j, -1 + 2j, 3 + 0j]))],
    "in_place": [(np.array([[-0.0, 4.0], [-np.inf, 2.0]]), np.array(FEW, np.complex64))],
    "of_rank_0": [(np.array(-0.0),), (np.array(-np.inf),), (np.array(9.0),)],
    "of_ints": [(np.array([0, 1, 4, 9]), 0.5)],
}
