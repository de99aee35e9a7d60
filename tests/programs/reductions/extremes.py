"""The greatest and the least element, where they are, and what is said where there is none."""

import numpy as np

from jitscript import Array1, Array2, Array3, f32, f64, i64, script


@script
def most(a: Array1[f64]) -> f64:
    return a.max()


@script
def least(a: Array1[f64]) -> f64:
    return np.min(a)


@script
def along(a: Array2[f64]):
    return a.max(0), a.min(axis=1), np.amax(a), np.amin(a, axis=(0, 1)), np.ptp(a, axis=0)


@script
def begun(a: Array1[f64]):
    return a.max(initial=3.5), np.min(a, initial=-2), np.max(a, axis=0, keepdims=True, initial=0.0)


@script
def columns(a: Array2[f64]):
    return a.max(axis=0)


@script
def of_ints(a: Array2[i64]):
    return a.max(), a.min(0), np.max(a, -1), a.argmax(), a.argmin(1)


@script
def places(a: Array2[f32]):
    last = np.argmax(a, -1, keepdims=True)
    return a.argmax(), a.argmin(), a.argmax(0), np.argmin(a, axis=1), last


@script
def places_3d(a: Array3[f64]):
    return np.argmax(a), a.argmin(axis=1), a.argmax(0), a.argmax(2)


@script
def place(a: Array1[f64]):
    return a.argmax(), a.argmin()


@script
def every(a: Array2[f64]):
    return np.maximum.reduce(a), np.fmax.reduce(a, 1), np.fmin.reduce(a, axis=None)


def normal(*shape):
    return np.random.default_rng(3).standard_normal(shape)


NAN = np.nan
LINES = [
    (normal(1),),
    (normal(7),),
    (normal(8),),
    (normal(1000),),
    lambda: (normal(1000)[::-3],),
    (np.array([1.0, NAN, 3.0]),),
    (np.array([NAN]),),
    (np.array([1.0] * 30 + [NAN] + [2.0] * 30),),
    (np.array([-np.inf, np.inf, 1.0]),),
    (np.full(20, -np.inf),),
    (np.zeros(0),),
    *((np.where(np.arange(n) == n - 2, NAN, normal(n)),) for n in (3, 16, 17, 40)),
]
PLANES = [
    (normal(5, 40),),
    (normal(40, 5),),
    lambda: (normal(40, 5).T,),
    lambda: (normal(40, 50)[::-1, ::2],),
    (np.where(normal(9, 20) > 2.0, NAN, normal(9, 20)),),
    (np.round(normal(30, 30)) + 0.0,),
]
@script
def begun_at(a, x):
    return np.max(a, initial=x), np.min(a, axis=-1, initial=x)


@script
def of_values(a: Array2[f32]):
    return (a * a - a).max(axis=1), np.abs(a).min(axis=0), np.nanmax(a, axis=1), np.nanmin(a)


@script
def kept_below(a: Array2[f64], times: int):
    best = a[0].copy()
    for _ in range(times):
        for row in a:
            best[:] = np.minimum(best, row)
            np.maximum(row, best, out=row)
    return best


def holes(*shape):
    return np.where(np.random.default_rng(7).random(shape) < 0.02, NAN, normal(*shape))


CASES = {
    "begun_at": [
        (a, a.dtype.type(x))
        for a in (normal(5, 33), holes(4, 50), np.zeros((3, 0)), normal(2, 20).astype(np.float32))
        for x in (NAN, 0.25, -np.inf)
    ],
    "of_values": [
        *((holes(*shape).astype(np.float32),) for shape in ((1, 1), (9, 31), (40, 5), (3, 200))),
        lambda: (holes(60, 50).astype(np.float32)[::2].T,),
    ],
    "kept_below": [(normal(7, 40), 2), (holes(6, 33), 1)],
    "most": LINES,
    "least": LINES,
    "along": [*PLANES, (np.zeros((0, 3)),), (np.zeros((3, 0)),)],
    "begun": LINES,
    "columns": [*PLANES, (np.zeros((0, 3)),), (np.zeros((3, 0)),), (np.zeros((0, 0)),)],
    "of_ints": [
        (np.random.default_rng(1).integers(-9, 9, (20, 30)),),
        (np.array([[-(2**63), 2**63 - 1]]),),
        (np.zeros((2, 0), np.int64),),
    ],
    "places": [
        (normal(5, 40).astype(np.float32),),
        lambda: (normal(5, 40).astype(np.float32).T,),
        (np.where(normal(9, 20) > 2.0, NAN, 1.0).astype(np.float32),),
        (np.zeros((3, 4), np.float32),),
        (np.zeros((3, 0), np.float32),),
        (np.zeros((0, 3), np.float32),),
    ],
    "places_3d": [(normal(3, 4, 5),), lambda: (normal(5, 4, 3).T,), (np.zeros((2, 0, 3)),)],
    "place": LINES,
    "every": [*PLANES, (np.full((3, 20), NAN),)],
}
