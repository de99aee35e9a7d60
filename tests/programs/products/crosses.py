"""Cross products of any ranks, along other axes, and of vectors of two numbers with those of three."""

import numpy as np

from jitscript import Array1, Array2, Array3, f32, f64, i64, script


@script
def of_planes(a: Array3[f64], b: Array3[f64], c: Array2[f64], d: Array1[f64]):
    return np.cross(a, b), np.cross(a, c), np.cross(d, a), np.linalg.cross(a, d)


@script
def of_pairs(a: Array2[f64], b: Array2[f64]):
    return np.cross(a, b)


@script
def of_two(a: Array1[f64], b: Array1[i64]):
    return np.cross(a, b), np.cross(b, a)


@script
def along(a: Array2[f64], b: Array2[f32]):
    return np.cross(a, b, axisa=0, axisb=1), np.cross(a, b, 0, 1, 0)


@script
def along_one(a: Array3[i64], b: Array3[i64]):
    return np.cross(a, b, axis=1), np.cross(a.T, b.T, axis=-2)


@script
def of_a_number(a: Array1[f64], x: float):
    return np.cross(a, x)


_R = np.random.default_rng(21)
_A, _B, _C, _D = (_R.standard_normal(s) for s in ((3, 3, 3), (3, 3, 3), (3, 3), 3))
_I = np.arange(24).reshape(2, 3, 4)
_ODD = np.array([[0.0, -0.0, np.inf], [np.nan, 0.0, -1.0]])
CASES = {
    "of_planes": [
        (_A, _B, _C, _D), (_A[:, ::2], _B[:, :2], _C[:2], _D), (_A[:, :0], _B[:, :0], _C[:0], _D),
        (_A[:2], _B[:2], _C[:2], _D),
    ],
    "of_pairs": [
        (_C[:2], _ODD), (_C[:2, :2], _ODD), (_ODD, _C[:2, :2]), (-_ODD, _ODD[:, 1:]),
        (_ODD[:, 1:], -_ODD), (_C, _ODD), (_C[:, :1], _C), (_C[:1], np.asfortranarray(_ODD)),
    ],
    "of_two": [(_D, np.array([1, 2])), (_D[:2], np.array([1, 2, 3])), (_D[:1], np.array([1, 2]))],
    "along": [
        (_C, _C.astype(np.float32)), (_C[:, :2], _C[:2].astype(np.float32)),
        (_C[:2], _C.astype(np.float32)), (_C, _C[:, :2].astype(np.float32)),
    ],
    "along_one": [(_I, _I[::-1] ** 2), (_I, _I[:1] - 5)],
    "of_a_number": [(_D, 1.0)],
}  # fmt: skip
