"""Averages, medians and quantiles along an axis, with weights and kept axes."""

import numpy as np

from jitscript import Array1, Array2, Array3, f32, f64, i64, script


@script
def averages(m: Array2[f64], down: Array1[f64], across: Array1[f64]):
    return (
        np.average(m, axis=0),
        np.average(m, 0, down),
        np.average(m, axis=-1, weights=across),
        np.average(m, axis=1, weights=across, keepdims=True),
    )


@script
def with_sums(m: Array2[f64], down: Array1[f64]):
    a, b = np.average(m, weights=down, axis=0, returned=True)
    c, d = np.average(m, returned=True)
    e, f = np.average(m, axis=0, returned=True)
    g, h = np.average(m, weights=np.abs(m), returned=True)
    return a, b, c, d, e, f, g, h


@script
def averages_of_ints(i: Array2[i64], w: Array1[i64], x: Array1[f32]):
    return np.average(i, axis=0, weights=w), np.average(x, 0, w), np.average(x, weights=x)


@script
def of_the_same_shape(m: Array2[f64], w: Array2[f64]):
    return np.average(m, axis=1, weights=w), np.average(m, weights=w)


@script
def of_rooms(r: Array3[f64], w: Array1[f64]):
    return np.average(r, axis=1, weights=w), np.median(r, axis=2, keepdims=True)


@script
def medians(m: Array2[f64]):
    return np.median(m, 0, keepdims=True), np.median(m, axis=-1), np.median(m, keepdims=True)


@script
def parts(m: Array2[f64], q: float, several: Array1[f64]):
    return (
        np.percentile(m, q, axis=0),
        np.percentile(m, several, axis=1),
        np.percentile(m, several, -1, keepdims=True),
        np.quantile(m, q / 100, axis=1, keepdims=True),
        np.quantile(m, [[0.0, 0.25], [0.5, 1.0]], 0),
    )


@script
def parts_of_rows(x: Array1[f64], i: Array1[i64], r: Array3[f64]):
    return (
        np.percentile(x, 12.5, axis=0),
        np.quantile(x, [0.1, 0.9], axis=0),
        np.percentile(i, 60.0, axis=-1),
        np.quantile(r, [0.25, 0.5], axis=1),
    )


def normal(*shape):
    return np.random.default_rng(3).standard_normal(shape)


M = normal(3, 4)
W, V = np.array([1.0, 2.0, 0.25]), np.array([0.5, 3.0, 1.0, 7.0])
NANS = np.where(M > 0.5, np.nan, M)
CASES = {
    "averages": [
        (M, W, V),
        (M.T[::-1, :].T, W[::-1], V[::-1]),
        (NANS, W, V),
        (M, W - W, V),
        (M, V, V),
        (M, W, W),
        (normal(3, 0), W, V[:0]),
    ],
    "with_sums": [(M, W), (NANS, W), (M, np.array([1.0, -1.0, 0.0])), (M, V)],
    "averages_of_ints": [
        (np.arange(12).reshape(4, 3), np.array([1, 0, 5, 2]), V.astype(np.float32)),
        (np.arange(12).reshape(4, 3), np.array([1, 0, -3, 2]), V.astype(np.float32)),
    ],
    "of_the_same_shape": [
        (M, M * M),
        (M.T, M.T * 2 + 9),
        (M, M.T.copy()),
        (M[:1], M[1:2] * 0),
    ],
    "of_rooms": [
        (normal(2, 3, 4), W),
        lambda: (normal(4, 3, 2).T, W),
        (normal(2, 3, 4), V),
    ],
    "medians": [(M,), lambda: (normal(5, 6)[::-2, ::3],), (NANS,), (normal(0, 3),)],
    "parts": [
        (M, 30.0, np.array([0.0, 50.0, 99.0])),
        (NANS, 100.0, np.array([5.0])),
        (M.T, 0.0, np.zeros(0)),
        (M, 101.0, np.array([5.0])),
        (M, 1.0, np.array([-5.0, 1.0])),
    ],
    "parts_of_rows": [
        (V, np.array([5, 1, 9]), normal(2, 3, 4)),
        (V[:1], np.array([5]), normal(4, 3, 2).T),
    ],
}
