"""`in` and `not in` of arrays of every rank, as NumPy has it: whether any element is equal."""

from __future__ import annotations

import numpy as np

from jitscript import Array0, Array1, Array2, Array3, Array4, b1, c128, f32, f64, script, u8


@script
def of_rank_0(a: Array0[f64], x: float) -> tuple[bool, bool]:
    return x in a, x not in a


@script
def of_rank_1(a: Array1[f64], x: float) -> tuple[bool, bool]:
    return x in a, x not in a


@script
def of_rank_2(a: Array2[f64], x: float) -> tuple[bool, bool]:
    return x in a, x not in a


@script
def of_rank_3(a: Array3[f32], x: float) -> tuple[bool, bool]:
    return x in a, x not in a


@script
def of_rank_4(a: Array4[u8], x: int) -> tuple[bool, bool]:
    return x in a, x not in a


@script
def of_bools(a: Array2[b1], x: bool) -> bool:
    return x in a


@script
def of_complex(a: Array2[c128], x: complex, n: int) -> tuple[bool, bool]:
    return x in a, n in a


@script
def of_numpy(a: Array2[f64], x: f32) -> bool:
    return x in a


@script
def of_none(a: Array2[f64]) -> bool:
    return None in a


@script
def of_rows(a: Array2[f64], row: Array1[f64]) -> bool:
    return row in a


@script
def of_arrays(a: Array2[f64], b: Array2[u8]) -> bool:
    return b in a


@script
def of_element(a: Array1[f64], b: Array0[f64]) -> tuple[bool, bool]:
    return b in a, b in b


_A = np.arange(6.0).reshape(2, 3)

CASES = {
    "of_rank_0": [(np.array(1.0), 1.0), (np.array(1.0), 2.0), (np.array(np.nan), np.nan)],
    "of_rank_1": [(_A[0], 1.0), (_A[1], 1.0), (_A[0, :0], 0.0), (np.array([np.nan]), np.nan)],
    "of_rank_2": [(_A, 5.0), (_A.T, 6.0), (_A[:, :0], 0.0), (np.empty((2**40, 0)), 0.0)],
    "of_rank_3": [(np.full((2, 1, 2), 0.1, np.float32), x) for x in (0.1, 0.5)],
    "of_rank_4": [(np.zeros((1, 2, 1, 2), np.uint8), n) for n in (0, 1, 256, -1)],
    "of_bools": [(np.array([[True]]), False), (np.array([[True]]), True)],
    "of_complex": [(_A + 0j, 5 + 0j, 3), (_A + 1j, 5 + 0j, 3), (_A + 1j, 5 + 1j, -1)],
    "of_numpy": [(_A, np.float32(2.0)), (_A, np.float32(2.5))],
    "of_none": [(_A,), (np.empty((0, 2)),)],
    "of_rows": [(_A, _A[1]), (_A, _A[1] + 10), (_A, np.ones(1)), (_A, np.ones(2))],
    "of_arrays": [(_A, np.ones((2, 1), np.uint8)), (_A, np.full((1, 3), 7, np.uint8))],
    "of_element": [(_A[0], np.array(1.0)), (_A[0], np.array(9.0))],
}
