"""Index arrays, alone and beside slices, numbers, `None` and `...`."""

import numpy as np
from jitscript import (
    Array1,
    Array2,
    Array3,
    b1,
    c64,
    c128,
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
    u32,
    u64,
)


@script
def one(a: Array1[f64], i: Array1[i64]):
    return a[i]


@script
def rows(a: Array2[f64], i: Array1[i64]):
    return a[i], a[i[:, None]]


@script
def of_u64(a: Array1[f64], i: Array1[u64]):
    return a[i]


@script
def kinds(
    a: Array1[f64],
    p: Array1[i8],
    q: Array1[i16],
    r: Array1[i32],
    s: Array1[u8],
    t: Array1[u16],
    u: Array1[u32],
):
    return a[p], a[q], a[r], a[s], a[t], a[u]


@script
def types(
    i: Array1[i64],
    p: Array1[b1],
    q: Array1[i8],
    r: Array1[u16],
    s: Array1[u64],
    t: Array1[f16],
    u: Array1[f32],
    v: Array1[c64],
    w: Array1[c128],
):
    return p[i], q[i], r[i], s[i], t[i], u[i], v[i], w[i]


@script
def shape_2(a: Array2[f64], i: Array1[i64], j: Array2[i64]):
    return a[i], a[:, i], a[j], a[i, j], a[1, i], a[i, 1], a[i, None, :], a[None, ..., i]


@script
def apart(a: Array3[f64], i: Array1[i64], j: Array1[i64]):
    return (
        a[i, :, j],
        a[i, j],
        a[:, i, j],
        a[i, 1:, j],
        a[0, :, i],
        a[:, 0, i],
        a[i, :, 0],
        a[i, ::-1, None, j],
        a[..., i],
        a[..., i, j],
        a[i, ..., j],
        a[1:, i, ::2],
    )


@script
def layout(a: Array2[f64], i: Array1[i64]):
    return a[:, i].strides, a[i].strides, a[i, :1].strides


@script
def of_views(a: Array2[f64], i: Array2[i64]):
    return a.T[i[0]], a[::-1, ::2][i[1]], a[i.T], a[1:][:, i[0, ::-1]]


@script
def numbers(a: Array2[f64], k: int, i: np.int8):
    zero = np.zeros((), np.int64)
    return a[zero], a[:, zero].copy(), a[zero, zero], a[zero, [1, 0]], a[k, [0, 1]], a[[0, 1], i]


@script
def chain(a: Array1[f64], i: Array1[i64]) -> float:
    total = 0.0
    for k in a[i][i]:
        total += k
    return total


def cube():
    return np.arange(24.0).reshape(2, 3, 4)


def table():
    return np.arange(12.0).reshape(3, 4)


ONE = np.array([0, 2, -1, -3])
TWO = np.array([[0, 1, 2, -1], [2, 2, -3, 0]])
TYPES = ("?", "i1", "u2", "u8", "f2", "f4", "c8", "c16")
EMPTY = np.zeros(0, np.int64)

CASES = {
    "one": [
        (np.arange(5.0), EMPTY),
        (np.zeros(0), EMPTY),
        (np.zeros(0), np.array([0])),
        (np.arange(5.0), np.array([5])),
        (np.arange(5.0), np.array([-6, 9])),
        (np.arange(5.0), np.array([2**62, -(2**63)])),
        (np.arange(10.0)[::-2], ONE),
        (np.arange(10.0)[::-2], ONE[::-1]),
    ],
    "rows": [
        (table(), np.array([2, -1, 0])),
        (table(), EMPTY),
        (np.zeros((3, 0)), np.array([2, -1])),
        (np.zeros((3, 0)), np.array([3])),
        (np.zeros((0, 3)), EMPTY),
    ],
    "of_u64": [(np.arange(5.0), np.array([1, n], np.uint64)) for n in (4, 5, 2**63, 2**64 - 1)],
    "kinds": [
        (np.arange(5.0), *(np.array([0, 4, 4, 1], k) for k in ("i1", "i2", "i4", "u1", "u2", "u4")))
    ],
    "types": [(ONE, *(np.arange(6).astype(t) for t in TYPES))],
    "shape_2": [
        (table(), np.array([0, -1]), np.array([[0, 1], [2, 2]])),
        (table(), np.array([0]), np.array([[0], [2]])),
        (table(), np.array([0, 1, 2]), np.array([[0, 1], [2, 2]])),
        (table(), np.array([0, 3]), np.array([[0, 1], [2, 2]])),
        (table(), np.array([0, 1]), np.array([[0, 1], [2, 7]])),
        (table(), np.array([0, -4]), np.array([[0, 1], [2, 7]])),
        (table(), EMPTY, np.zeros((3, 0), np.int64)),
        (np.zeros((3, 4), order="F"), np.array([0, -1]), np.array([[0, 1], [2, 2]])),
    ],
    "apart": [
        (cube(), np.array([0, 1]), np.array([1, -1])),
        (cube(), np.array([0]), np.array([1, -1])),
        (cube(), np.array([0, 1, 1]), np.array([1, -1])),
        (cube(), np.array([0, 2]), np.array([1, -1])),
        (cube(), np.array([0, 1]), np.array([1, 9])),
        (cube(), np.array([5, 0]), np.array([9, 0])),
        (cube(), EMPTY, np.array([9])),
        (cube()[:, ::-1], np.array([0, 1]), np.array([1, -1])),
    ],
    "layout": [(table(), np.array([0, 2]))],
    "of_views": [
        (table(), np.array([[0, 1], [1, -2]])),
        (table()[::-1], np.array([[0, 1], [1, -2]])),
    ],
    "numbers": [(table(), -1, np.int8(3)), (table(), 3, np.int8(0)), (table(), 0, np.int8(-5))],
    "chain": [(np.arange(5.0), np.array([4, 3, 2, 1, 0])), (np.arange(5.0), np.array([4, 5]))],
}
