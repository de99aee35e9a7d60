"""Statistics, counts, differences and the like."""

import numpy as np
from jitscript import Array1, Array2, Array3, b1, c128, f32, f64, i64, script, u8

ULP = 8  # sums of products are added in another order


@script
def median(a: Array1[f64], b: Array2[i64]):
    return (
        np.median(a),
        np.median(b),
        np.median(b, axis=0),
        np.median(b, axis=-1),
        np.median([3, 1]),
    )


@script
def median_32(a: Array1[f32]):
    return np.median(a), np.median(a, axis=0)


@script
def quantiles(a: Array1[f64], b: Array2[i64], q: float):
    return (
        np.quantile(a, q),
        np.percentile(a, 100 * q),
        np.quantile(b, [0, q, 1]),
        np.percentile(b, [25, 50, 75]),
        np.percentile(a, 30),
    )


@script
def percentile(a: Array1[f64], q: float) -> float:
    return np.percentile(a, q)


@script
def average(a: Array1[f64], w: Array1[i64]):
    return np.average(a), np.average(a, weights=w)


@script
def bincount(a: Array1[i64], n: int):
    return np.bincount(a), np.bincount(a, minlength=n), np.bincount([0, 2])


@script
def weighted(a: Array1[u8], w: Array1[f64]):
    return np.bincount(a, w), np.bincount(a, weights=w, minlength=5)


@script
def histogram(a: Array1[f64], n: int):
    return np.histogram(a), np.histogram(a, n), np.histogram(a, bins=3)


@script
def histogram_ints(a: Array2[i64]):
    return np.histogram(a, bins=4)


@script
def diff(a: Array1[f64], b: Array2[i64], c: Array1[b1], d: Array1[u8]):
    return (
        np.diff(a),
        np.diff(a, 2),
        np.diff(a, n=3),
        np.diff(b),
        np.diff(b, axis=0),
        np.diff(c),
        np.diff(d),
        np.diff(a, 0),
        np.ediff1d(b),
        np.diff([1, 4, 9]),
    )


@script
def diff_3(a: Array3[f64]):
    return np.diff(a, axis=1), np.diff(a, axis=0), np.diff(a)


@script
def gradient(a: Array1[f64], b: Array1[i64], h: float):
    return np.gradient(a), np.gradient(a, h), np.gradient(b), np.gradient(b, 2)


@script
def interp(x: Array1[f64], p: Array1[f64], q: Array1[f64], at: float):
    return np.interp(x, p, q), np.interp(at, p, q), np.interp(x, p, q, left=-1, right=9.5)


@script
def convolve(a: Array1[f64], v: Array1[f64]):
    return (
        np.convolve(a, v),
        np.convolve(v, a),
        np.convolve(a, v, "same"),
        np.convolve(a, v, "valid"),
    )


@script
def convolve_ints(a: Array1[i64], v: Array1[u8], w: Array1[c128]):
    return (
        np.convolve(a, v),
        np.convolve(a, [1, 2]),
        np.convolve(w, a, mode="same"),
        np.convolve(v, v),
    )


@script
def nansum(a: Array2[f64]):
    return np.nansum(a), np.nansum(a, axis=0), np.nansum(a, 1)


NAN = float("nan")
rng = np.random.default_rng(5)
B = np.array([[3, 1, 2], [9, -5, 0]])

CASES = {
    "median": [
        (np.array(a), B)
        for a in ([3.0, 1.0, 2.0], [1.0, 4.0], [1.0, NAN], [5.0], [np.inf, -np.inf, 1.0, 2.0])
    ],
    "median_32": [(np.array([0.1, 0.2, 0.7, 0.4], "f4"),), (np.array([0.1], "f4"),)],
    "quantiles": [(rng.standard_normal(n), B, q) for n in (1, 2, 10, 101) for q in (0.0, 0.3, 1.0)],
    "percentile": [(np.arange(3.0), 101.0), (np.arange(3.0), -0.5), (np.array([1.0, NAN]), 50.0)],
    "average": [
        (np.array([1.0, 2.0, 3.0]), np.array([3, 2, 1])),
        (np.array([1.0, 2.0]), np.array([1, -1])),
    ],
    "bincount": [
        (np.array([1, 1, 3]), 6),
        (np.array([1, 1, 3]), 2),
        (np.zeros(0, np.int64), 3),
        (np.array([1, -1]), 3),
    ],
    "weighted": [
        (np.array([1, 1, 3], np.uint8), np.array([0.1, 0.2, 0.7])),
        (np.array([1, 1, 3], np.uint8), np.array([0.1, 0.2])),
    ],
    "histogram": [
        (rng.standard_normal(100), 7),
        (np.array([1.0, 2.0, 1.0]), 3),
        (np.array([2.0, 2.0]), 1),
        (np.zeros(0), 2),
        (np.array([1.0]), 0),
        (np.array([0.0, 0.1, 0.2, 0.3, 0.6, 0.7, 1.0]), 10),
    ],
    "histogram_ints": [(B,)],
    "diff": [
        (
            np.array([1.0, 4.0, 9.0, NAN]),
            B,
            np.array([True, False, False]),
            np.array([1, 0, 255], np.uint8),
        ),
        (np.zeros(1), B[:, :1], np.zeros(0, bool), np.zeros(1, np.uint8)),
    ],
    "diff_3": [(rng.standard_normal((2, 3, 4)),)],
    "gradient": [
        (np.array([1.0, 4.0, 9.0]), np.array([1, 4]), 0.3),
        (np.array([1.0]), np.array([1, 4]), 1.0),
    ],
    "interp": [
        (
            np.array([0.0, 1.0, 1.5, 2.0, 3.0, 4.0, NAN]),
            np.array([1.0, 2.0, 3.0]),
            np.array([3.0, 2, 0]),
            2.5,
        ),
        (np.array([0.0, 1.0, 2.0]), np.array([1.0]), np.array([5.0]), 1.0),
        (np.array([0.0]), np.zeros(0), np.zeros(0), 1.0),
        (np.array([0.0]), np.zeros(2), np.zeros(1), 1.0),
        (np.array([1.5]), np.array([1.0, 2.0]), np.array([np.inf, np.inf]), 1.0),
    ],
    "convolve": [
        (np.arange(5.0), np.array([0.0, 1.0, 0.5])),
        (np.arange(2.0), np.array([0.0, 1.0, 0.5, 4.0])),
        (np.arange(3.0), np.array([2.0])),
        (np.zeros(0), np.array([2.0])),
        (np.array([2.0]), np.zeros(0)),
    ],
    "convolve_ints": [(np.array([1, 2, 3]), np.array([200, 100], np.uint8), np.array([1j, 2, 3]))],
    "nansum": [(np.array([[1.0, NAN], [2.0, 3.0]]),)],
}
