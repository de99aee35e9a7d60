"""Sorting, order, searching and sets."""

import numpy as np
from jitscript import (
    Array1,
    Array2,
    Array3,
    b1,
    f16,
    f32,
    f64,
    i8,
    i16,
    i32,
    i64,
    script,
    u8,
    u16,
    u64,
)


@script
def sort(a: Array1[f64]):
    return np.sort(a), np.sort(a, kind="stable"), np.sort(a[::-1])


@script
def sort_2(a: Array2[f64]):
    return np.sort(a), np.sort(a, axis=0), np.sort(a, axis=None), np.sort(a.T, 0)


@script
def sort_3(a: Array3[i64]):
    return np.sort(a), np.sort(a, 0), np.sort(a, 1), np.argsort(a, axis=1, kind="stable")


@script
def in_place(a: Array1[f64], b: Array2[i64]) -> None:
    a[::2].sort()
    b.sort(axis=0)
    b.sort()


@script
def types(
    a: Array1[i8],
    b: Array1[i16],
    c: Array1[i32],
    d: Array1[i64],
    e: Array1[u8],
    f: Array1[u16],
    g: Array1[u64],
    h: Array1[f16],
    i: Array1[f32],
    j: Array1[b1],
):
    return (
        np.sort(a),
        np.sort(b),
        np.sort(c),
        np.sort(d),
        np.sort(e),
        np.sort(f),
        np.sort(g),
        np.sort(h),
        np.sort(i),
        np.sort(j),
    )


@script
def argsort(a: Array1[f64]):
    return np.argsort(a, kind="stable"), a.argsort(kind="stable"), a[np.argsort(a, kind="stable")]


@script
def argsort_2(a: Array2[i32]):
    return (
        np.argsort(a, kind="stable"),
        np.argsort(a, axis=0, kind="stable"),
        np.argsort(a, axis=None, kind="stable"),
    )


@script
def listed(x: float):
    return np.sort([3, x, 1]), np.argsort([3, x, 1]), np.unique([x, 1, x])


@script
def search(a: Array1[f64], v: Array1[f64], x: float):
    return (
        np.searchsorted(a, v),
        np.searchsorted(a, v, side="right"),
        np.searchsorted(a, x),
        a.searchsorted(x, "right"),
    )


@script
def search_ints(a: Array1[i64], v: Array2[i32], x: float):
    return np.searchsorted(a, v), np.searchsorted(a, x), np.searchsorted([1, 2, 3], 2)


@script
def digitize(x: Array1[f64], bins: Array1[f64]):
    return np.digitize(x, bins), np.digitize(x, bins, True), np.digitize(x, bins, right=True)


@script
def unique(a: Array1[f64], b: Array2[i64]):
    return (
        np.unique(a),
        np.unique(b),
        np.unique(a, return_counts=True),
        np.unique(b, return_inverse=True),
        np.unique(a, return_index=True),
        np.unique(a, True, True, True),
    )


@script
def sets(a: Array1[i64], b: Array1[i64]):
    return (
        np.isin(a, b),
        np.isin(a, [1, 2], invert=True),
        np.union1d(a, b),
        np.intersect1d(a, b),
        np.setdiff1d(a, b),
    )


@script
def ranked(a: Array1[f64]) -> list[float]:
    return [float(x) for x in a[np.argsort(-a)][:2]]


rng = np.random.default_rng(5)
NAN = float("nan")
BIG = rng.integers(-(2**63), 2**63 - 1, 300)
TYPES = ("i1", "i2", "i4", "i8", "u1", "u2", "u8", "f2", "f4", "?")


def mixed(t, n):
    return rng.integers(-1000 if t[0] in "if" else 0, 1000, n).astype(t)


CASES = {
    "sort": [
        (np.zeros(0),),
        (np.array([1.0]),),
        (np.array([3.0, 1.0, 2.0, 1.0, -1.0]),),
        (np.array([NAN, 1.0, -np.inf, NAN, np.inf, 5e-324, -5e-324]),),
        (rng.standard_normal(1000),),
        (np.round(rng.standard_normal(500), 1) + 0.0,),
        (np.repeat(7.0, 100),),
        (np.arange(200.0)[::-1],),
        (np.concatenate([rng.standard_normal(60), [NAN] * 5, [np.inf, -np.inf]]),),
    ],
    "sort_2": [
        (rng.standard_normal((4, 70)),),
        (rng.standard_normal((70, 3)),),
        (np.zeros((0, 3)),),
    ],
    "sort_3": [(rng.integers(0, 9, (2, 3, 60)),), (rng.integers(0, 9, (60, 2, 3)),)],
    "in_place": [(rng.standard_normal(9), rng.integers(0, 9, (3, 4)))],
    "types": [tuple(mixed(t, n) for t in TYPES) for n in (5, 48, 49, 200)]
    + [(*(mixed(t, 60) for t in TYPES[:3]), BIG, *(mixed(t, 60) for t in TYPES[4:]))],
    "argsort": [
        (np.array([3.0, 1.0, 2.0, 1.0, -0.0, 0.0, NAN, -1.0, NAN]),),
        (rng.integers(0, 5, 200).astype(float),),
        (rng.standard_normal(300),),
        (np.zeros(0),),
    ],
    "argsort_2": [
        (rng.integers(0, 5, (3, 60)).astype("i4"),),
        (rng.integers(0, 5, (60, 2)).astype("i4"),),
    ],
    "listed": [(2.0,), (-1.5,)],
    "search": [
        (np.array([1.0, 2.0, 2.0, 3.0]), np.array([0.0, 2.0, 2.5, 9.0, NAN, -0.0]), 2.0),
        (np.array([-0.0, 0.0, NAN, NAN]), np.array([0.0, -0.0, NAN, np.inf]), NAN),
        (np.zeros(0), np.array([1.0]), 1.0),
    ],
    "search_ints": [(np.array([1, 3, 5]), np.array([[0, 3], [9, -9]], np.int32), 3.5)],
    "digitize": [
        (np.array([0.2, 6.4, 3.0, 1.6]), np.array([0.0, 1.0, 2.5, 4.0, 10.0])),
        (np.array([0.2, 6.4, 3.0, 1.0]), np.array([4.0, 2.5, 1.0])),
        (np.array([0.2]), np.array([4.0, 2.5, 3.0])),
        (np.array([NAN, np.inf]), np.array([1.0, 2.0])),
    ],
    "unique": [
        (np.array([3.0, 1.0, 3.0, NAN, 1.0, NAN]), np.array([[3, 1], [1, -1]])),
        (np.zeros(0), np.zeros((0, 2), np.int64)),
        (rng.integers(0, 20, 100).astype(float), rng.integers(0, 20, (10, 10))),
    ],
    "sets": [
        (np.array([3, 1, 2, 1]), np.array([2, 3, 3])),
        (np.zeros(0, np.int64), np.array([2])),
        (np.array([3, 1]), np.zeros(0, np.int64)),
    ],
    "ranked": [(np.array([3.0, 1.0, 5.0]),)],
}
