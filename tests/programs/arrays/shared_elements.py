"""Arrays of which elements share memory: windows, zero strides, views turned around."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view

from jitscript import Array1, Array2, Array3, f64, i32, script


@script
def doubled(a: Array2[f64]) -> None:
    a *= 2


@script
def raised(a: Array1[f64]) -> None:
    a += 1


@script
def added(a: Array2[f64], b: Array2[f64]) -> None:
    a += b


@script
def row_added(a: Array2[f64], b: Array1[f64]) -> None:
    a -= b


@script
def squared(a: Array2[f64]) -> None:
    a *= a


@script
def mirrored(a: Array2[f64]) -> None:
    a += a[::-1]


@script
def assigned(a: Array2[f64], b: Array2[f64]) -> None:
    a[:] = b


@script
def filled(a: Array3[i32], x: int) -> None:
    a[:] = x
    a[1:] += 1


@script
def moved(a: Array2[f64]) -> None:
    a[1:] = a[:-1]
    a[:, 1:] *= 3


@script
def cubes(a: Array3[i32], b: Array3[i32]) -> None:
    a += b
    a[:] = b


@script
def of_own_base(a: Array1[f64], w: Array2[f64]) -> None:
    w += a[:3]


def _windows(n, size):
    return sliding_window_view(np.arange(1.0, n + 1), size, writeable=True)


def _strided(shape, strides, at=0, dtype=np.float64):
    return as_strided(np.arange(1, 65).astype(dtype)[at:], shape, strides)


_B = np.arange(12.0).reshape(3, 4)
_LAYOUTS = [
    ((3, 4), (8, 8)),
    ((3, 4), (16, 8)),
    ((3, 4), (8, 16)),
    ((3, 4), (0, 8)),
    ((3, 4), (8, 0)),
    ((3, 4), (0, 0)),
    ((3, 4), (-8, 8), 8),
    ((3, 4), (8, -16), 8),
    ((3, 4), (-16, -8), 16),
    ((3, 4), (24, 8)),
    ((3, 4), (32, 8)),
    ((3, 4), (8, 24)),
]
_CUBES = [((2, 3, 4), s) for s in ((4, 4, 4), (0, 4, 8), (16, 4, 8), (8, 0, 4), (48, 16, 4))]


def _of(layouts, *more, dtype=np.float64):
    return [
        lambda layout=layout: (_strided(*layout, dtype=dtype), *(np.array(x) for x in more))
        for layout in layouts
    ]


def _base_and_windows():
    base = np.arange(1.0, 7.0)
    return base, sliding_window_view(base, 3, writeable=True)


CASES = {
    "doubled": [lambda: (_windows(6, 3),), lambda: (_windows(6, 1),), *_of(_LAYOUTS)],
    "raised": [lambda: (_strided((5,), (0,)),), lambda: (_strided((5,), (-8,), 9),)],
    "added": _of(_LAYOUTS, _B),
    "row_added": _of(_LAYOUTS, _B[1]),
    "squared": _of(_LAYOUTS),
    "mirrored": _of(_LAYOUTS),
    "assigned": [*_of(_LAYOUTS, _B), *_of(_LAYOUTS, _B[:, :1])],
    "filled": [lambda layout=layout: (_strided(*layout, dtype=np.int32), 7) for layout in _CUBES],
    "moved": _of(_LAYOUTS),
    "cubes": _of(_CUBES, np.arange(24, dtype=np.int32).reshape(2, 3, 4), dtype=np.int32),
    "of_own_base": [_base_and_windows],
}
