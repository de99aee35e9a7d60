"""Interpolation between complex numbers, and what lies outside of them."""

import numpy as np

from jitscript import Array1, c64, c128, f64, i64, script


@script
def between(x: Array1[f64], xp: Array1[f64], fp: Array1[c128]):
    return np.interp(x, xp, fp), np.interp(0.25, xp, fp), np.interp(np.nan, xp, fp)


@script
def outside(x: Array1[f64], xp: Array1[f64], fp: Array1[c128]):
    return np.interp(x, xp, fp, 1.5, -2j), np.interp(x, xp, fp, right=7)


@script
def of_singles(x: Array1[i64], xp: Array1[i64], fp: Array1[c64]):
    return np.interp(x, xp, fp), np.interp(1, xp, fp)


@script
def around(x: Array1[f64], xp: Array1[f64], fp: Array1[c128]):
    return np.interp(x, xp, fp, period=3.5)


@script
def real_outside(x: Array1[f64], xp: Array1[f64], fp: Array1[f64], k: int, y: np.float32):
    return np.interp(x, xp, fp, k, y), np.interp(k, xp, fp, left=True)


_AT = np.array([-1.0, 0.0, 0.3, 1.0, 1.7, 2.5, np.nan, 3.0, np.inf, -np.inf])
_XP = np.array([0.0, 1.0, 1.5, 2.5])
_FP = np.array([1 + 2j, -0.7 + 1e-3j, 3j, 1 / 3 - 1e9j])
_ODD = np.array([complex(np.inf, 1), complex(-np.inf, np.nan), complex(0.0, -0.0), 2j])
CASES = {
    "between": [
        (_AT, _XP, _FP), (_AT, _XP, _ODD), (_AT, _XP, _ODD[::-1]), (_AT, _XP[:1], _FP[:1]),
        (_AT, np.array([0.0, np.inf]), _FP[:2]), (_AT, np.array([0.5, 0.5]), _FP[:2]),
        (_AT, np.array([0.0, 0.5]), np.array([complex(np.inf, 2)] * 2)),
        (_AT, _XP[:0], _FP[:0]), (_AT, _XP, _FP[:2]),
    ],
    "outside": [(_AT, _XP, _FP), (_AT, _XP[:1], _FP[:1])],
    "of_singles": [(np.arange(-1, 4), np.array([0, 2, 3]), _FP[:3].astype(np.complex64))],
    "around": [(_AT[:6], _XP, _FP), (_AT[:6], _XP * 3, _FP)],
    "real_outside": [
        (_AT, _XP, _FP.real, 3, np.float32(0.1)), (_AT, _XP, _FP.real, -3, np.float32("nan")),
        (_AT, _XP[:1], _FP.real[:1], 0, np.float32(2)),
    ],
}  # fmt: skip
