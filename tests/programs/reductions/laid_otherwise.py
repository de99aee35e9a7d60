"""Totals of what does not lie as its operands do: NumPy adds in the order of what it made."""

from __future__ import annotations

import numpy as np

from jitscript import Array1, Array2, Array3, f64, script


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


@script
def outer(u: Array1[f64], v: Array1[f64], x: Array2[f64]):
    both = (u[:, None] * v[None, :] + x.T).sum(0)
    return both, (u[:, None] * v + x.T).sum(1), (x.T - u[:, None] * v).sum()


@script
def behind_repeated(a: Array2[f64], c: Array2[f64]):
    chain = (a * 2 + c).sum(0), (c - a * 2).sum(1), (-a + c).sum(), np.mean(c * (a + 1), axis=0)
    return chain, (a + c).sum(0), np.sum(a * 2 + c, axis=0, keepdims=True), (a * 2 + c).max(0)


@script
def solid_behind_repeated(a: Array3[f64], b: Array3[f64], c: Array3[f64]):
    chain = (a * 2 + b).sum(0), (b - a * 2).sum((0, 2)), (a * 2 + b).sum(), (a * b + c).sum(0)
    return chain, (a * b + c).sum((1, 2)), np.mean(c - a * b, axis=(0, 1)), (a * b * c).sum(1)


@script
def as_they_are(a: Array3[f64]):
    made = (+a).sum(), (+a).sum((1, 2)), np.conj(a).sum(), np.positive(a).sum((0, 2))
    return made, np.copy(a).sum((1, 2)), a.copy().sum(), a.sum(), a.sum((1, 2))


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
PAIRS = [
    lambda: (np.broadcast_to(table(1, 7), (200, 7)), table(7, 200).T),
    lambda: (np.broadcast_to(table(200, 1), (200, 7)), table(7, 200).T),
    lambda: (table(1, 7), table(7, 200).T),
    lambda: (table(200, 7), table(7, 200).T),
    lambda: (table(7, 200).T, table(7, 200).T),
    lambda: (table(200, 7), np.broadcast_to(table(7, 1), (7, 200)).T),
]
TRIPLES = [
    lambda: (np.broadcast_to(table(1, 20, 3), (30, 20, 3)), table(3, 20, 30).T, table(30, 20, 3)),
    lambda: (np.broadcast_to(table(30, 1, 3), (30, 20, 3)), table(3, 30, 20).transpose(1, 2, 0))
    + (table(20, 3, 30).transpose(2, 0, 1),),
    lambda: (table(20, 30, 3).swapaxes(0, 1), table(30, 3, 20).swapaxes(1, 2), table(3, 20, 30).T),
    lambda: (table(1, 20, 3), table(30, 1, 3), table(3, 20, 30).T),
    lambda: (np.broadcast_to(table(1, 1, 3), (30, 20, 3)),) + (table(3, 20, 30).T,) * 2,
]
GAPPED = [
    lambda: (table(20, 60, 30)[:, ::2],),
    lambda: (table(20, 60, 30)[:, ::2].T,),
    lambda: (table(9, 80, 70)[:, ::-2, :60].swapaxes(0, 1),),
    lambda: (np.broadcast_to(table(20, 1, 3), (20, 30, 3)).T,),
]
CASES = {
    "outer": [lambda: (np.sin(np.arange(200.0)), np.cos(np.arange(7.0)), table(7, 200))],
    "behind_repeated": PAIRS,
    "solid_behind_repeated": TRIPLES,
    "as_they_are": GAPPED,
    "c_order": FLAT,
    "repeated": SOLID,
    "without_nan": FLAT,
    "solid_without_nan": SOLID,
}
