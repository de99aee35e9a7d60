"""Arrays put into others, made lists, made numbers: with the conversions that NumPy allows."""

import numpy as np

from jitscript import (
    Array0,
    Array1,
    Array2,
    Array3,
    Array4,
    b1,
    c64,
    c128,
    f32,
    f64,
    i32,
    i64,
    script,
)


@script
def nums(
    x: Array1[f64], y: Array2[f32], z: Array1[c128], n: Array1[i64], o: Array0[f64], b: Array0[i64]
):
    r = np.nan_to_num(x), np.nan_to_num(y, nan=1.5, posinf=3), np.nan_to_num(z, neginf=-1)
    s = np.nan_to_num(n), np.nan_to_num(o), np.nan_to_num(b, copy=False)
    np.nan_to_num(x[1:], copy=False)
    np.nan_to_num(z, copy=False)
    t = np.nan_to_num(n, copy=False), np.nan_to_num(o, copy=False)
    return r, s, t, np.nan_to_num(y, copy=False)


@script
def put(a: Array1[i64], m: Array1[b1], v: Array1[f64]):
    np.putmask(a, m, 7)
    np.putmask(a, m, v)
    return a


@script
def put2(a: Array1[i64], m: Array1[b1], v: Array1[f64]):
    np.place(a, m, [4, 5])
    np.place(a, m, v)
    return a


@script
def put3(a: Array2[f64], m: Array2[b1], v: Array1[i32], w: Array0[f32]):
    np.place(a, m, v)
    np.putmask(a, ~m, v)
    np.putmask(a, m, w)
    return a


@script
def lists(a: Array2[c128], b: Array3[i64], c: Array0[f64], d: Array1[c64], e: Array4[b1]):
    return a.tolist(), b.tolist(), c.tolist(), d.tolist(), e.tolist(), d.item(1), a[0, 0].item()


@script
def rows(a: Array1[i64], b: Array1[c64]):
    return np.tril(a), np.triu(b, 1), np.tril(b, -1)


@script
def turned(c: Array0[f64], m: Array2[f64]):
    return np.flip(c), np.flip(m), np.select((c > 0, c < 0), (c, c + 1)), np.rot90(m, 2)


N = np.array([np.nan, np.inf, -np.inf, 1.0, -0.0])
M = np.array([True, False, True])
CASES = {
    "nums": [
        (
            N,
            N.reshape(1, 5).astype(np.float32),
            N + 1j * N[::-1],
            np.array([1, 2]),
            np.array(np.nan),
            np.array(3),
        )
    ],
    "put": [(np.arange(3), M, np.array([1.5, 2.5])), (np.arange(2), M, np.array([1.5, 2.5]))],
    "put2": [(np.arange(3), M, np.array([1.5, 2.5])), (np.arange(2), M, np.array([1.5]))],
    "put3": [
        (
            np.ones((2, 2)),
            np.eye(2, dtype=bool),
            np.array([5, 6, 7], np.int32),
            np.array(2.5, np.float32),
        ),
        (
            np.ones((2, 2)),
            np.eye(3, dtype=bool),
            np.array([5, 6, 7], np.int32),
            np.array(2.5, np.float32),
        ),
    ],
    "lists": [
        (
            np.array([[1j, 2], [3, 4]]),
            np.arange(8).reshape(2, 2, 2),
            np.array(2.5),
            np.array([1j, 2], np.complex64),
            np.ones((1, 2, 1, 2), bool),
        )
    ],
    "rows": [
        (np.arange(3), np.arange(2).astype(np.complex64)),
        (np.arange(0), np.arange(2).astype(np.complex64)),
    ],
    "turned": [(np.array(2.0), np.eye(2))],
}
