"""`np.vectorize` of functions of numbers: of one and of several arrays, with errors in the middle."""

import math

import numpy as np

from jitscript import Array0, Array1, Array2, b1, f32, f64, i8, i64, script, u64


def step(x: float) -> float:
    if x < 0.0:
        return 0.0
    return math.sqrt(x)


def mixed(x, n):
    total = x
    for k in range(n):
        total += k * x
    return total


def inverse(n: int) -> float:
    return 1 / n


@np.vectorize
def is_odd(n):
    return n % 2 == 1


stepped = np.vectorize(step)


@script
def captured(a: Array1[f64]):
    return stepped(a)


@script
def of_matrix(a: Array2[f64]):
    return np.vectorize(step)(a.T), stepped(a[:, ::2])


@script
def made_inside(a: Array1[f64], n: Array1[i64]):
    v = np.vectorize(mixed)
    return v(a, n), v(a[0], n), v(2, n)


@script
def broadcast(a: Array2[f64], n: Array1[i64]):
    return np.vectorize(mixed)(a, n)


@script
def of_lambda(a: Array1[f64], c: float):
    return np.vectorize(lambda x: x * c + 1)(a)


@script
def decorated(a: Array1[i8], b: Array1[u64]):
    return is_odd(a), is_odd(b)


@script
def errors(n: Array1[i64]):
    return np.vectorize(inverse)(n)


@script
def whole(n: Array1[i64]):
    return np.vectorize(lambda k: k * k)(n)


@script
def single(a: Array1[f32], z: Array0[f64]):
    return stepped(a), stepped(z), stepped(4.0)


@script
def strings_of(a: Array1[f64]) -> str:
    try:
        stepped(a)
    except ValueError as e:
        return str(e)
    return "fine"


A = np.array([-1.0, 0.0, 2.0, np.inf, 9.0])
CASES = {
    "captured": [(A,), (A[::-2],), (A[:0],)],
    "of_matrix": [(np.arange(12.0).reshape(3, 4) - 3,), (np.zeros((0, 3)),)],
    "made_inside": [(np.array([1.5, -2.0]), np.array([3, 0])), (np.array([1.5]), np.array([3, 0]))],
    "broadcast": [
        (np.ones((2, 3)), np.array([1, 2, 3])),
        (np.ones((2, 3)), np.array([1, 2])),
        (np.ones((0, 3)), np.array([1, 2, 3])),
    ],
    "of_lambda": [(A, 2.0), (A, -0.0)],
    "decorated": [(np.arange(-3, 4, dtype=np.int8), np.array([0, 1, 2**63 - 1], np.uint64))],
    "errors": [(np.array([1, 2]),), (np.array([1, 0, 2]),), (np.array([0, 1]),)],
    "whole": [(np.array([1, -2, 2**31]),)],
    "single": [(np.array([2.0, -3.0], np.float32), np.array(5.0))],
    "strings_of": [(A,), (A[:0],)],
}
OVERFLOWS = {
    "decorated": [(np.arange(2, dtype=np.int8), np.array([0, 2**64 - 1], np.uint64))],
    "whole": [(np.array([2, 2**32]),)],
}
