"""Kernels made of products of matrices as one writes them with NumPy."""

from typing import Any

import numpy as np

from jitscript import Array1, Array2, Array4, f32, f64, script

A1 = Array1[f64]
A2 = Array2[f64]
R = np.random.default_rng(0)


def r(*s: int) -> Any:
    return R.random(s)


@script
def gemm(alpha: float, beta: float, C: A2, A: A2, B: A2) -> None:
    C[:] = alpha * A @ B + beta * C


@script
def k2mm(alpha: float, beta: float, A: A2, B: A2, C: A2, D: A2) -> None:
    D[:] = alpha * A @ B @ C + beta * D


@script
def k3mm(A: A2, B: A2, C: A2, D: A2) -> A2:
    return A @ B @ C @ D


@script
def mvt(x1: A1, x2: A1, y_1: A1, y_2: A1, A: A2) -> None:
    x1 += A @ y_1
    x2 += y_2 @ A


@script
def gemver(
    alpha: float, beta: float, A: A2, u1: A1, v1: A1, u2: A1, v2: A1, w: A1, x: A1, y: A1, z: A1
) -> None:
    A += np.outer(u1, v1) + np.outer(u2, v2)
    x += beta * y @ A + z
    w += alpha * A @ x


@script
def symm(alpha: float, beta: float, C: A2, A: A2, B: A2) -> None:
    temp2 = np.empty((C.shape[1],), dtype=C.dtype)
    C *= beta
    for i in range(C.shape[0]):
        for j in range(C.shape[1]):
            C[:i, j] += alpha * B[i, j] * A[i, :i]
            temp2[j] = B[:i, j] @ A[i, :i]
        C[i, :] += alpha * B[i, :] * A[i, i] + alpha * temp2


@script
def syr2k(alpha: float, beta: float, C: A2, A: A2, B: A2) -> None:
    for i in range(A.shape[0]):
        C[i, : i + 1] *= beta
        for k in range(A.shape[1]):
            C[i, : i + 1] += A[: i + 1, k] * alpha * B[i, k] + B[: i + 1, k] * alpha * A[i, k]


@script
def trmm(alpha: float, A: A2, B: A2) -> None:
    for i in range(B.shape[0]):
        for j in range(B.shape[1]):
            B[i, j] += np.dot(A[i + 1 :, i], B[i + 1 :, j])
    B *= alpha


@script
def cholesky(A: A2) -> None:
    A[0, 0] = np.sqrt(A[0, 0])
    for i in range(1, A.shape[0]):
        for j in range(i):
            A[i, j] -= np.dot(A[i, :j], A[j, :j])
            A[i, j] /= A[j, j]
        A[i, i] -= np.dot(A[i, :i], A[i, :i])
        A[i, i] = np.sqrt(A[i, i])


@script
def ludcmp(A: A2, b: A1) -> tuple[A1, A1]:
    x = np.zeros_like(b)
    y = np.zeros_like(b)
    for i in range(A.shape[0]):
        for j in range(i):
            A[i, j] -= A[i, :j] @ A[:j, j]
            A[i, j] /= A[j, j]
        for j in range(i, A.shape[0]):
            A[i, j] -= A[i, :i] @ A[:i, j]
    for i in range(A.shape[0]):
        y[i] = b[i] - A[i, :i] @ y[:i]
    for i in range(A.shape[0] - 1, -1, -1):
        x[i] = (y[i] - A[i, i + 1 :] @ x[i + 1 :]) / A[i, i]
    return x, y


@script
def gramschmidt(A: A2) -> tuple[A2, A2]:
    Q = np.zeros_like(A)
    R = np.zeros((A.shape[1], A.shape[1]), dtype=A.dtype)
    for k in range(A.shape[1]):
        nrm = np.dot(A[:, k], A[:, k])
        R[k, k] = np.sqrt(nrm)
        Q[:, k] = A[:, k] / R[k, k]
        for j in range(k + 1, A.shape[1]):
            R[k, j] = np.dot(Q[:, k], A[:, j])
            A[:, j] -= Q[:, k] * R[k, j]
    return Q, R


@script
def correlation(data: A2) -> A2:
    M = data.shape[1]
    N = data.shape[0]
    mean = np.mean(data, axis=0)
    stddev = np.std(data, axis=0)
    stddev[stddev <= 0.1] = 1.0
    data -= mean
    data /= np.sqrt(N) * stddev
    corr = np.eye(M, dtype=data.dtype)
    for i in range(M - 1):
        corr[i + 1 : M, i] = corr[i, i + 1 : M] = data[:, i] @ data[:, i + 1 : M]
    return corr


