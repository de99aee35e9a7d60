"""np.maximum and np.minimum of zeros of both signs, nan and infinities: NumPy's bits."""

from __future__ import annotations

import numpy as np

from jitscript import Array1, Array2, f16, f32, f64, script


@script
def of_f64(a: Array1[f64], b: Array1[f64]):
    return np.maximum(a, b), np.minimum(a, b)


@script
def of_f32(a: Array1[f32], b: Array1[f32]):
    return np.maximum(a, b), np.minimum(a, b)


@script
def of_f16(a: Array1[f16], b: Array1[f16]):
    return np.maximum(a, b), np.minimum(a, b), np.fmax(a, b), np.fmin(a, b)


@script
def of_rank_2(a: Array2[f64], b: Array1[f64]):
    return np.maximum(a, b), np.minimum(b, a)


@script
def by_number(a: Array1[f64], x: float):
    return np.maximum(a, x), np.maximum(x, a), np.minimum(a, x), np.minimum(x, a)


@script
def by_literal(a: Array1[f32]):
    return np.maximum(a, 0.0), np.maximum(-0.0, a), np.minimum(a, 0), np.minimum(-0.0, a)


@script
def of_scalars(x: f64, y: f64, u: f16, v: f16):
    return np.maximum(x, y), np.minimum(x, y), np.maximum(u, v), np.fmin(u, v)


@script
def of_elements(a: Array1[f32], b: Array1[f32]):
    most = a[0]
    for i in range(len(a)):
        most = np.maximum(most, np.minimum(a[i], b[i]))
    return most


_VALUES = (0.0, -0.0, 1.0, -1.0, np.inf, -np.inf, np.nan)


def _pairs(dtype):
    a = np.array([x for x in _VALUES for _ in _VALUES], dtype)
    b = np.array([y for _ in _VALUES for y in _VALUES], dtype)
    ends = [(a[k : k + 1], b[k : k + 1]) for k in (0, 1, 7, 8)]
    return [(a, b), (a[::-1], b[::-1]), (a[1:4], b[1:4]), *ends]


CASES = {
    "of_f64": [*_pairs(np.float64), lambda: tuple(np.repeat(x, 2)[::2] for x in _pairs("d")[0])],
    "of_f32": [*_pairs(np.float32), lambda: tuple(np.repeat(x, 3)[1::3] for x in _pairs("f")[0])],
    "of_f16": _pairs(np.float16),
    "of_rank_2": [(np.array([[0.0, -0.0], [-0.0, 0.0]]), np.array(row)) for row in ([0.0, -0.0],)],
    "by_number": [(np.array(_VALUES), x) for x in (0.0, -0.0, np.nan, 0.5)],
    "by_literal": [(np.array(_VALUES, np.float32),)],
    "of_scalars": [
        (np.float64(x), np.float64(y), np.float16(x), np.float16(y))
        for x in (0.0, -0.0, np.nan)
        for y in (0.0, -0.0, 1.0)
    ],
    "of_elements": [(a, b) for a, b in _pairs(np.float32)],
}
