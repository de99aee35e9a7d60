"""How results lie in memory: as their operands do, NumPy's K order. The strides are compared."""

import numpy as np
from numpy.lib.stride_tricks import as_strided

from jitscript import Array1, Array2, Array3, f32, f64, i64, script


@script
def element_wise(a: Array2[f64], b: Array2[f64], v: Array1[f64]):
    turned = a.T + b.T
    chained = (a + v) * b - a
    chosen = np.where(a > b, a, v)
    limits = np.clip(a, 0.0, 1.0), np.isclose(a, b), np.sqrt(abs(a)), -a, a**2
    return turned, a + b, a * 2, chained, chosen, limits, a.T * 2 + b.T, np.add(a, a, dtype=f32)


@script
def copies(a: Array2[f64], b: Array2[f64]):
    like = np.zeros_like(a), np.full_like(a, 3), np.ones_like(a, np.int8)
    kept = np.copy(a), a.astype(f32), np.array(a), a.copy("K"), a.astype(f64, order="C")
    return like, kept, a.copy(), a.copy() + b, np.copy(a) + b, np.sort(a, axis=0)


@script
def rows(a: Array2[f64], b: Array2[f64]):
    made = a * 2
    made_too = a + b
    flat = a.ravel("K"), a.flatten("K"), made.ravel("A"), made_too.ravel("K"), made.flatten("A")
    return flat, made_too.reshape((-1,), order="A"), made.tolist(), made_too.copy("A")


@script
def in_loops(a: Array2[f64], n: int):
    """The layout of what goes round a loop, or comes out of a branch, is that of either way."""
    total = np.zeros(a.shape)
    last = a.T * 1
    for i in range(n):
        total = total + a
        last = last * 2 if i % 2 else (last.T + 1).T
    either = a.T if n > 2 else total.T
    return total, last, either + 1, twice(a), twice(a.T), twice(total)


def twice(a: Array2[f64]) -> Array2[f64]:
    return a + a


@script
def totals(a: Array2[f64], b: Array2[f64]):
    kept = a.sum(0, keepdims=True), a.max(1, keepdims=True), np.cumsum(a, 0), np.cumsum(b, axis=1)
    return kept, a.sum(0), a.T.sum(0), (a * b).sum(1), (a.T + b.T).sum(), np.argmax(a, axis=1)


@script
def solid(a: Array3[f64], b: Array3[f64]):
    sums = a.sum(0), a.sum(1), a.max(2), a.mean(1, keepdims=True), a.any(0), (a * b).sum(2)
    places = np.argmin(a, axis=1), np.cumsum(a, axis=1), a.ravel("K"), np.copy(a)
    return sums, places, a + b, a * 2, (a + b) * a - b, a.transpose(2, 0, 1) * 2, a[0].T - b[0].T


@script
def into(a: Array2[f64], b: Array2[f64], v: Array1[f64]) -> None:
    a[...] = a + b
    a += b * v
    np.multiply(a, b, out=a)
    a[::2] -= b[::2]
    a.T[:] = b.T


@script
def whole(a: Array2[i64]):
    return a + 1, a // 2, a.astype(np.int32), ~a, np.sum(a, axis=0), a @ a.T, np.bitwise_or(a, 1)


def table(n, m):
    return np.round(np.sin(np.arange(1.0, n * m + 1) * 7), 3).reshape(n, m)


def tables(n=3, m=4):
    big = table(2 * n, 2 * m)
    return [
        table(n, m),
        table(m, n).T,
        big[::2, ::2],
        table(2 * m, 2 * n).T[::2, m : 2 * m],
        table(n, m)[::-1],
        table(m, n).T[:, ::-1],
        np.broadcast_to(table(1, m), (n, m)),
        np.broadcast_to(table(n, 1), (n, m)),
    ]


def solids():
    a = table(6, 4).reshape(2, 3, 4)
    shapes = [(2, 3, 4), (4, 3, 2), (3, 2, 4), (4, 2, 3), (2, 4, 3), (3, 4, 2)]
    turns = [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0), (0, 2, 1), (2, 0, 1)]
    made = [a.ravel().reshape(s).transpose(t) for s, t in zip(shapes, turns)]
    return [*made, made[1][:, ::-1], np.broadcast_to(table(3, 1), (2, 3, 4))]


def window():
    return as_strided(np.arange(12.0), (3, 4), (8, 16)), as_strided(np.arange(9.0), (3, 4), (0, 8))


PAIRS = [lambda i=i, j=j: (tables()[i], tables()[j]) for i in range(8) for j in (0, 1, i)]
SMALL = [lambda n=n, m=m: (table(m, n).T, table(m, n).T) for n, m in ((1, 4), (4, 1), (1, 1))]
CASES = {
    "element_wise": [lambda p=p: (*p(), np.arange(float(p()[0].shape[1]))) for p in PAIRS + SMALL],
    "copies": PAIRS + SMALL,
    "rows": [*PAIRS, *SMALL, window],
    "in_loops": [lambda i=i, n=n: (tables()[i], n) for i in range(6) for n in (0, 1, 4)],
    "totals": PAIRS + SMALL,
    "solid": [lambda i=i, j=j: (solids()[i], solids()[j]) for i in range(8) for j in (0, 1, i)],
    "into": [
        lambda i=i, j=j: (tables()[i].copy("K"), tables()[j], np.arange(4.0))
        for i in range(6)
        for j in (0, 1, 6)
    ],
    "whole": [lambda i=i: (tables()[i].astype(np.int64),) for i in range(8)],
}
