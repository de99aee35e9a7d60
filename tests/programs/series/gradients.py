"""Gradients at places that are given, along one axis or two."""

import numpy as np

from jitscript import Array1, Array2, Array3, c128, f32, f64, i8, i64, script


@script
def along(f: Array1[f64], x: Array1[f64]):
    return np.gradient(f, x), np.gradient(f, x, edge_order=2)


@script
def of_singles(f: Array1[f32], x: Array1[f32]):
    return np.gradient(f, x), np.gradient(f, x, edge_order=2)


@script
def at_whole_places(f: Array1[i64], x: Array1[i8]):
    return np.gradient(f, x), np.gradient(f, [0, 1, 3, 4, 9])


@script
def of_rows(m: Array2[f64], x: Array1[f64]):
    return np.gradient(m, x, axis=1, edge_order=2), np.gradient(m, x, axis=-1)


@script
def of_columns(m: Array2[f64], x: Array1[f64]):
    return np.gradient(m, x, axis=0), np.gradient(m.T, x, axis=1)


@script
def of_planes(m: Array2[f64], x: Array1[f64], y: Array1[f64]):
    return np.gradient(m, y, x), np.gradient(m, 2.0, x, edge_order=2), np.gradient(m, 2, 0.5)


@script
def of_two_axes(a: Array3[f64], x: Array1[f64]):
    return np.gradient(a, x, 0.5, axis=(2, 0))


@script
def of_complex(f: Array1[c128], x: Array1[f64]):
    return np.gradient(f), np.gradient(f, 2), np.gradient(f, x), np.gradient(f, edge_order=2)


@script
def unfit(m: Array2[f64], x: Array1[f64]):
    return np.gradient(m, x)


@script
def unfit_places(f: Array1[f64], x: Array2[f64]):
    return np.gradient(f, x)


_R = np.random.default_rng(8)
_X = np.array([0.0, 0.5, 2.0, 2.25, 7.0])
_EVEN = np.arange(5) * 0.25
_F = np.array([1.0, -2.5, np.inf, 3.0, np.nan])
_G = _R.standard_normal(5)
_M = _R.standard_normal((4, 5))
CASES = {
    "along": [
        (_G, _X), (_G, _EVEN), (_G, _X[::-1]), (_F, _X), (_G, _X * 0), (_G, _X[:4]), (_G, _G[:0]),
        (_G[:2], _X[:2]), (_G[:1], _X[:1]), (_G[:0], _X[:0]), (_G[:3], _X[:3]), (_G[::2], _X[::2]),
    ],
    "of_singles": [
        (_G.astype(np.float32), _X.astype(np.float32)),
        (_G.astype(np.float32), _EVEN.astype(np.float32)),
    ],
    "at_whole_places": [
        (np.array([3, 1, 4, 1, 5]), np.array([-128, -100, 0, 100, 127], np.int8)),
        (np.array([3, 1, 4, 1, 5]), np.array([0, 1, 2, 3, 4], np.int8)),
    ],
    "of_rows": [(_M, _X), (_M, _EVEN), (_M[:, :4], _X), (np.asfortranarray(_M), _X), (_M[:0], _X)],
    "of_columns": [(_M[:, :4], _X[:4]), (_M, _X[:4]), (np.asfortranarray(_M[:, :4]), _X[1:])],
    "of_planes": [(_M, _X, _X[:4]), (_M, _EVEN, _X[1:]), (_M, _X, _X)],
    "of_two_axes": [(_R.standard_normal((2, 3, 5)), _X), (_R.standard_normal((2, 3, 5)), _EVEN)],
    "of_complex": [(_G + 1j * _G[::-1], _X), (_G + 0j, _EVEN)],
    "unfit": [(_M, _X)],
    "unfit_places": [(_G, _M)],
}  # fmt: skip
