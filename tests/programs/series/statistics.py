"""Covariances, polynomials, areas, slopes and partitions."""

from typing import Any

import numpy as np

from jitscript import Array1, Array2, f64, i64, script


@script
def covariances(x: Array2[f64], a: Array1[f64], b: Array1[f64]) -> tuple[Any, ...]:
    return np.cov(x), np.cov(x, rowvar=False, bias=True), np.cov(a, b), np.cov(a), np.cov(x, ddof=0)


@script
def correlations(x: Array2[f64], a: Array1[f64], b: Array1[f64]) -> tuple[Any, ...]:
    return np.corrcoef(x), np.corrcoef(a, b), np.corrcoef(a)


@script
def polynomials(p: Array1[f64], x: Array2[f64], n: Array1[i64], t: float) -> tuple[Any, ...]:
    return np.polyval(p, x), np.polyval([3, 0, 1], n), np.polyval(p, t), np.polyval([1, 2], 3)


@script
def areas(y: Array1[f64], x: Array1[f64], z: Array2[f64]) -> tuple[Any, ...]:
    return np.trapezoid(y), np.trapezoid(y, x), np.trapezoid(y, dx=0.5), np.trapezoid(z)


@script
def slopes(a: Array2[f64]) -> tuple[Any, ...]:
    gy, gx = np.gradient(a)
    return gy, gx, np.gradient(a, axis=0), np.gradient(a, 0.5, axis=1)


@script
def correlated(a: Array1[f64], v: Array1[f64]) -> tuple[Any, ...]:
    return np.correlate(a, v), np.correlate(a, v, "same"), np.correlate(a, v, mode="full")


@script
def parted(a: Array1[i64], k: int) -> tuple[Any, ...]:
    b = np.partition(a, k)
    i = np.argpartition(a, k)
    return b[k], np.sort(b[:k]), np.sort(b[k:]), np.sort(a[i[:k]]), a[i[k]]


@script
def parted_rows(a: Array2[f64], k: int) -> tuple[Any, ...]:
    """What is empty has no places to be wrong."""
    return np.partition(a, k).shape, np.argpartition(a, k, axis=0).shape


A, B = np.array([1.0, 4.0, 2.0, 8.0]), np.array([0.5, -1.0, 3.0, 2.0])
CASES: dict[str, Any] = {
    "parted_rows": [
        (np.zeros((0, 3)), 5),
        (np.zeros((3, 0)), 0),
        (np.ones((3, 3)), -2),
        (np.ones((3, 3)), 3),
    ],
    "covariances": [(np.array([A, B, A * B]), A, B)],
    "correlations": [(np.array([A, B, A * B]), A, B)],
    "polynomials": [
        (np.array([1.0, -2.0, 0.5]), np.arange(6.0).reshape(2, 3), np.arange(4), 1.5),
        (np.ones(1), np.ones((1, 2)), np.arange(2), 0.0),
    ],
    "areas": [(A, np.cumsum(A), np.array([A, B])), (A[:1], A[:1], np.array([A, B])[:, :1])],
    "slopes": [(np.arange(12.0).reshape(3, 4) ** 2,), (np.ones((1, 3)),)],
    "correlated": [(A, B[:2]), (B[:3], A), (A, A)],
    "parted": [(np.array([5, 1, 4, 1, 9, 2]), k) for k in (0, 2, 5, 6)],
}
ULP = 8
