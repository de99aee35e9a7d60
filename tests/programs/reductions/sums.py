"""Sums have NumPy's bits whatever the layout: pairwise along the innermost axis in memory."""

import numpy as np

from jitscript import Array1, Array2, Array3, Array4, f64, script


@script
def line(a: Array1[f64]):
    return np.sum(a), a.sum(axis=0), a.sum(-1, keepdims=True), np.sum(a, initial=-0.0)


@script
def plane(a: Array2[f64]):
    return np.sum(a), np.sum(a, axis=0), a.sum(axis=1), a.sum((0, 1)), a.sum(axis=())


@script
def plane_kept(a: Array2[f64]):
    return np.sum(a, 0, keepdims=True), np.sum(a, -1, None, None, True), a.sum(keepdims=True)


@script
def room(a: Array3[f64]):
    return (
        a.sum(),
        a.sum(0),
        a.sum(1),
        a.sum(2),
        a.sum((0, 1)),
        a.sum((0, 2)),
        a.sum((-1, -2)),
    )


@script
def four(a: Array4[f64]):
    return a.sum(), a.sum((1, 3)), a.sum((2, 3), keepdims=True), a.sum(2)


@script
def of_views(a: Array2[f64]):
    return a[1:, ::2].sum(), a.T.sum(axis=0), a[::-1].sum(1), a[:, 1:].sum(), np.sum(a[None])


def numbers(*shape):
    rng = np.random.default_rng(len(shape) + sum(shape))
    size = int(np.prod(shape))
    return (rng.standard_normal(size) * 10.0 ** rng.integers(-8, 8, size)).reshape(shape)


def special(*shape):
    values = [0.0, -0.0, 1.5, np.inf, -np.inf, np.nan, 5e-324, 1.7e308]
    return np.resize(np.array(values), shape)


def layouts(*shape):
    twice = tuple(2 * n for n in shape)
    swapped = tuple(range(len(shape)))[::-1]
    return [
        lambda: (numbers(*shape),),
        lambda: (np.asfortranarray(numbers(*shape)),),
        lambda: (numbers(*twice)[tuple(slice(0, None, 2) for _ in shape)],),
        lambda: (numbers(*twice)[tuple(slice(None, None, -2) for _ in shape)],),
        lambda: (numbers(*shape[::-1]).transpose(swapped),),
        lambda: (numbers(*shape)[tuple(slice(None, None, -1) for _ in shape)],),
        lambda: (np.broadcast_to(numbers(*shape[:-1], 1), shape),),
        lambda: (np.broadcast_to(numbers(*shape[1:]), shape),),
    ]


SIZES = (0, 1, 3, 7, 8, 9, 127, 128, 129, 136, 1000, 8191, 8193, 20011)
CASES = {
    "line": [
        *((numbers(n),) for n in SIZES),
        *layouts(1003),
        (special(5),),
        (np.full(9, -0.0),),
        lambda: (np.broadcast_to(np.float64(0.1), (1000,)),),
    ],
    "plane": [
        *layouts(5, 300),
        *layouts(300, 5),
        *layouts(40, 301),
        *layouts(3, 9000),
        *layouts(1, 70),
        *layouts(1000, 1),
        (np.zeros((0, 3)),),
        (np.zeros((3, 0)),),
        (special(3, 40),),
    ],
    "plane_kept": [*layouts(6, 17), (np.zeros((0, 3)),), (np.zeros((3, 0)),)],
    "room": [
        *layouts(3, 4, 50),
        *layouts(30, 20, 40),
        *layouts(2, 1, 140),
        *layouts(5, 40, 3),
        *layouts(300, 1, 7),
        *layouts(40, 30, 1),
        lambda: (numbers(6, 5, 80).transpose(1, 0, 2),),
        lambda: (numbers(6, 5, 80).transpose(0, 2, 1),),
        lambda: (numbers(6, 50, 80)[:, ::2],),
        (np.zeros((2, 0, 3)),),
    ],
    "four": [*layouts(2, 3, 4, 9), *layouts(3, 2, 40, 8)],
    "of_views": [(numbers(30, 41),), (numbers(200, 150),), (numbers(1, 1),)],
}
