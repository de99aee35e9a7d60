"""`np.histogram` with ranges, weights, densities and edges."""

from typing import Any

import numpy as np

from jitscript import Array1, Array2, f32, f64, i64, script, u8


@script
def counted(a: Array1[f64], n: int) -> tuple[Any, Any]:
    return np.histogram(a, n)


@script
def of_image(a: Array2[u8]) -> tuple[Any, Any]:
    return np.histogram(a.flatten(), 256, (0, 256))


@script
def in_range(a: Array1[f64], low: float, high: float) -> tuple[Any, Any]:
    return np.histogram(a, bins=5, range=(low, high))


@script
def weighted(a: Array1[f64], w: Array1[f64]) -> tuple[Any, Any]:
    return np.histogram(a, 4, weights=w)


@script
def dense(a: Array1[f32]) -> tuple[Any, Any]:
    return np.histogram(a, 4, density=True)


@script
def between(a: Array1[f64], edges: Array1[f64]) -> tuple[Any, Any]:
    return np.histogram(a, edges)


@script
def between_ints(a: Array1[i64]) -> tuple[Any, Any]:
    return np.histogram(a, [0, 2, 3, 10])


@script
def weighted_between(a: Array1[f64], edges: Array1[f64], w: Array1[f64]) -> tuple[Any, Any]:
    return np.histogram(a, bins=edges, weights=w, density=True)


A = np.random.default_rng(7).normal(size=300)
CASES: dict[str, Any] = {
    "counted": [(A, 7), (np.empty(0), 3), (np.ones(4), 2), (A, 0), (np.array([1.0, np.inf]), 2)],
    "of_image": [(np.arange(64, dtype=np.uint8).reshape(8, 8) * 5,)],
    "in_range": [
        (A, -1.0, 1.0),
        (A, 0.0, 0.0),
        (A, 1.0, -1.0),
        (np.array([np.nan, 0.5]), 0.0, 1.0),
    ],
    "weighted": [(A, A * A), (A, np.ones(3)), (np.empty(0), np.empty(0))],
    "dense": [(A.astype(np.float32),)],
    "between": [
        (A, np.array([-2.0, 0.0, 0.5, 3.0])),
        (A, np.array([1.0, 0.0])),
        (np.array([0.0, 1.0, 1.0, np.nan]), np.array([0.0, 1.0])),
    ],
    "between_ints": [(np.array([0, 1, 2, 2, 3, 10, 11]),)],
    "weighted_between": [(A, np.array([-2.0, 0.0, 0.5, 3.0]), A * A)],
}
ULP = 4
