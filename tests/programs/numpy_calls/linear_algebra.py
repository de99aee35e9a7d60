"""np.linalg, np.fft and others in compiled code: results, errors, arrays that are changed."""

import numpy as np

from jitscript import Array1, Array2, Array3, f32, f64, i64, script


@script
def solved(a: Array2[f64], b: Array1[f64]) -> Array1[f64]:
    x = np.linalg.solve(a, b)
    r = a @ x - b
    return x + 0 * r


@script
def norms(m: Array2[f32]) -> tuple[f32, f32, Array1[f32], Array2[f32]]:
    n = np.linalg.norm
    return n(m), n(m, np.inf), n(m, axis=1), np.linalg.norm(m, axis=0, keepdims=True)


@script
def is_singular(a: Array2[f64]) -> bool:
    try:
        np.linalg.inv(a)
    except np.linalg.LinAlgError as e:
        print(e)
        return True
    return False


@script
def inverse(a: Array2[f64]) -> Array2[f64]:
    return np.linalg.inv(a)


@script
def parts(m: Array2[f64]) -> tuple[f64, f64, Array1[f64]]:
    q, r = np.linalg.qr(m)
    u, s, vh = np.linalg.svd(m)
    sign, log = np.linalg.slogdet(m)
    back = np.zeros_like(m)
    for i in range(3):
        for j in range(3):
            for k in range(3):
                back[i, j] += q[i, k] * r[k, j]
    return np.abs(back - m).max(), sign, s


@script
def power_iteration(m: Array2[f64], rounds: int) -> float:
    v = np.ones(len(m))
    for _ in range(rounds):
        v = m @ v
        v = v / np.linalg.norm(v)
    return float(v @ (m @ v))


@script
def spectrum(x: Array1[f64]) -> Array1[f64]:
    f = np.fft.rfft(x)
    return f.real**2 + f.imag**2


@script
def contracted(a: Array3[f64], b: Array2[f64]) -> tuple[Array2[f64], f64, Array3[f64]]:
    return (
        np.einsum("ijk,kl->il", a, b),
        np.einsum("ij->", b),
        np.tensordot(a, b, axes=([2], [0])),
    )


@script
def fitted(x: Array1[f64], y: Array1[f64]) -> Array1[f64]:
    return np.polyval(np.polyfit(x, y, 1), x)


@script
def changed(m: Array2[f64], places: Array2[i64]) -> f64:
    np.put_along_axis(m, places, -1.0, axis=1)
    np.fill_diagonal(m, 9.0)
    m[0].partition(1)
    return m[0, 0] + m[1, 1]


@script
def by_axis(m: Array2[f64], axis: int) -> Array1[f64]:
    return np.nanstd(m, axis=axis)


@script
def unified(m: Array2[f64], big: bool) -> f64:
    x = 0.0
    if big:
        x = m[0, 0]
    return np.nextafter(x, 1.0)


M = np.array([[4.0, 1.0, 0.5], [1.0, 3.0, -1.0], [0.0, 2.0, 5.0]])
CASES = {
    "solved": [(M, np.ones(3)), (M, np.ones(2)), (np.zeros((2, 2)), np.ones(2)), (M.T, M[0])],
    "norms": [(M.astype(np.float32),), (np.zeros((0, 3), np.float32),)],
    "is_singular": [(M,), (np.zeros((2, 2)),), (np.ones((2, 3)),)],
    "inverse": [(M,), (np.zeros((2, 2)),), (np.ones((2, 3)),)],
    "parts": [(M,)],
    "power_iteration": [(M @ M.T, 0), (M @ M.T, 50)],
    "spectrum": [(np.arange(8.0),), (np.zeros(0),), (np.ones(7),)],
    "contracted": [(np.arange(24.0).reshape(2, 3, 4), np.arange(8.0).reshape(4, 2))],
    "fitted": [(np.arange(4.0), np.array([1.0, 3.0, 2.0, 5.0])), (np.zeros(2), np.ones(3))],
    "changed": [(M.copy(), np.array([[0], [2], [1]])), (M.copy(), np.array([[7]]))],
    "by_axis": [(M, 0), (M, 1), (M, -1), (M, 2)],
    "unified": [(M, True), (M, False)],
}
ULP = 64
