"""Strides of arrays that are contiguous whatever their strides: empty, or with a dimension of 1."""

from __future__ import annotations

import numpy as np

from jitscript import Array1, Array2, f64, script


@script
def of_vector(a: Array1[f64]) -> tuple[int, int]:
    return a.strides[0], len(a)


@script
def of_matrix(a: Array2[f64]) -> tuple[tuple[int, int], tuple[int, int], float]:
    return a.strides, a.T.strides, float(a.sum())


@script
def view(a: Array2[f64]) -> Array2[f64]:
    return a.T


CASES = {
    "of_vector": [
        lambda: (np.array([], np.float64)[::2],),
        lambda: (np.ones(5)[::7],),
        lambda: (np.broadcast_to(np.ones(1), (0,)),),
        lambda: (np.ones(5),),
    ],
    "of_matrix": [
        lambda: (np.ones(4)[None],),
        lambda: (np.ones(4)[:, None],),
        lambda: (np.ones((4, 6))[::4],),
        lambda: (np.ones((4, 6))[:, ::6],),
        lambda: (np.ones((4, 6))[:, 2:2],),
        lambda: (np.ones((3, 2)),),
    ],
    "view": [lambda: (np.ones((4, 6))[::4],), lambda: (np.ones((4, 1)),)],
}
