"""Assignment and augmented assignment through index arrays."""

import numpy as np
from jitscript import Array1, Array2, Array3, b1, c64, f16, f64, i8, i64, script, u8


@script
def number(a: Array1[f64], i: Array1[i64], v: float) -> None:
    a[i] = v


@script
def into_ints(a: Array1[i64], i: Array1[i64], v: float) -> None:
    a[i] = v


@script
def into_u8(a: Array1[u8], i: Array1[i64], v: int) -> None:
    a[i] = v


@script
def values(a: Array1[f64], i: Array1[i64], v: Array1[f64]) -> None:
    a[i] = v


@script
def values_2(a: Array1[f64], i: Array1[i64], v: Array2[f64]) -> None:
    a[i] = v


@script
def converted(a: Array1[i8], b: Array1[i64], i: Array1[i64], v: Array1[i64], w: Array1[f64]):
    a[i] = v
    b[i] = w


@script
def others(a: Array1[c64], b: Array1[b1], c: Array1[f16], i: Array1[i64], v: int) -> None:
    a[i] = 1 + 2j
    b[i] = v
    c[i] = v * 1e6


@script
def rows(a: Array2[f64], i: Array1[i64], v: float) -> None:
    a[i] = v


@script
def blocks(a: Array2[f64], i: Array2[i64], v: Array3[f64]) -> None:
    a[i] = v
    a[i] = v[0]
    a[i] = v[0, 0]


@script
def columns(a: Array2[f64], i: Array1[i64], v: Array1[f64]) -> None:
    a[:, i] = v


@script
def apart(a: Array3[f64], i: Array1[i64], j: Array1[i64], v: Array2[f64]) -> None:
    a[i, :, j] = v


@script
def both(a: Array2[f64], i: Array1[i64], j: Array2[i64], v: float) -> None:
    a[i, j] = v
    a[i, 1:] = v + 1
    a[0, i] = [v] * len(i)


@script
def in_place(a: Array1[f64], i: Array1[i64], v: Array1[f64]) -> None:
    a[i] += v
    a[i] *= v


@script
def in_place_rows(a: Array2[f64], i: Array1[i64], v: Array1[f64]) -> None:
    a[i] += v
    a[i, 1:] -= 1


@script
def in_place_u8(a: Array1[u8], i: Array1[i64], v: int) -> None:
    a[i] += v


@script
def histogram(a: Array1[u8], bins: Array1[i64]) -> None:
    for x in a:
        bins[x] += 1
    bins[a] += 1


@script
def from_itself(a: Array1[f64], i: Array1[i64]) -> None:
    a[i] = a
    a[i] = a[::-1]
    a[i] += a


@script
def by_itself(a: Array1[i64]) -> None:
    a[a] = 2
    a[a] = a[::-1]


@script
def swap(a: Array2[f64], i: int, j: int) -> None:
    a[[i, j]] = a[[j, i]]
    a[:, [i, j]] = a[:, [j, i]]


def cube():
    return np.arange(24.0).reshape(2, 3, 4)


def table():
    return np.arange(12.0).reshape(3, 4)


IJ = np.array([0, -1, 0])

