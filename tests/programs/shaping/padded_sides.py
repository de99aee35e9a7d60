"""`np.pad` with values for each side, and with widths and values that fit no axes."""

import numpy as np

from jitscript import Array1, Array2, Array3, f64, i64, script, u8


@script
def a_value_each(a: Array2[i64]):
    return (
        np.pad(a, 1, constant_values=((1, 2), (3, 4))),
        np.pad(a, ((1, 2), (0, 1)), constant_values=(7, 8)),
        np.pad(a, (2, 0), constant_values=(7.9, 300)),
        np.pad(a, 1, constant_values=((1,), (3,))),
        np.pad(a[:, :0], 1, constant_values=(1, 2)),
    )


@script
def in_small_ints(a: Array2[u8], values: np.ndarray):
    """Two numbers for all axes wrap, one for each does not."""
    return np.pad(a, 1, constant_values=values)


@script
def deeper(a: Array3[f64], values: Array2[i64]):
    return np.pad(a, 1, constant_values=values)


@script
def of_either(a: Array1[f64], whole: bool):
    x = 3 if whole else np.float64(2.5)
    return np.pad(a, 1, constant_values=x)


@script
def wide(a: Array2[i64], widths: np.ndarray):
    return np.pad(a, widths)


@script
def wide_edges(a: Array2[i64], widths: np.ndarray):
    return np.pad(a, widths, "edge")


GIVEN = np.arange(6).reshape(2, 3)
WIDTHS = [
    np.array(w)
    for w in (1, [2], [1, 2], [[1, 2]], [[1], [2]], [[1, 2], [0, 1]], [[1]], -1, [1, -2])
] + [
    np.array(w) for w in ([1, 2, 3], [[1, 2], [1, 1], [0, 0]], [[1, 2, 3]], [[[1]]], [True, False])
]
CASES = {
    "a_value_each": [(GIVEN,)],
    "deeper": [
        (np.ones((2, 1, 2)), np.array([[1, 2], [3, 4], [5, 6]])),
        (np.ones((2, 1, 2)), np.array([[1], [3], [5]])),
        (np.ones((2, 1, 2)), np.array([[1, 2], [3, 4]])),
    ],
    "in_small_ints": [
        (GIVEN.astype(np.uint8), np.array(v))
        for v in ([300, -1], [[7, 300]], [[3, 4], [5, 300]], [[3], [-1]], 300, [[2.5], [3.5]])
    ],
    "of_either": [(np.ones(2), True), (np.ones(2), False)],
    "wide": [(GIVEN, w) for w in WIDTHS] + [(GIVEN, np.array([1, 2], np.uint8))],
    "wide_edges": [(GIVEN, w) for w in WIDTHS],
}
