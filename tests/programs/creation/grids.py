"""`np.mgrid`, `np.ogrid`, `np.r_`, `np.c_`, and `np.ndarray` as a function."""

from typing import Any

import numpy as np

from jitscript import Array1, Array2, f32, f64, i64, script


@script
def dense(n: int, m: int) -> tuple[Any, Any, Any]:
    return np.mgrid[0:n, 0:m], np.mgrid[1:n:2], np.mgrid[n:0:-2, :m, 0:2]


@script
def unpacked(n: int) -> Array2[i64]:
    y, x = np.mgrid[0:n, 0:n]
    return y * 10 + x


@script
def of_floats(a: float, b: float) -> tuple[Any, Any, Any]:
    return np.mgrid[a:b, 0:2], np.mgrid[a:b:0.5, 0:3], np.mgrid[a:b:5j, a:b:3j]


@script
def steep() -> tuple[Any, Any]:
    return np.mgrid[0:1:4j], np.mgrid[0:1:1j, 0:3]


@script
def open_grid(n: int) -> Array2[i64]:
    y, x = np.ogrid[:n, :3]
    return y * y + x


@script
def open_of_floats(n: int) -> tuple[Any, Any]:
    a, b = np.ogrid[0:1:3j, 0:n]
    return a, b


@script
def rows(a: Array1[f64], n: int) -> tuple[Any, Any, Any]:
    return np.r_[a, 0, a], np.r_[0:n, 7], np.r_[[1, 2], n]


@script
def columns(a: Array1[f64], b: Array2[f32]) -> tuple[Any, Any]:
    return np.c_[a, a * 2], np.c_[b, a]


@script
def unset(n: int) -> tuple[int, int]:
    a = np.ndarray((n, 2), dtype=np.float32)
    b = np.ndarray(n)
    a[:] = 1
    b[:] = 2
    return a.size + int(a.sum()), b.size + int(b.sum())


CASES: dict[str, Any] = {
    "dense": [(4, 3), (0, 2), (1, 0)],
    "unpacked": [(3,)],
    "of_floats": [(0.0, 2.0), (-1.0, 0.25), (0.5, 0.5)],
    "steep": [()],
    "open_grid": [(4,), (0,)],
    "open_of_floats": [(4,)],
    "rows": [(np.arange(3.0), 4), (np.empty(0), 0)],
    "columns": [
        (np.arange(3.0), np.ones((3, 2), np.float32)),
        (np.arange(3.0), np.ones((2, 2), np.float32)),
    ],
    "unset": [(3,), (0,), (-1,)],
}
