"""Stores of which both the index and the value are wrong: NumPy looks at the index first."""

from __future__ import annotations

import numpy as np

from jitscript import Array1, Array2, f32, i8, i64, script, u8, u64


@script
def of_int(a: Array1[u8], i: int, v: int) -> None:
    a[i] = v


@script
def of_float(a: Array1[i64], i: int, v: float) -> None:
    a[i] = v


@script
def of_either(a: Array1[i8], i: int, v: int | float) -> None:
    a[i] = v


@script
def of_numpy(a: Array1[u8], i: int, v: i64) -> None:
    a[i] = v


@script
def of_rank_2(a: Array2[u64], i: int, j: int, v: int) -> None:
    a[i, j] = v


@script
def into_row(a: Array2[u8], i: int, v: int) -> None:
    a[i] = v


@script
def into_part(a: Array2[u8], i: int, low: int, high: int, v: int) -> None:
    a[i, low:high] = v


@script
def into_slice(a: Array1[i64], low: int, high: int, step: int, v: float) -> None:
    a[low:high:step] = v


@script
def added(a: Array1[u8], i: int, v: int) -> None:
    a[i] += v


@script
def raised_to(a: Array1[f32], i: int, v: int) -> None:
    a[i] = v
    a[i] **= v


_U8 = np.zeros(3, np.uint8)
_SQUARE = np.zeros((2, 3), np.uint8)
_INDICES = (0, -3, 3, -4, 9, 2**62, -(2**63))

CASES = {
    "of_int": [(_U8, i, v) for i in _INDICES for v in (255, 256, -5)],
    "of_float": [
        (np.zeros(3, np.int64), i, v) for i in _INDICES for v in (1.5, np.nan, np.inf, -np.inf)
    ],
    "of_either": [(np.zeros(3, np.int8), i, v) for i in (0, 9) for v in (5, 128, 2.9, np.nan)],
    "of_numpy": [(_U8, i, np.int64(v)) for i in (1, 9) for v in (7, -1, 256)],
    "of_rank_2": [
        (np.zeros((2, 3), np.uint64), i, j, v) for i in (1, 2) for j in (2, -4) for v in (3, -1)
    ],
    "into_row": [(_SQUARE, i, v) for i in (1, 2, -3) for v in (9, 300)],
    "into_part": [(_SQUARE, i, 1, high, v) for i in (1, 2) for high in (1, 9) for v in (9, -1)],
    "into_slice": [
        (np.zeros(3, np.int64), 0, high, step, v)
        for high in (0, 2)
        for step in (1, 0)
        for v in (2.5, np.nan)
    ],
    "added": [(_U8, i, v) for i in (1, 3) for v in (9, 300, -1)],
    "raised_to": [(np.ones(2, np.float32), i, v) for i in (1, 2) for v in (2, -1)],
}
