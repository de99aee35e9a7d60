"""Arrays joined, made alike and turned, with a dtype, a shape or axes that are asked for."""

import numpy as np

from jitscript import Array1, Array2, Array3, f64, i64, script


@script
def joined(x: Array1[f64], i: Array1[i64], m: Array2[f64]):
    return (
        np.concatenate((x, i), dtype=np.float32),
        np.concatenate((m, m), 1, dtype=np.complex64),
        np.concatenate((m, x), None, dtype=np.float16),
        np.vstack((i, i), dtype=np.int8),
        np.hstack((m, m), dtype=float),
        np.stack((i, i + 1), -1, dtype=np.int16),
    )


@script
def alike(x: Array1[f64], m: Array2[i64], n: int):
    return (
        np.zeros_like(x, shape=(2, n)),
        np.ones_like(m, np.int32, shape=(n, 3)),
        np.ones_like(m, shape=n),
        np.full_like(m, 7.5, shape=(n, n)),
        np.full_like(x, 7, np.int8, shape=m.shape),
        np.empty_like(x, shape=(n, 0)),
        np.zeros_like(m, dtype=bool, shape=x.shape),
    )


@script
def in_memory(m: Array2[f64]):
    a, b = np.ascontiguousarray(m, np.float32), np.asfortranarray(m, dtype=np.int64)
    c = np.ascontiguousarray(m, dtype=float)
    c[0, 0] = 9.0
    return a, b, a.strides, b.strides, m[0, 0]


@script
def turned(m: Array2[f64], r: Array3[f64], k: int):
    return (
        np.rot90(m, k, (1, 0)),
        np.rot90(m, axes=(0, -1)),
        np.rot90(r, k, axes=(1, 2)),
        np.rot90(r, k, axes=(2, 0)),
        np.rot90(r, k, (0, 1)),
    )


@script
def filled(m: Array2[f64], wrap: bool):
    np.fill_diagonal(m, [1.0, 2.0, 3.0], wrap)
    np.fill_diagonal(m[:, ::-1], -1.0, wrap=False)


@script
def sizes(m: Array2[f64], r: Array3[f64]):
    return np.size(m, 1), np.size(r, axis=-1), np.size(r), np.diag_indices(2, ndim=3)


@script
def named_bounds(x: Array1[f64], i: Array1[i64]):
    return (
        np.clip(x, a_min=0, a_max=1.5),
        np.clip(x, -0.5, a_max=x[::-1]),
        np.clip(i, a_min=2, a_max=None),
        np.clip(i, a_min=None, a_max=2.5),
    )


X = np.array([0.5, -2.0, np.nan, 1e6])
M = np.arange(12.0).reshape(3, 4)
R = np.arange(24.0).reshape(2, 3, 4)
CASES = {
    "joined": [(X, np.array([3, 300]), M), (X[:0], np.array([-1]), M[:, ::-1])],
    "alike": [(X, np.arange(6).reshape(2, 3), 3), (X, np.zeros((0, 2), int), 0)],
    "in_memory": [(M,), (M.T,), (M[::-1, ::2],)],
    "turned": [(M, R, k) for k in range(-1, 5)],
    "filled": [
        (np.zeros((9, 3)), True),
        (np.zeros((9, 3)), False),
        (np.zeros((3, 9)), True),
        (np.zeros((4, 4)), True),
        (np.zeros((5, 1)), True),
        (np.zeros((10, 4)), True),
    ],
    "sizes": [(M, R), (M[:0], R[:, :, :0])],
    "named_bounds": [(X, np.array([1, 2, 3]))],
}