CASES = {
    "number": [
        (np.arange(5.0), IJ, 7.0),
        (np.zeros(0), np.array([0]), 1.0),
        (np.arange(5.0), np.array([1, -6]), 1.0),
    ],
    "into_ints": [(np.arange(5), np.array([0, 5]), v) for v in (float("nan"), 1.5)],
    "into_u8": [
        (np.arange(5, dtype=np.uint8), np.array([0, 5]), 256),
        (np.arange(5, dtype=np.uint8), np.array([0, 4]), 255),
    ],
    "values": [
        (np.arange(5.0), IJ, np.array([7.0, 8.0, 9.0])),
        (np.arange(5.0), IJ, np.array([7.0])),
        (np.arange(5.0), IJ, np.array([7.0, 8.0])),
        (np.arange(5.0), np.array([0, 5]), np.array([7.0, 8.0])),
        (np.arange(5.0), np.array([0, 5]), np.array([7.0, 8.0, 9.0])),
        (np.arange(5.0), np.zeros(0, np.int64), np.zeros(0)),
        (np.arange(5.0), np.zeros(0, np.int64), np.array([1.0, 2.0])),
        lambda: (np.arange(12.0)[::-2], np.array([0, 1]), np.array([7.0, 8.0])),
    ],
    "values_2": [
        (np.arange(5.0), IJ, np.array([[7.0, 8.0, 9.0]])),
        (np.arange(5.0), IJ, np.array([[7.0], [8.0]])),
    ],
    "converted": [
        (np.arange(2, dtype=np.int8), np.arange(2), np.array([0, 1]), np.array([300, -300]), w)
        for w in (np.array([7.9, -8.9]), np.array([1e300, np.nan]), np.zeros(3))
    ],
    "others": [(np.zeros(3, "c8"), np.zeros(3, bool), np.zeros(3, "f2"), IJ, v) for v in (0, 2)],
    "rows": [
        (np.zeros((3, 0)), np.array([9]), 1.0),
        (np.zeros((3, 2)), np.array([-1, 0]), 1.0),
    ],
    "blocks": [
        (table(), np.array([[0, 1], [2, 0]]), np.arange(n).reshape(shape))
        for n, shape in (
            (16.0, (2, 2, 4)),
            (8.0, (2, 1, 4)),
            (4.0, (1, 1, 4)),
            (2.0, (2, 1, 1)),
            (12.0, (3, 1, 4)),
        )
    ],
    "columns": [
        (table(), np.array([0, -1]), np.array([7.0, 8.0])),
        (table(), np.array([0, 4]), np.array([7.0, 8.0])),
        (table(), np.array([0, 4]), np.array([7.0, 8.0, 9.0])),
    ],
    "apart": [
        (cube(), np.array([0, 1]), np.array([1, -1]), np.arange(6.0).reshape(2, 3)),
        (cube(), np.array([0, 1]), np.array([1, -1]), np.arange(3.0).reshape(1, 3)),
        (cube(), np.array([0, 1]), np.array([1, -1]), np.arange(6.0).reshape(3, 2)),
        (cube(), np.array([0, 2]), np.array([1, -1]), np.arange(6.0).reshape(2, 3)),
        (cube(), np.array([0, 1, 0]), np.array([1, -1]), np.arange(6.0).reshape(2, 3)),
    ],
    "both": [
        (table(), np.array([0, 2]), np.array([[0, 1], [2, 2]]), 5.5),
        (table(), np.array([0, 3]), np.array([[0, 1], [2, 2]]), 5.5),
        (table(), np.array([0, 2]), np.array([[0, 1, 2]]), 5.5),
    ],
    "in_place": [
        (np.arange(5.0), IJ, np.array([1.0, 2.0, 3.0])),
        (np.arange(5.0), IJ, np.array([3.0])),
        (np.arange(5.0), IJ, np.array([1.0, 2.0])),
        (np.arange(5.0), np.array([0, 5]), np.array([1.0, 2.0])),
    ],
    "in_place_rows": [(table(), np.array([0, 2]), np.arange(4.0))],
    "in_place_u8": [(np.arange(5, dtype=np.uint8), IJ, n) for n in (200, 256)],
    "histogram": [(np.array([1, 2, 2, 1, 2], np.uint8), np.zeros(3, np.int64))],
    "from_itself": [
        (np.arange(3.0), np.array([2, 0, 1])),
        (np.arange(3.0), np.array([2, 0, 0])),
        (np.arange(3.0), np.array([2, 0])),
        lambda: (np.arange(6.0)[::2], np.array([2, 0, 1])),
    ],
    "by_itself": [(np.array([1, 2, 0]),), (np.array([0, 0, 3]),)],
    "swap": [(table(), 0, 2), (table(), 1, 1), (table(), 0, 3)],
}
