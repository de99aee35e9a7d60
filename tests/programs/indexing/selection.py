"""`take`, `put` and what finds the places of true elements."""

import numpy as np
from jitscript import Array1, Array2, Array3, b1, c64, f64, i64, script, u8


@script
def places(a: Array2[f64]):
    return np.nonzero(a), a.nonzero(), np.where(a), np.argwhere(a), np.flatnonzero(a)


@script
def places_1(a: Array1[f64], b: Array1[b1], c: Array1[u8], d: Array1[c64]):
    return np.nonzero(a), np.argwhere(b), np.flatnonzero(c), np.where(d)


@script
def places_3(a: Array3[f64]):
    return np.nonzero(a), np.argwhere(a), np.nonzero(a[None])


@script
def take(a: Array2[f64], i: Array1[i64]):
    return np.take(a, i), a.take(i), np.take(a, i, axis=0), a.take(i, axis=-1)


@script
def take_1(a: Array1[f64], i: Array2[u8], m: Array1[b1]):
    return np.take(a, i), np.take(a, m)


@script
def take_3(a: Array3[f64], i: Array1[i64]):
    return np.take(a, i, 0), np.take(a, i, 1), np.take(a, i, 2), np.take(a, [[0, 1]], axis=-2)


@script
def take_number(a: Array2[f64], k: int):
    return np.take(a, k), np.take(a, k, axis=0), np.take(a, k, 1), a[0].take(k), a.take(np.int8(k))


@script
def modes(a: Array2[f64], i: Array1[i64]):
    return (
        np.take(a, i, mode="clip"),
        np.take(a, i, 1, mode="wrap"),
        np.take(a, i, 0, mode="clip"),
    )


@script
def compress(a: Array2[f64], c: Array1[b1]):
    return np.compress(c, a), np.compress(c, a, axis=0), a.compress(c), np.compress([0, 1], a, 1)


@script
def extract(a: Array2[f64]):
    return np.extract(a > 4, a), np.extract([1, 0, 1], a)


@script
def put(a: Array1[f64], i: Array1[i64], v: Array1[f64]) -> None:
    np.put(a, i, v)


@script
def put_2(a: Array2[f64], i: Array1[i64], v: Array1[f64]) -> None:
    np.put(a, i, v)


@script
def put_number(a: Array1[i64], i: Array1[i64], v: float) -> None:
    np.put(a, i, v)


@script
def put_modes(a: Array1[f64], i: Array1[i64]) -> None:
    np.put(a, i, [7, 8, 9], mode="wrap")
    a.put(i, i, mode="clip")


@script
def place(a: Array2[f64], v: Array1[f64]) -> None:
    np.place(a, a > 4, v)


@script
def putmask(a: Array2[f64], m: Array2[b1], v: Array1[f64]) -> None:
    np.putmask(a, m, v)


@script
def counted(a: Array1[f64]) -> int:
    (where,) = np.where(a > 0)
    return len(where)


def table():
    return np.arange(12.0).reshape(3, 4)


def overlapping():
    a = np.arange(3.0)
    return a, np.array([2, 0, 1]), a


def cube():
    return np.arange(24.0).reshape(2, 3, 4)


CASES = {
    "places": [
        (np.array([[0.0, -0.0, np.nan], [1e-300, 0, 2]]),),
        (np.zeros((2, 0)),),
        lambda: (table().T % 3,),
    ],
    "places_1": [
        (
            np.array([0.0, -0.0, np.nan, 1e-300]),
            np.array([True, False]),
            np.array([0, 255], np.uint8),
            np.array([0, 1j, 1], "c8"),
        ),
        (np.zeros(0), np.zeros(0, bool), np.zeros(0, np.uint8), np.zeros(0, "c8")),
    ],
    "places_3": [(cube() % 5,), lambda: ((cube() % 5).T,), (np.zeros((2, 2, 2)),)],
    "take": [
        (table(), np.array([0, 2, -1])),
        (table(), np.array([0, 3])),
        (table(), np.array([0, 12])),
        (table(), np.array([0, -13])),
        (np.zeros((0, 3)), np.zeros(0, np.int64)),
        (np.zeros((0, 3)), np.array([0])),
        lambda: (table().T, np.array([0, 2, -1])),
    ],
    "take_1": [
        (np.arange(3.0), np.array([[0, 1], [2, 0]], np.uint8), np.array([True, False])),
        (np.arange(3.0), np.array([[0, 1], [3, 0]], np.uint8), np.array([True, False])),
        (np.zeros(0), np.zeros((2, 0), np.uint8), np.zeros(0, bool)),
    ],
    "take_3": [(cube(), np.array([0, -1, 1])), (cube(), np.array([2])), (cube(), np.array([3, 9]))],
    "take_number": [(table(), 1), (table(), -1), (table(), 3), (table(), 12)],
    "modes": [(table(), np.array([0, 5, -1, -9, 99])), (np.zeros((0, 2)), np.array([0]))],
    "compress": [
        (table(), np.array([True, False, True])),
        (table(), np.array([True])),
        (table(), np.array([False, False, False, True])),
    ],
    "extract": [(table(),)],
    "put": [
        (np.arange(4.0), np.array([0, -1]), np.array([7.0, 8.0])),
        (np.arange(4.0), np.array([0, -1, 2]), np.array([7.0, 8.0])),
        (np.arange(4.0), np.array([0, 9]), np.array([7.0])),
        (np.arange(4.0), np.array([0, 9]), np.zeros(0)),
        (np.zeros(0), np.array([0]), np.array([1.0])),
        overlapping,
    ],
    "put_2": [
        (np.zeros((2, 3)), np.array([0, 5]), np.array([7.0, 8.0])),
        lambda: (np.zeros((2, 3)).T, np.array([0, 4]), np.array([7.0, 8.0])),
        lambda: (np.zeros((2, 3)).T, np.array([0, 6]), np.array([7.0, 8.0])),
    ],
    "put_number": [(np.arange(4), np.array([0, 1]), v) for v in (7.9, float("nan"))],
    "put_modes": [(np.zeros(4), np.array([5, -5, 1]))],
    "place": [
        (table(), np.array([7.0, 8.0])),
        (table(), np.zeros(0)),
        (np.zeros((2, 2)), np.zeros(0)),
    ],
    "putmask": [
        (table(), table() > 4, np.array([7.0, 8.0, 9.0, 10.0, 11.0])),
        (table(), np.array([[True]]), np.array([7.0])),
        (table(), np.ones((4, 3), bool), np.zeros(0)),
        lambda: (table().T, table() > 4, np.array([7.0, 8.0])),
    ],
    "counted": [(np.array([1.0, 0.0, 2.0]),)],
}
