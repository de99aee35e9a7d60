"""zeros, ones, empty and full with shapes and dtypes."""

import numpy as np
from jitscript import Array1, Array2, f64, script


@script
def zeros(n: int) -> Array1[f64]:
    return np.zeros(n)


@script
def zeros2(n: int, m: int) -> Array2[f64]:
    return np.zeros((n, m))


@script
def typed(n: int):
    return (
        np.zeros(n, dtype=np.int32),
        np.ones(n, np.float32),
        np.zeros(n, dtype=np.bool_),
        np.ones((n,), dtype=np.complex128),
    )


@script
def python_types(n: int):
    return np.zeros(n, dtype=int), np.ones(n, dtype=float), np.zeros(n, dtype=bool)


@script
def ones3(n: int):
    return np.ones((2, n, 1))


@script
def empty(n: int) -> tuple[int, int]:
    a = np.empty((n, 3))
    return a.shape


@script
def full(n: int, x: float) -> Array1[f64]:
    return np.full(n, x)


@script
def full2(n: int, k: int):
    return np.full((n, 2), k), np.full(n, 1.5, dtype=np.float32)


CASES = {
    "zeros": [(0,), (3,), (-1,)],
    "zeros2": [(2, 3), (0, 3), (2, -1)],
    "typed": [(0,), (2,)],
    "python_types": [(2,)],
    "ones3": [(3,)],
    "empty": [(4,), (0,)],
    "full": [(3, -0.0), (0, 1.0)],
    "full2": [(2, 7)],
}
