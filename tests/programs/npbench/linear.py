"""Kernels of linear algebra as one writes them with NumPy."""

from typing import Any

import numpy as np

from jitscript import Array1, Array2, Array3, f64, i64, script

A1 = Array1[f64]
A2 = Array2[f64]
A3 = Array3[f64]
R = np.random.default_rng(0)


def r(*s: int) -> Any:
    return R.random(s)


@script
def atax(A: A2, x: A1) -> A1:
    return (A @ x) @ A


@script
def bicg(A: A2, p: A1, r: A1) -> tuple[A1, A1]:
    return r @ A, A @ p


@script
def gesummv(alpha: float, beta: float, A: A2, B: A2, x: A1) -> A1:
    return alpha * A @ x + beta * B @ x


@script
def lu(A: A2) -> None:
    for i in range(A.shape[0]):
        for j in range(i):
            A[i, j] -= A[i, :j] @ A[:j, j]
            A[i, j] /= A[j, j]
        for j in range(i, A.shape[0]):
            A[i, j] -= A[i, :i] @ A[:i, j]


@script
def trisolv(L: A2, x: A1, b: A1) -> None:
    for i in range(x.shape[0]):
        x[i] = (b[i] - L[i, :i] @ x[:i]) / L[i, i]


@script
def durbin(r: A1) -> A1:
    y = np.empty_like(r)
    alpha = -r[0]
    beta = 1.0
    y[0] = -r[0]
    for k in range(1, r.shape[0]):
        beta *= 1.0 - alpha * alpha
        alpha = -(r[k] + np.dot(np.flip(r[:k]), y[:k])) / beta
        y[:k] += alpha * np.flip(y[:k])
        y[k] = alpha
    return y


@script
def spmv(A_row: Array1[np.uint32], A_col: Array1[np.uint32], A_val: A1, x: A1) -> A1:
    y = np.empty(A_row.size - 1, A_val.dtype)
    for i in range(A_row.size - 1):
        cols = A_col[A_row[i] : A_row[i + 1]]
        vals = A_val[A_row[i] : A_row[i + 1]]
        y[i] = vals @ x[cols]
    return y


@script
def floyd_warshall(path: Array2[i64]) -> None:
    for k in range(path.shape[0]):
        path[:] = np.minimum(path[:], np.add.outer(path[:, k], path[k, :]))


@script
def doitgen(NR: int, NQ: int, NP: int, A: A3, C4: A2) -> None:
    A[:] = np.reshape(np.reshape(A, (NR, NQ, 1, NP)) @ C4, (NR, NQ, NP))


@script
def syrk(alpha: float, beta: float, C: A2, A: A2) -> None:
    for i in range(A.shape[0]):
        C[i, : i + 1] *= beta
        for k in range(A.shape[1]):
            C[i, : i + 1] += alpha * A[i, k] * A[: i + 1, k]


CASES: dict[str, Any] = {
    "atax": [(r(20, 30), r(30))],
    "bicg": [(r(20, 30), r(30), r(20))],
    "gesummv": [(1.5, 1.2, r(20, 20), r(20, 20), r(20))],
    "lu": [(r(20, 20) + np.eye(20) * 20,)],
    "trisolv": [(r(20, 20) + np.eye(20), r(20), r(20))],
    "durbin": [(r(20),)],
    "spmv": [
        (np.array([0, 2, 3, 6], np.uint32), np.array([0, 2, 1, 0, 1, 3], np.uint32), r(6), r(4))
    ],
    "floyd_warshall": [(R.integers(0, 100, (20, 20)),)],
    "doitgen": [(5, 6, 7, r(5, 6, 7), r(7, 7))],
    "syrk": [(1.5, 1.2, r(20, 20), r(20, 12))],
}
ULP = 1024  # products are added in another order than by BLAS, and steps build on them
