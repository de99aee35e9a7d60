"""Running totals, and the truth of elements."""

import numpy as np

from jitscript import Array1, Array2, Array3, f32, f64, i64, script, u8


@script
def totals(a: Array2[f64]):
    return np.cumsum(a), np.cumsum(a, axis=0), a.cumsum(1), a.cumprod(-2), np.cumprod(a)


@script
def in_a_row(a: Array1[u8]):
    return a.cumsum(), np.cumprod(a), np.cumsum(a, dtype=np.float32), np.maximum.accumulate(a)


@script
def in_a_room(a: Array3[i64]):
    return a.cumsum(0), np.cumsum(a, 1), np.cumsum(a, axis=2), np.add.accumulate(a)


@script
def truth(a: Array2[f64]):
    return a.any(), a.all(), np.any(a, axis=0), np.all(a, 1, keepdims=True), np.any(a, (0, 1))


@script
def truth_of_ints(a: Array1[i64]):
    return a.any(), np.all(a), bool(np.any(a > 3)), bool((a == 1).all())


@script
def count(a: Array1[f32], limit: float) -> int:
    return int((a > limit).sum())


def normal(*shape):
    return np.random.default_rng(6).standard_normal(shape)


PLANES = [
    (normal(4, 30),),
    (normal(30, 4),),
    lambda: (normal(20, 30).T,),
    lambda: (normal(20, 30)[::-2, ::3],),
    (np.zeros((0, 3)),),
    (np.zeros((3, 0)),),
    (np.array([[0.0, np.nan, -0.0], [1.0, np.inf, 0.0]]),),
]
CASES = {
    "totals": PLANES,
    "in_a_row": [(np.arange(1, 20, dtype=np.uint8),), (np.zeros(0, np.uint8),)],
    "in_a_room": [(np.arange(60).reshape(3, 4, 5),), lambda: (np.arange(60).reshape(5, 4, 3).T,)],
    "truth": [*PLANES, (np.zeros((3, 3)),), (np.ones((3, 3)),)],
    "truth_of_ints": [(np.arange(9),), (np.ones(5, int),), (np.zeros(0, int),)],
    "count": [(normal(1000).astype(np.float32), 0.5), (np.zeros(0, np.float32), 0.0)],
}
