"""Ranges from NumPy's numbers: their types count for the dtype, and their differences wrap."""

from typing import Any

import numpy as np

from jitscript import script


@script
def unsigned(n: np.uint64, m: np.uint64):
    return np.arange(n), np.arange(n, m), np.arange(0, m), np.arange(n, 7), np.arange(n, m, 2)


@script
def bytes_(n: np.uint8, m: np.uint8):
    return np.arange(n), np.arange(n, m), np.arange(n, 7)


@script
def signed(n: np.int8, m: np.int8):
    return np.arange(n, m), np.arange(n, m, 3), np.arange(m), np.arange(n, 5, np.int8(2))


@script
def singles(x: np.float32, y: np.float32):
    return np.arange(x), np.arange(x, y, np.float32(0.5)), np.arange(x, y, 0.1), np.arange(0, y)


@script
def spaced(x: np.float32, y: np.float64, n: np.int64):
    return np.linspace(x, y, 3), np.linspace(x, n, 3), np.linspace(y, x, 4), np.linspace(x, 2, 5)


@script
def spaced_singles(x: np.float32, k: int):
    return np.linspace(x, k, 3), np.linspace(0.5, x, 3), np.linspace(k, x), np.linspace(x, x, 1)


@script
def spaced_ints(n: np.int8, k: int):
    return np.linspace(n, k, 3), np.linspace(k, 2 * k, 4), np.linspace(n, 1.5, 3, endpoint=False)


@script
def powers(x: np.float32, y: np.float64, k: int):
    return (
        np.logspace(x, 2, 3),
        np.logspace(x, y, 3),
        np.logspace(0, k, 3),
        np.logspace(0, x, 3, base=2),
    )


def f32(x: float) -> Any:
    return np.float32(x)


CASES = {
    "unsigned": [(np.uint64(2), np.uint64(5)), (np.uint64(0), np.uint64(0))],
    "bytes_": [(np.uint8(2), np.uint8(5)), (np.uint8(5), np.uint8(2))],
    "signed": [(np.int8(2), np.int8(50)), (np.int8(-100), np.int8(100))],
    "singles": [(f32(0.5), f32(5)), (f32(5), f32(2))],
    "spaced": [(f32(0.1), np.float64(0.7), np.int64(3)), (f32(1), np.float64(1), np.int64(-1))],
    "spaced_singles": [(f32(0.1), 3), (f32(-2.5), -1)],
    "spaced_ints": [(np.int8(3), 10), (np.int8(-128), 0)],
    "powers": [(f32(0.5), np.float64(1.5), 2), (f32(-1), np.float64(0), 0)],
}
ULP = 4
