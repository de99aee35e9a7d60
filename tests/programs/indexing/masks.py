"""Masks: read, set and changed in place."""

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
    i64,
    script,
    u8,
    u16,
    u64,
)


@script
def flat(a: Array1[f64], mask: Array1[b1]):
    return a[mask]


@script
def chosen(a: Array2[f64], mask: Array2[b1]):
    return a[mask]


@script
def rows(a: Array2[f64], mask: Array1[b1]):
    return a[mask]


@script
def cubes(a: Array3[f64], mask: Array3[b1]):
    return a[mask], a[mask[0, 0, 0] & mask], a[mask[0]]


@script
def types(
    m: Array1[b1],
    p: Array1[b1],
    q: Array1[i8],
    r: Array1[u16],
    s: Array1[u64],
    t: Array1[f16],
    u: Array1[f32],
    v: Array1[c64],
    w: Array1[c128],
):
    return p[m], q[m], r[m], s[m], t[m], u[m], v[m], w[m]


@script
def beside(a: Array3[f64], m: Array1[b1], n: Array2[b1]):
    return a[m], a[n], a[:, m], a[:, :, [True, False, True, True]], a[m, 0], a[..., n], a[m, :, 1]


@script
def two(a: Array2[f64], m: Array1[b1], n: Array1[b1]):
    return a[m, n], a[m][:, n]


@script
def compared(a: Array2[f64]):
    return a[a > 4], a[(a > 2) & (a < 9)], a[~(a > 4)], a[a[:, 0] > 3], a[:, a[0] % 2 == 0]


@script
def set_number(a: Array2[f64], mask: Array2[b1], value: float) -> None:
    a[mask] = value


@script
def set_int(a: Array1[i64], mask: Array1[b1], value: float) -> None:
    a[mask] = value


@script
def set_u8(a: Array1[u8], mask: Array1[b1], value: int) -> None:
    a[mask] = value


@script
def set_u8_i64(a: Array1[u8], b: Array1[i8], mask: Array1[b1], value: i64) -> None:
    a[mask] = value
    b[mask] = value


@script
def set_all(a: Array1[f64], mask: Array1[b1], values: Array1[f64]) -> None:
    a[mask] = values


@script
def set_rank_2(a: Array1[f64], mask: Array1[b1], values: Array2[f64]) -> None:
    a[mask] = values


@script
def set_converted(a: Array1[f64], b: Array1[u8], mask: Array1[b1], values: Array1[i64]) -> None:
    a[mask] = values
    b[mask] = a[mask] + 0.5


@script
def set_rows(a: Array2[f64], m: Array1[b1], v: Array1[f64]) -> None:
    a[m] = v


@script
def cell(a: Array2[f64], m: Array1[b1], j: int) -> None:
    a[m, j] = 5
    a[m, None, 1:] *= 10


@script
def in_place(a: Array2[f64], b: Array1[f64]) -> None:
    a[a > 3] *= 2
    a[a < 2] -= b
    a[~(a == 0)] **= 2


@script
def shared(a: Array1[b1]) -> None:
    a[a] = False


@script
def count(a: Array1[f64]) -> int:
    return len(a[a > 0])


def table():
    return np.arange(12.0).reshape(3, 4)


def cube():
    return np.arange(24.0).reshape(2, 3, 4)


def strided():
    return table()[::-1, ::2]


T, F = True, False
ODD = np.arange(12).reshape(3, 4) % 2 == 1
TYPES = ("?", "i1", "u2", "u8", "f2", "f4", "c8", "c16")

