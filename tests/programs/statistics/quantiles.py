"""Quantiles by all methods, of elements of several types, in their own arithmetic."""

import numpy as np

from jitscript import Array1, Array2, f32, f64, i8, i64, script, u8


@script
def discrete(a: Array1[f64], q: float):
    first = np.quantile(a, q, method="inverted_cdf"), np.quantile(a, q, method="lower")
    second = np.quantile(a, q, method="higher"), np.quantile(a, q, method="nearest")
    return first, second, np.quantile(a, q, method="closest_observation")


@script
def continuous(a: Array1[f64], q: float):
    first = np.quantile(a, q), np.quantile(a, q, method="hazen")
    second = np.quantile(a, q, method="weibull"), np.quantile(a, q, method="median_unbiased")
    third = np.quantile(a, q, method="midpoint"), np.quantile(a, q, method="normal_unbiased")
    fourth = np.quantile(a, q, method="averaged_inverted_cdf")
    return first, second, third, fourth, np.quantile(a, q, method="interpolated_inverted_cdf")


@script
def of_ints(a: Array1[i8], b: Array1[i64], q: float):
    """Differences of small integers wrap, as NumPy's do."""
    first = np.quantile(a, q), np.percentile(b, 100 * q, method="hazen")
    return first, np.quantile(a, q, method="nearest"), np.quantile(b, [q, 0.5], method="higher")


@script
def along(a: Array2[f64], b: Array2[u8], q: Array1[f64]):
    first = np.quantile(a, q, axis=0, method="weibull"), np.percentile(b, 30, 1, method="lower")
    return first, np.quantile(b, q, 0, method="midpoint", keepdims=True)


@script
def by_singles(a: Array1[u8], b: Array1[i64], q: Array1[f32]):
    """The shares have a type of their own, which the result may have."""
    return np.quantile(a, q), np.quantile(a, q[0]), np.quantile(b, q), np.percentile(a, q[0] * 100)


_rng = np.random.default_rng(5)
_SHARES = [0.0, 0.1, 0.25, 1 / 3, 0.5, 0.7, 0.99, 1.0]
_ROW = _rng.normal(size=11)
_BYTES = _rng.integers(-128, 128, 9).astype(np.int8)
_LONG = _rng.integers(-(2**62), 2**62, 6)

CASES = {
    "discrete": [
        *((_ROW, q) for q in _SHARES),
        *((_ROW[:4], q) for q in _SHARES),
        (np.zeros(0), 0.5),
        (np.array([1.0, np.nan]), 0.2),
        (_ROW, 1.5),
    ],
    "continuous": [
        *((_ROW, q) for q in _SHARES),
        *((_ROW[:4], q) for q in _SHARES),
        *((np.full(3, -0.0), q) for q in _SHARES),
        *((np.array([-np.inf, 1.0, np.inf]), q) for q in _SHARES),
        (np.zeros(0), 0.5),
        (np.array([1.0, np.nan]), 0.2),
        (_ROW, -0.1),
    ],
    "of_ints": [
        *((_BYTES, _LONG, q) for q in _SHARES),
        (np.array([-100, 100], np.int8), _LONG, 0.5),
        (_BYTES[:0], _LONG, 0.5),
    ],
    "by_singles": [
        (_BYTES.view(np.uint8), _LONG, np.array([0.3, 0.5, 1.0], np.float32)),
        (_BYTES.view(np.uint8), _LONG, np.array([1.5], np.float32)),
    ],
    "along": [
        (_rng.normal(size=(5, 7)), _rng.integers(0, 256, (4, 5), dtype=np.uint8), np.array([0.3])),
        (_rng.normal(size=(5, 7)).T, _rng.integers(0, 256, (4, 5)).astype(np.uint8).T, _ROW[:0]),
        (np.zeros((0, 3)), np.zeros((2, 2), np.uint8), np.array([0.5, 0.2])),
    ],
}
