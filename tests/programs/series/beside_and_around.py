"""Differences beside values of one's own, gradients to the second order, periodic interpolation."""

import numpy as np

from jitscript import Array1, Array2, f32, f64, i32, i64, script, u8


@script
def differences(x: Array1[f64], i: Array1[i64], f: Array1[f32]):
    return (
        np.diff(x, prepend=0),
        np.diff(x, append=x[:2]),
        np.diff(x, 2, prepend=0.5, append=[1.0, 2.0]),
        np.diff(i, prepend=i[0]),
        np.diff(f, prepend=0),
        np.diff(f, append=f[:1]),
        np.diff(x, 0, prepend=9.0),
    )


@script
def of_rows(m: Array2[f64], row: Array2[f64]):
    return np.diff(m, axis=0, prepend=row), np.diff(m, 1, 1, 0.0), np.diff(m, append=1, axis=-2)


@script
def between(x: Array1[f64], i: Array1[i32], b: Array1[u8], m: Array2[f64]):
    return (
        np.ediff1d(x, to_end=9),
        np.ediff1d(i, [7, 8], 1),
        np.ediff1d(b, to_begin=b[:1]),
        np.ediff1d(m, m, x),
    )


@script
def slopes(x: Array1[f64], f: Array1[f32], m: Array2[f64]):
    return (
        np.gradient(x, edge_order=2),
        np.gradient(f, 0.3, edge_order=2),
        np.gradient(f, np.float64(0.3), edge_order=2),
        np.gradient(m, 0.5, axis=-1, edge_order=2),
        np.gradient(m, edge_order=2),
    )


@script
def around(at: Array1[f64], xp: Array1[f64], fp: Array1[f64], period: float):
    return np.interp(at, xp, fp, period=period), np.interp(-7.25, xp, fp, period=360)


X = np.array([0.5, 2.0, -1.5, 3.25, 2.0])
M = np.random.default_rng(4).standard_normal((3, 4))
CASES = {
    "differences": [
        (X, np.array([3, 1, 7]), X.astype(np.float32)),
        (X[:1], np.array([3]), X[:2].astype(np.float32)),
        (X[::-2], np.array([3, 9])[::-1], X[::2].astype(np.float32)),
        (X[:0], np.array([3]), X[:1].astype(np.float32)),
    ],
    "of_rows": [
        (M, M[:1]),
        (M.T, M.T[1:]),
        (M, M[:1, :3]),
        (M[:0], M[:0]),
    ],
    "between": [
        (X, np.array([1, 4, 2], np.int32), np.array([1, 255, 0], np.uint8), M),
        (X[:1], np.array([1], np.int32), np.array([], np.uint8), M[:, :1]),
    ],
    "slopes": [
        (X, X.astype(np.float32), M),
        (X[:3], X[::-1][:3].astype(np.float32), M[::-1].T),
        (X[:2], X.astype(np.float32), M),
        (X, X.astype(np.float32), M[:2]),
    ],
    "around": [
        (X, np.array([0.0, 1.0, 2.0]), np.array([3.0, 1.0, 7.0]), 2.5),
        (X, np.array([190.0, -190.0, 350.0, -350.0]), X[:4], -360.0),
        (X[:0], np.array([0.25]), X[:1], 1.0),
        (X, np.array([0.0, 1.0, 2.0]), np.array([3.0, 1.0]), 2.5),
        (X, X[:2], X[:2], 0.0),
        (np.array([np.nan, np.inf, 1.0]), X[:2], X[:2], 1.5),
    ],
}
