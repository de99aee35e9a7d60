"""Kernels of statistics and learning as one writes them with NumPy."""

from typing import Any

import numpy as np

from jitscript import Array1, Array2, Array3, f64, i64, script, u8

A1 = Array1[f64]
A2 = Array2[f64]
A3 = Array3[f64]
R = np.random.default_rng(0)


def r(*s: int) -> Any:
    return R.random(s)


@script
def sigmoid(z: A1) -> A1:
    return 1 / (1 + np.exp(-z))


@script
def softmax2(x: A2) -> A2:
    tmp_max = np.max(x, axis=-1, keepdims=True)
    tmp_out = np.exp(x - tmp_max)
    tmp_sum = np.sum(tmp_out, axis=-1, keepdims=True)
    return tmp_out / tmp_sum


@script
def logreg(X: A2, y: A1, lr: float, steps: int) -> tuple[A1, float]:
    w = np.zeros(X.shape[1])
    b = 0.0
    for _ in range(steps):
        p = sigmoid(X @ w + b)
        dw = X.T @ (p - y) / len(y)
        db = np.mean(p - y)
        w -= lr * dw
        b -= lr * db
    return w, b


@script
def kmeans(X: A2, k: int, iters: int) -> tuple[A2, Array1[i64]]:
    centers = X[:k].copy()
    labels = np.zeros(len(X), dtype=np.int64)
    for _ in range(iters):
        d = ((X[:, None, :] - centers[None, :, :]) ** 2).sum(axis=2)
        labels = d.argmin(axis=1)
        for j in range(k):
            members = X[labels == j]
            if len(members) > 0:
                centers[j] = members.mean(axis=0)
    return centers, labels


@script
def pca(X: A2, iters: int) -> tuple[A1, A1]:
    Xc = X - X.mean(axis=0)
    C = Xc.T @ Xc / (X.shape[0] - 1)
    v = np.ones(X.shape[1])
    for _ in range(iters):
        v = C @ v
        v /= np.linalg.norm(v)
    return Xc @ v, v


@script
def cross_entropy(logits: A2, labels: Array1[i64]) -> float:
    m = logits.max(axis=1, keepdims=True)
    lse = np.log(np.exp(logits - m).sum(axis=1)) + m[:, 0]
    return (lse - logits[np.arange(len(labels)), labels]).mean()


@script
def equalise(img: Array2[u8]) -> Array2[u8]:
    hist = np.bincount(img.ravel(), minlength=256)
    cdf = hist.cumsum()
    cdf_min = cdf[cdf > 0].min()
    lut = np.round((cdf - cdf_min) / (img.size - cdf_min) * 255).astype(np.uint8)
    return lut[img]


@script
def equalise2(img: Array2[u8]) -> Array2[u8]:
    hist, bins = np.histogram(img.flatten(), 256, (0, 256))
    cdf = hist.cumsum()
    cdf_m = (cdf - cdf.min()) * 255 / (cdf.max() - cdf.min())
    return cdf_m.astype("uint8")[img]


@script
def game_of_pi(x: A1, y: A1) -> float:
    return 4.0 * np.sum(x * x + y * y <= 1.0) / x.size


@script
def arc_distance(theta_1: A1, phi_1: A1, theta_2: A1, phi_2: A1) -> A1:
    temp = (
        np.sin((theta_2 - theta_1) / 2) ** 2
        + np.cos(theta_1) * np.cos(theta_2) * np.sin((phi_2 - phi_1) / 2) ** 2
    )
    distance_matrix = 2 * (np.arctan2(np.sqrt(temp), np.sqrt(1 - temp)))
    return distance_matrix


CASES: dict[str, Any] = {
    "softmax2": [(r(8, 5),)],
    "logreg": [(r(30, 4), (r(30) > 0.5) * 1.0, 0.1, 10)],
    "kmeans": [(r(50, 3), 4, 5)],
    "pca": [(r(50, 4), 20)],
    "cross_entropy": [(r(20, 5), R.integers(0, 5, 20))],
    "equalise": [(R.integers(0, 256, (20, 20)).astype(np.uint8),)],
    "equalise2": [(R.integers(0, 256, (20, 20)).astype(np.uint8),)],
    "game_of_pi": [(r(100), r(100))],
    "arc_distance": [tuple(r(20) for _ in range(4))],
}
ULP = 1024  # products are added in another order than by BLAS, and steps build on them
