"""Totals of what does not lie as its operands do: NumPy adds in the order of what it made."""

from __future__ import annotations

import numpy as np

from jitscript import Array2, Array3, f64, script


@script
def c_order(a: Array2[f64]):
    singles = (a.astype(np.float32, order="C") + 1).sum(1)
    return singles, (a.copy() * 2.0).sum(0), (-a.astype(np.float32, order="C")).sum()


@script
def repeated(a: Array3[f64]):
    singles = a.astype(np.float32)
    return singles.sum(0), a.astype(np.float32).sum(0), (a.astype(np.float32) + 1).sum((0, 2))


@script
def without_nan(a: Array2[f64]):
    return np.nansum(a, 0), np.nansum(a, 1), np.nansum(a), np.nanprod(a, 0), np.nancumsum(a, 0)


@script
def solid_without_nan(a: Array3[f64]):
    return np.nansum(a, 0), np.nansum(a, (0, 1)), np.nansum(a, 2)


def table(*shape):
    made = np.sin(np.arange(1.0, np.prod(shape) + 1)).reshape(shape)
    return made * 10.0 ** np.round(5 * made[::-1])


def holes(*shape):
    made = table(*shape)
    made.reshape(-1)[made.size // 3] = np.nan
    return made


FLAT = [
    lambda: (table(7, 200),),
    lambda: (table(200, 7).T,),
    lambda: (table(200, 7)[::-1].T,),
    lambda: (holes(17, 23).T,),
    lambda: (np.broadcast_to(holes(1, 23), (17, 23)),),
    lambda: (np.broadcast_to(table(1, 3), (200, 3)),),
    lambda: (np.broadcast_to(table(1, 23), (17, 23)).T,),
]
SOLID = [
    lambda: (table(5, 6, 40),),
    lambda: (table(5, 6, 40).T,),
    lambda: (np.broadcast_to(holes(1, 20, 3), (30, 20, 3)),),
    lambda: (np.broadcast_to(table(20, 1, 3), (20, 30, 3)),),
    lambda: (np.broadcast_to(table(5, 20, 1), (5, 20, 40)),),
]
CASES = {
    "c_order": FLAT,
    "repeated": SOLID,
    "without_nan": FLAT,
    "solid_without_nan": SOLID,
}