@script
def covariance(data: A2) -> A2:
    M = data.shape[1]
    mean = np.mean(data, axis=0)
    data -= mean
    cov = np.zeros((M, M), dtype=data.dtype)
    for i in range(M):
        cov[i:M, i] = cov[i, i:M] = data[:, i] @ data[:, i:M] / (data.shape[0] - 1.0)
    return cov


@script
def relu2(x: Array2[f32]) -> Array2[f32]:
    return np.maximum(x, 0)


@script
def softmax_rows(x: Array2[f32]) -> Array2[f32]:
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


@script
def mlp(
    x: Array2[f32],
    w1: Array2[f32],
    b1: Array1[f32],
    w2: Array2[f32],
    b2: Array1[f32],
    w3: Array2[f32],
    b3: Array1[f32],
) -> Array2[f32]:
    h1 = relu2(x @ w1 + b1)
    h2 = relu2(h1 @ w2 + b2)
    return softmax_rows(h2 @ w3 + b3)


@script
def conv2d(x: Array4[f32], weights: Array4[f32]) -> Array4[f32]:
    K = weights.shape[0]
    N = x.shape[0]
    H = x.shape[1] - K + 1
    W = x.shape[2] - K + 1
    C_out = weights.shape[3]
    out = np.empty((N, H, W, C_out), dtype=np.float32)
    for i in range(H):
        for j in range(W):
            out[:, i, j, :] = np.sum(
                x[:, i : i + K, j : j + K, :, np.newaxis] * weights[np.newaxis, :, :, :],
                axis=(1, 2, 3),
            )
    return out


@script
def conv2d_bias(x: Array4[f32], weights: Array4[f32], bias: Array1[f32]) -> Array4[f32]:
    return conv2d(x, weights) + bias


@script
def batchnorm2d(x: Array4[f32]) -> Array4[f32]:
    mean = np.mean(x, axis=0, keepdims=True)
    std = np.std(x, axis=0, keepdims=True)
    return (x - mean) / np.sqrt(std + 1e-5)


@script
def resnet(
    x: Array4[f32], conv1: Array4[f32], conv2: Array4[f32], conv3: Array4[f32]
) -> Array4[f32]:
    N, H, W = x.shape[0], x.shape[1], x.shape[2]
    C_mid = conv1.shape[3]
    padded = np.zeros((N, H + 2, W + 2, C_mid), dtype=np.float32)
    padded[:, 1:-1, 1:-1, :] = conv2d(x, conv1)
    y = np.maximum(batchnorm2d(padded), 0)
    y = np.maximum(batchnorm2d(conv2d(y, conv2)), 0)
    y = batchnorm2d(conv2d(y, conv3))
    return np.maximum(y + x, 0)


def s(*shape: int) -> Any:
    return r(*shape).astype(np.float32)


def spd(n: int) -> Any:
    a = r(n, n)
    return a @ a.T + np.eye(n) * n


CASES: dict[str, Any] = {
    "gemm": [(1.5, 1.2, r(12, 14), r(12, 16), r(16, 14))],
    "k2mm": [(1.5, 1.2, r(8, 9), r(9, 10), r(10, 11), r(8, 11))],
    "k3mm": [(r(8, 9), r(9, 10), r(10, 11), r(11, 7))],
    "mvt": [(r(20), r(20), r(20), r(20), r(20, 20))],
    "gemver": [(1.5, 1.2, r(20, 20), *(r(20) for _ in range(8)))],
    "symm": [(1.5, 1.2, r(12, 14), r(12, 12), r(12, 14))],
    "syr2k": [(1.5, 1.2, r(12, 12), r(12, 9), r(12, 9))],
    "trmm": [(1.5, r(12, 12), r(12, 14))],
    "cholesky": [(spd(16),)],
    "ludcmp": [(spd(16), r(16))],
    "gramschmidt": [(r(16, 12) + np.eye(16, 12) * 4,)],
    "correlation": [(r(20, 12),)],
    "covariance": [(r(20, 12),)],
    "mlp": [(s(8, 6), s(6, 9), s(9), s(9, 7), s(7), s(7, 5), s(5))],
    "conv2d_bias": [(s(2, 8, 7, 3), s(3, 3, 3, 4), s(4))],
    "resnet": [(s(2, 6, 5, 8), s(1, 1, 8, 4), s(3, 3, 4, 4), s(1, 1, 4, 8))],
}
ULP = 4096  # products are added in another order than by BLAS, and steps build on them
