"""Sets that are arrays: rows that are unique, what two have in common and where."""

import numpy as np

from jitscript import Array1, Array2, f64, i32, i64, script


@script
def rows(m: Array2[f64]):
    return np.unique(m, axis=0), np.unique(m, axis=1), np.unique(m, axis=-2, return_counts=True)


@script
def rows_with_all(m: Array2[i32]):
    return np.unique(m, return_index=True, return_inverse=True, return_counts=True, axis=0)


@script
def rows_of_bools(m: Array2[np.bool_]):
    return np.unique(m, axis=0, return_inverse=True)


@script
def each_nan(x: Array1[f64]):
    a, where, count = np.unique(x, return_index=True, return_counts=True, equal_nan=False)
    return np.unique(x, equal_nan=False), np.unique(x, sorted=True), a, where, count


@script
def in_common(i: Array1[i64], k: Array1[i64], x: Array1[f64]):
    return (
        np.intersect1d(i, k, return_indices=True),
        np.intersect1d(x, i, return_indices=True),
        np.intersect1d(np.unique(i), np.unique(k), True),
        np.intersect1d(np.unique(i), np.unique(k), assume_unique=True, return_indices=True),
    )


@script
def left(i: Array1[i64], k: Array1[i64]):
    return (
        np.setdiff1d(i, k, assume_unique=True),
        np.isin(i, k, True),
        np.isin(i, k, False, True),
        np.isin(i, k, kind="sort", invert=True),
    )


@script
def in_order(x: Array1[f64], m: Array2[f64]):
    m.sort(0, stable=True)
    return (
        np.sort(x, stable=True),
        x.argsort(stable=True),
        np.argsort(m, axis=None, stable=True),
        np.partition(x, 1, kind="introselect")[1],
        x[np.argpartition(x, 1, kind="introselect")[1]],
        np.sort(x, kind="stable", stable=None),
    )


NAN = np.nan
ROWS = np.array(
    [[1.0, 2.0], [0, 3], [1, 2], [NAN, 1], [NAN, 1], [0, 3], [0, -0.0], [0, 0], [1, NAN]]
)
I, K = np.array([5, 1, 3, 1, 9]), np.array([1, 2, 5, 5])
CASES = {
    "rows": [(ROWS,), (ROWS[::-2, ::-1],), (ROWS[:0],), (ROWS[:, :0][:1],), (ROWS[1:2],)],
    "rows_with_all": [
        (np.array([[3, 1], [1, 9], [3, 1], [1, -9], [1, 9]], np.int32),),
        (np.arange(6, dtype=np.int32).reshape(2, 3).T,),
        (np.zeros((0, 2), np.int32),),
    ],
    "rows_of_bools": [(np.array([[True, False], [True, True], [True, False]]),)],
    "each_nan": [
        (np.array([NAN, 1.0, NAN, 1.0, -NAN, -0.0]),),
        (np.array([NAN]),),
        (np.zeros(0),),
        (np.array([2.0, 1.0]),),
    ],
    "in_common": [
        (I, K, np.array([9.0, 0.5, 5.0])),
        (I[:0], K, np.array([NAN, NAN, 1.0])),
        (I, K + 100, I * 1.0),
    ],
    "left": [(I, K), (I[:0], K), (I, K[:0])],
    "in_order": [
        (np.array([2.0, NAN, -1.0, 2.0]), np.array([[3.0, 1.0], [2.0, NAN], [2.0, 0.0]])),
        (np.array([2.0, 1.0]), np.zeros((0, 2))),
    ],
}
