"""Elements repeated, rolled, taken out and put in; padding."""

import numpy as np
from jitscript import Array1, Array2, Array3, b1, f64, i64, script, u8


@script
def tile(a: Array1[f64], b: Array2[f64], n: int):
    return (
        np.tile(a, n),
        np.tile(a, (2, n)),
        np.tile(b, n),
        np.tile(b, (n, 2)),
        np.tile(b, [2, n, 1]),
        np.tile([1, 2], 2),
        np.tile(1.5, n),
    )


@script
def repeat(a: Array2[f64], n: int):
    return np.repeat(a, n), a.repeat(n, 0), np.repeat(a, n, axis=1), np.repeat([1, 2], n)


@script
def repeats(a: Array1[f64], n: Array1[i64]):
    return np.repeat(a, n), np.repeat(a, n, axis=0)


@script
def roll(a: Array2[f64], n: int):
    return np.roll(a, n), np.roll(a, n, axis=0), np.roll(a, -n, 1), np.roll(a[0], n)


@script
def delete(a: Array2[f64], i: int):
    return np.delete(a, i, axis=1), np.delete(a, i), np.delete(a[0], i), np.delete(a, [0, i])


@script
def delete_many(a: Array1[u8], m: Array1[b1], where: Array1[i64]):
    return np.delete(a, m), np.delete(a, where)


@script
def insert(a: Array1[i64], i: int):
    return np.insert(a, i, 9), np.insert(a, i, [7, 8]), np.insert(a, i, 7.9)


@script
def insert_2(a: Array2[f64], i: int):
    return np.insert(a, i, 5, axis=0), np.insert(a, i, [7, 8], axis=1), np.insert(a, i, 1)


@script
def pad(a: Array1[f64], n: int):
    return np.pad(a, n), np.pad(a, (1, n)), np.pad(a, (n, 0), constant_values=7)


@script
def pad_2(a: Array2[f64], n: int):
    return np.pad(a, 1), np.pad(a, ((1, 0), (0, n)), "constant"), np.pad(a, n, mode="edge")


@script
def pad_3(a: Array3[f64]):
    return np.pad(a, 1), np.pad(a, ((0, 0), (1, 1), (2, 0)), mode="reflect")


@script
def modes(a: Array1[f64], n: int):
    return (
        np.pad(a, n, "edge"),
        np.pad(a, n, mode="wrap"),
        np.pad(a, (n, 1), mode="symmetric"),
        np.pad(a, n, mode="reflect"),
    )


@script
def roll_axes(a: Array2[f64], n: int, m: int):
    return (
        np.roll(a, (n, m), axis=(0, 1)),
        np.roll(a, (n, m), axis=1),
        np.roll(a, n, (0, 1)),
        np.roll(a, (n,), (1, 0)),
    )


A = np.arange(6.0).reshape(2, 3)

CASES = {
    "tile": [(np.arange(3.0), A, n) for n in (0, 1, 3)],
    "repeat": [(A, 2), (A, 0), (A, -1)],
    "repeats": [
        (np.arange(3.0), np.array([2, 0, 1])),
        (np.arange(3.0), np.array([2])),
        (np.arange(3.0), np.array([2, 1])),
        (np.arange(3.0), np.array([2, -1, 1])),
    ],
    "roll": [(A, n) for n in (0, 1, 2, -1, 7, -8)] + [(np.zeros((2, 0)), 3)],
    "roll_axes": [(A, 1, -1), (A, 0, 5), (np.zeros((2, 0)), 3, 1)],
    "delete": [(A, 0), (A, -1), (A, 2), (A, 3), (A, -4)],
    "delete_many": [
        (np.arange(4, dtype=np.uint8), np.array([True, False, False, True]), np.array([1, -1, 1])),
        (np.arange(4, dtype=np.uint8), np.array([True] * 4), np.array([4])),
    ],
    "insert": [(np.arange(3), n) for n in (0, 1, 3, -1, -3, 4, -4)],
    "insert_2": [(A, 0), (A, 2), (A, -1), (A, 3)],
    "pad": [(np.arange(3.0), 2), (np.arange(3.0), 0), (np.arange(3.0), -1), (np.zeros(0), 1)],
    "pad_2": [(A, 2), (A, 0)],
    "pad_3": [(np.arange(24.0).reshape(2, 3, 4),)],
    "modes": [(np.arange(4.0), n) for n in (0, 1, 3, 9)] + [(np.ones(1), 2), (np.zeros(0), 1)],
}
