"""Axes that only the run knows: every axis there is, negative ones, and those that are not there."""

import numpy as np

from jitscript import Array1, Array2, Array3, f64, i64, script


@script
def total(a: Array3[f64], k: int):
    return a.sum(axis=k), np.mean(a, k), a.std(k, ddof=1), a.max(k)


@script
def kept(a: Array2[f64], k: int):
    return a.sum(axis=k, keepdims=True), np.cumsum(a, k), np.argmax(a, axis=k)


@script
def moved(a: Array3[f64], k: int, n: int):
    return np.swapaxes(a, k, n), np.moveaxis(a, k, n), np.flip(a, k), np.expand_dims(a, 0)


@script
def a_view(a: Array2[f64], k: int):
    v = np.flip(a, axis=k)
    v[0, 0] = -1.0
    return v.shape


@script
def sorted_in_place(a: Array2[i64], k: int) -> None:
    a.sort(k)


@script
def joined(a: Array2[f64], b: Array2[f64], k: int):
    return np.concatenate((a, b), axis=k), np.concatenate([b, a], k)


@script
def of_scalar(a: Array2[f64], k: np.int8):
    return np.roll(a, 1, axis=k)


@script
def of_one(a: Array1[f64], k: int):
    return a.sum(k), np.sort(a, k)


@script
def caught(a: Array2[f64], k: int) -> str:
    try:
        return str(a.min(axis=k)[0])
    except ValueError as e:
        return "no: " + str(e)


@script
def by_turns(a: Array3[f64]):
    found = 0.0
    for k in range(-3, 3):
        found += a.sum(k)[0, 0] * a.shape[k]
    return found


def cube():
    return np.arange(24.0).reshape(2, 3, 4) % 7


ENDS = [0, 1, 2, -1, -3, 3, -4, 2**62, -(2**63), 2**63 - 1]
CASES = {
    "total": [(cube(), k) for k in ENDS] + [(cube()[:, ::-1].T, 1)],
    "kept": [(cube()[0], k) for k in (0, 1, -1, -2, 2, -3)] + [(np.zeros((2, 3)), -2)],
    "moved": [(cube(), k, n) for k in (0, 1, -1) for n in (0, 2, -2)]
    + [(cube(), 3, 0), (cube(), 0, -4)],
    "a_view": [(cube()[0], k) for k in (0, 1, -1, 5)],
    "sorted_in_place": [(np.array([[3, 1, 2], [1, 5, 0]]), k) for k in (0, 1, -1, -2, 2)],
    "joined": [
        (np.ones((2, 3)), np.zeros((2, 3)), 0),
        (np.ones((2, 3)), np.zeros((2, 3)), -1),
        (np.ones((2, 3)), np.zeros((2, 1)), 1),
        (np.ones((2, 3)), np.zeros((2, 1)), 0),
        (np.ones((2, 3)), np.zeros((2, 1)), 2),
    ],
    "of_scalar": [(cube()[0], np.int8(k)) for k in (0, 1, -1, -2)],
    "of_one": [(np.array([3.0, 1.0]), k) for k in (0, -1, 1)],
    "caught": [(cube()[0], k) for k in (0, -1, 2, -3)],
    "by_turns": [(cube(),)],
}
