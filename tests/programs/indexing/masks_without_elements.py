"""Masks that have no elements along an axis fit any size; others must fit."""

import numpy as np

from jitscript import Array1, Array2, b1, f64, script


@script
def g1(x: Array1[f64], m: Array1[b1]):
    return x[m]


@script
def g2(x: Array2[f64], m: Array2[b1]):
    return x[m]


@script
def g3(x: Array2[f64], m: Array1[b1]):
    return x[m], x[m, 0], x[m, :1]


@script
def g4(x: Array2[f64], m: Array1[b1]):
    return x[:, m]


@script
def s1(x: Array1[f64], m: Array1[b1]):
    x[m] = 1
    x[m] += 2
    return x


@script
def s2(x: Array2[f64], m: Array2[b1]):
    x[m] = 1
    x[m] = np.ones(0)
    return x


@script
def s3(x: Array2[f64], m: Array1[b1]):
    x[m] = 1
    x[m, 0] = x[m, 1]
    return x


A = np.arange(6.0).reshape(2, 3)


def E(*shape):
    return np.zeros(shape, bool)


def T(*shape):
    return np.ones(shape, bool)


S2 = [
    (A, E(0, 3)),
    (A, E(2, 0)),
    (A, E(0, 4)),
    (A, T(2, 3)),
    (A, T(2, 2)),
    (A[:0], E(0, 3)),
    (A[:0], T(1, 3)),
    (A[:, :0], T(2, 1)),
]
S1 = [(A, E(0)), (A, T(2)), (A, T(3)), (A, T(1)), (A[:0], T(1))]
S0 = [(A[0], E(0)), (A[0], T(3)), (A[0], T(2)), (A[0, :0], T(1)), (A[0, :0], E(0))]
CASES = {"g1": S0, "g2": S2, "g3": S1, "g4": S1, "s1": S0, "s2": S2, "s3": S1}
