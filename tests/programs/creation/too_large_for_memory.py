"""Arrays that no address space could hold, arrays that no memory holds, negative sizes."""

import numpy as np

from jitscript import Array2, f64, i8, script

HUGE = 2**40  # 8 TiB of float64


@script
def zeros(n: int) -> int:
    return len(np.zeros(n))


@script
def empty(n: int, m: int) -> int:
    return np.empty((n, m)).size


@script
def ones(n: int, m: int, k: int) -> int:
    return np.ones((n, m, k), np.int8).ndim


@script
def full(n: int, x: float) -> int:
    return np.full(n, x).ndim


@script
def arange(n: int) -> int:
    return len(np.arange(n))


@script
def arange_float(x: float) -> int:
    return len(np.arange(x))


@script
def identity(n: int) -> int:
    return len(np.eye(n))


@script
def outer(a: Array2[f64], b: Array2[i8]) -> int:
    return (a * b).size


CASES = {
    "zeros": [(3,), (HUGE,), (2**60 - 1,), (2**60,), (2**63 - 1,), (-1,)],
    "empty": [(2, 3), (HUGE, 1), (2**32, 2**29), (2**32, 2**28), (2**62, 0), (0, 2**62), (3, -1)],
    "ones": [(1, 2, 3), (2**21, 2**21, 2**21), (2**20, 2**20, 2**10), (0, 2**62, 2), (1, -1, 0)],
    "full": [(2, 0.5), (HUGE, 1.5), (2**61, 1.5), (-2, 1.0)],
    "arange": [(3,), (HUGE,), (2**60,), (-3,)],
    "arange_float": [(2.5,), (1e18,), (1e19,), (float("nan"),)],
    "identity": [(2,), (2**30,), (2**20,), (-1,)],
    "outer": [
        (np.zeros((2, 1)), np.zeros((1, 3), np.int8)),
        lambda: (
            np.broadcast_to(np.zeros(1), (2**20, 1)),
            np.broadcast_to(np.zeros(1, np.int8), (1, 2**20)),
        ),
    ],
}
