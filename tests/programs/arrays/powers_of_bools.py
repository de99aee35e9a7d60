"""Arrays of bools to powers: their square is of int8, which no other power is."""

from __future__ import annotations

import numpy as np

from jitscript import Array0, Array1, Array2, b1, i8, script


@script
def squared(a: Array1[b1]):
    return a**2


@script
def cubed(a: Array1[b1]):
    return a**3


@script
def low(a: Array1[b1]):
    return a**0, a**1


@script
def by_number(a: Array1[b1], n: int):
    return a**n


@script
def by_bool(a: Array1[b1], n: bool):
    return a**n, a**True


@script
def by_float(a: Array1[b1], x: float):
    return a**2.0, a**x


@script
def by_numpy(a: Array1[b1], n: i8):
    return a**n, a ** np.int64(2)


@script
def by_array(a: Array1[b1], b: Array1[b1]):
    return a**b


@script
def of_rank_2(a: Array2[b1]):
    return a**2


@script
def of_rank_0(a: Array0[b1]):
    return a**2, a**3


@script
def of_element(a: Array1[b1]):
    return a[0] ** 2


_A = np.array([True, False])

CASES = {
    "squared": [(_A,), (np.zeros(0, np.bool_),)],
    "cubed": [(_A,)],
    "low": [(_A,)],
    "by_number": [(_A, 0), (_A, 1), (_A, 3), (_A, 7), (_A, -1)],
    "by_bool": [(_A, True), (_A, False)],
    "by_float": [(_A, 2.0), (_A, 0.5), (_A, -1.0)],
    "by_numpy": [(_A, np.int8(2))],
    "by_array": [(_A, np.array([True, False])), (_A, np.array([False, True]))],
    "of_rank_2": [(np.array([[True], [False]]),)],
    "of_rank_0": [(np.array(True),)],
    "of_element": [(_A,)],
}
