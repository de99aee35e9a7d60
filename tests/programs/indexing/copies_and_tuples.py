"""Indices out of arrays of rank 0, which make copies; tuples among indices, and tuples of a computed
length; in which order lies what arrays choose."""

import numpy as np

from jitscript import script


@script
def column(a: np.ndarray, place: int):
    z = np.array(place)
    v = a[:, z]
    v[0] = 9
    return v, a, a[z], a[..., z], a[::-1, z], a[None, z]


@script
def into_copies(a: np.ndarray, place: int):
    z = np.array(place)
    a[z][0] = 5
    a[z] += 2
    a[:, z] *= 3
    x = a[z]
    x += 1
    return x, a, a[z, z], a[z, [0, 1]]


@script
def given(a: np.ndarray, z: np.ndarray):
    v = a[z]
    v[...] = 7
    return v, a


@script
def of_tuples(a: np.ndarray):
    t = (0, 2)
    pairs = ((0, 1), (1, 2))
    a[t,] *= 2
    return a[t], a[t,], a[t, t], a[(0, 1), 1:], a[:, (0, 1)], a[pairs], a[(True, False, True),]


@script
def all_at(a: np.ndarray, places: np.ndarray):
    a[tuple(places.T)] += 1
    return a[tuple(places.T)], a[tuple(places[0])]


@script
def stepping(a: np.ndarray, steps: np.ndarray):
    p = np.array([1, 1])
    for step in steps:
        p += step
        a[tuple(p)] = 7
    return a


@script
def by_table(table: np.ndarray, places: np.ndarray):
    return table[places], table[places].sum(), table[places] * 2, table[places.T]


@script
def by_pairs(a: np.ndarray, i: np.ndarray, j: np.ndarray):
    return a[i, j], a[i, 0], a[i, i]


@script
def of_planes(a: np.ndarray):
    chosen = a[[0, 1]]
    by_mask = a[:, a[0, :, 0] > -9]
    return chosen, chosen.sum(), a[:, [0, 1]], a[:, :, [1, 0]], by_mask, a[:, [[0, 1], [1, 0]]]


def arange(*shape, dtype=np.float64):
    return np.arange(np.prod(shape)).reshape(shape).astype(dtype)


def turned(*axes):
    return lambda: (arange(2, 3, 4).transpose(*axes),)


TABLE = np.arange(9) * 1.5
PLACES = np.array([[0, 1, 1], [2, 1, 0]])
CASES = {
    "column": [
        (arange(3, 4), 1),
        lambda: (np.asfortranarray(arange(3, 4, dtype=np.uint8)), -1),
        lambda: (arange(2, 3, 4).transpose(1, 2, 0), 1),
        (arange(3, 4), 3),
    ],
    "into_copies": [(arange(3, 4), 1), lambda: (np.asfortranarray(arange(3, 4)), 2)],
    "given": [(arange(3, 4), np.array(2)), (arange(3, 4), np.array(1, np.uint8))],
    "of_tuples": [(arange(3, 4),), (arange(3, 4, dtype=np.int8),), (arange(1, 4),)],
    "all_at": [
        (arange(3, 3), PLACES.T.copy()),
        (arange(3, 3, 3), PLACES % 2),
        (arange(3, 3), PLACES),
        (arange(3, 3), PLACES.T + 5),
    ],
    "stepping": [(arange(4, 4), np.array([[0, 1], [1, 0]])), (arange(4, 4), PLACES.T * 9)],
    "by_table": [
        (TABLE, PLACES),
        lambda: (TABLE, np.asfortranarray(PLACES)),
        lambda: (TABLE.astype(np.uint8), np.asfortranarray(PLACES.astype(np.uint8))),
        lambda: (TABLE, np.broadcast_to(PLACES[0], (2, 3))),
        lambda: (TABLE, np.arange(8).reshape(2, 2, 2).transpose(1, 2, 0)),
        (TABLE, PLACES + 8),
    ],
    "by_pairs": [
        (arange(3, 3), PLACES, PLACES),
        lambda: (arange(3, 3), np.asfortranarray(PLACES), PLACES),
        lambda: (arange(3, 3), np.asfortranarray(PLACES), np.asfortranarray(PLACES)),
    ],
    "of_planes": [
        turned(0, 1, 2),
        turned(2, 1, 0),
        turned(1, 2, 0),
        lambda: (arange(2, 3, 4)[:, ::-1],),
        lambda: (np.broadcast_to(np.arange(4.0), (2, 3, 4)),),
    ],
}