CASES = {
    "flat": [
        (np.arange(4.0), np.array([T, F, T, T])),
        (np.arange(4.0)[::-1], np.array([T, F, T, T])[::-1]),
        (np.arange(4.0), np.zeros(4, bool)),
        (np.zeros(0), np.zeros(0, bool)),
        (np.arange(4.0), np.array([T, F, T])),
        (np.arange(4.0), np.array([T, F, T, T, F])),
    ],
    "chosen": [
        (table(), ODD),
        (table(), np.zeros((3, 3), bool)),
        (table(), np.zeros((2, 4), bool)),
        lambda: (strided(), ODD[:, :2]),
        lambda: (table().T, ODD.T),
        (np.zeros((2, 0)), np.ones((2, 0), bool)),
        (np.zeros((2, 0)), np.ones((3, 0), bool)),
    ],
    "rows": [(table(), np.array([T, F, T])), (table(), np.array([T, F]))],
    "cubes": [(cube(), cube() % 3 == 0), (cube(), cube() % 3 == 1)],
    "types": [(np.array([T, F, T, T]), *(np.arange(4).astype(t) for t in TYPES))],
    "beside": [
        (cube(), np.array([T, F]), np.array([[T, F, T], [F, F, T]])),
        (cube(), np.array([T, F, T]), np.array([[T, F, T], [F, F, T]])),
    ],
    "two": [
        (table(), np.array([T, F, T]), np.array([F, T, T, F])),
        (table(), np.array([T, F, T]), np.array([F, T, T, T])),
        (table(), np.array([T, F, F]), np.array([F, T, T, T])),
        (table(), np.array([T, F, F]), np.array([F, T, T])),
    ],
    "compared": [(table(),), (np.full((3, 4), np.nan),), (np.zeros((0, 0)),), (np.ones((1, 1)),)],
    "set_number": [(table(), ODD, 7.5), lambda: (strided(), ODD[:, :2], 5.0)],
    "set_int": [
        (np.arange(4), np.array([T, F, F, T]), 7.9),
        (np.arange(4), np.array([T, F, F, T]), float("nan")),
        (np.arange(4), np.zeros(4, bool), float("inf")),
        (np.arange(4), np.zeros(3, bool), float("inf")),
    ],
    "set_u8": [
        (np.arange(4, dtype=np.uint8), np.array([T, F, F, T]), 255),
        (np.arange(4, dtype=np.uint8), np.array([T, F, F, T]), 256),
        (np.arange(4, dtype=np.uint8), np.array([T, F, F]), 1),
    ],
    "set_u8_i64": [
        (np.zeros(2, np.uint8), np.zeros(2, np.int8), np.array([T, F]), np.int64(n))
        for n in (100, 300)
    ],
    "set_all": [
        (np.arange(4.0), np.array([T, F, F, T]), np.array([8.0, 9.0])),
        (np.arange(4.0), np.array([T, F, F, T]), np.array([8.0])),
        (np.arange(4.0), np.array([T, F, F, T]), np.array([8.0, 9.0, 10.0])),
        (np.arange(4.0), np.zeros(4, bool), np.zeros(0)),
        (np.arange(4.0), np.array([T, F, F, T]), np.zeros(0)),
    ],
    "set_rank_2": [(np.arange(4.0), np.array([T, F, F, T]), np.array([[8.0, 9.0]]))],
    "set_converted": [
        (np.arange(4.0), np.zeros(4, np.uint8), np.array([T, F, F, T]), np.array([8, 300])),
        (np.arange(4.0), np.zeros(4, np.uint8), np.array([T, F, F, T]), np.array([-1])),
    ],
    "set_rows": [
        (table(), np.array([F, F, F]), np.arange(4.0)),
        (table(), np.array([F, T, T]), np.arange(4.0)),
        (table(), np.array([F, T, T]), np.arange(1.0)),
        (table(), np.array([F, T, T]), np.arange(3.0)),
        (table(), np.array([F, T]), np.arange(3.0)),
    ],
    "cell": [(table(), np.array([F, T, T]), -1), (table(), np.array([F, F, F]), 9)],
    "in_place": [(table(), np.array([1.0])), (table(), np.arange(2.0)), (table(), np.arange(3.0))],
    "shared": [(np.array([T, F, T]),), (np.zeros(0, bool),)],
    "count": [(np.array([1.0, -1.0, 2.0, np.nan]),)],
}
