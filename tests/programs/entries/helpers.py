"""Helper functions without annotations, called from functions with and without them."""

import numpy as np

from jitscript import script


def times(a, b=2):
    return a * b


def dot(a: np.ndarray, b):
    s = 0.0
    for x, y in zip(a, b):
        s += x * y
    return s


def apply(function, value):
    return function(value)


def twice(function, value):
    return function(function(value))


def half(value):
    return value / 2


@script
def uses(x: float, n: int) -> tuple[float, int, str, float]:
    return times(x), times(n, 3), times("ab"), times(b=x, a=n)


@script
def nested(a, b):
    return dot(a, b) + times(dot(b, a), 2)


@script
def higher(x):
    return apply(half, x), twice(half, x), apply(times, x)


@script
def scripted_helper(a, b):
    return a - b


@script
def calls_scripted(x, y):
    return scripted_helper(x, y), scripted_helper(y, 1.5), scripted_helper(b=x, a=y)


CASES = {
    "uses": [(1.5, 2)],
    "nested": [(np.arange(3.0), np.arange(3)), (np.ones(2), np.ones(2, np.float32))],
    "higher": [(3,), (2.5,), (np.float32(3),), (True,)],
    "calls_scripted": [(1, 2), (1.5, 2), (np.arange(3), 2)],
}
