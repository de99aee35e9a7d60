"""`np.block`: lists of arrays and numbers, nested once, twice and three times."""

import numpy as np

from jitscript import Array1, Array2, Array3, f32, f64, i64, script


@script
def four(a: Array2[f64], b: Array2[f64]):
    return np.block(
        [[a, np.zeros((a.shape[0], b.shape[1]))], [np.zeros((b.shape[0], a.shape[1])), b]]
    )


@script
def in_a_row(a: Array1[f64], b: Array1[i64]):
    return np.block([a, b, 3, 2.5])


@script
def one_above(a: Array1[f64], b: Array1[f32]):
    return np.block([[a], [b]])


@script
def mixed_ranks(a: Array2[f64], b: Array1[f64]):
    return np.block([a, b]), np.block([[1, b], [b, 1]])


@script
def thrice(a: Array3[f64], b: Array2[f64]):
    return np.block([[[a, a]], [[b, b]]])


@script
def alone(a: Array2[f64]):
    c = np.block(a)
    c[0, 0] = -1.0
    return c, np.block([a]), np.block([[a]])


@script
def numbers():
    return np.block([[1, 2], [3, 4]])


CASES = {
    "four": [
        (np.ones((2, 3)), np.full((1, 2), 5.0)),
        (np.zeros((0, 3)), np.full((1, 2), 5.0)),
        (np.ones((3, 2)).T, np.ones((2, 2))),
    ],
    "in_a_row": [(np.array([1.5]), np.array([7, 8]))],
    "one_above": [
        (np.array([1.0, 2.0]), np.array([3.0, 4.0], np.float32)),
        (np.array([1.0, 2.0]), np.array([3.0], np.float32)),
    ],
    "mixed_ranks": [(np.ones((1, 2)), np.array([9.0]))],
    "thrice": [
        (np.ones((2, 1, 2)), np.full((1, 2), 2.0)),
        (np.ones((2, 1, 2)), np.full((2, 2), 2.0)),
    ],
    "alone": [(np.ones((2, 2)),)],
    "numbers": [()],
}
