"""Functions as arguments of the entry: plain, scripted, builtin, lambdas, with what they capture."""

import math
from collections.abc import Callable
from typing import Any, Optional

import numpy as np

from jitscript import script


def square(x):
    return x * x


def scaled(k):
    def times(x):
        return k * x

    return times


def reciprocal(x):
    return 1.0 / x


def keyed(a, b=3, *, c=1):
    return a * 100 + b * 10 + c


def grow(xs):
    xs.append(len(xs))
    return xs[-1] > 3


@script
def cube(x: float) -> float:
    return x**3


@script
def integrate(f: Callable[[float], float], a: float, b: float, n: int = 10) -> float:
    h = (b - a) / n
    return h * sum(f(a + (i + 0.5) * h) for i in range(n))


@script
def bisect(f: Callable[[float], float], a: float, b: float) -> float:
    if f(a) * f(b) > 0:
        raise ValueError("no change of sign")
    for _ in range(60):
        m = (a + b) / 2
        if f(a) * f(m) <= 0:
            b = m
        else:
            a = m
    return (a + b) / 2


@script
def each(f, xs):
    return [f(x) for x in xs]


@script
def maybe(x: float, f: Optional[Callable[[float], float]] = None) -> float:
    return x if f is None else f(x)


@script
def with_default(x: float, g: Callable = math.sqrt, y: float = 2.0) -> float:
    return g(x) + y


@script
def zeros(n: int, dtype=np.float64):
    return np.zeros(n, dtype)


@script
def nested(f, g, x):
    return f(g(x)), g(f(x))


@script
def iterate(f: Callable[[float], float], n: int, x: float) -> float:
    return x if n == 0 else f(iterate(f, n - 1, x))


@script
def between(a: Any, f: Callable, b: Any):
    return f(a, b)


@script
def keywords(f):
    return f(1, c=2), f(c=4, a=3), f(1, 2, c=3)


@script
def until(f, xs: list[int]) -> int:
    n = 0
    while not f(xs):
        n += 1
    return n


@script
def kept(f: Callable[[int], int]) -> list[int]:
    table = [f, lambda x: x + 1]
    return [g(3) for g in table]


ADDING = scaled(2.5)

CASES = {
    "integrate": [
        (square, 0.0, 2.0),
        (cube, 0.0, 2.0),
        (math.sin, 0.0, 2.0, 3),
        (lambda x: x + 1, 0.0, 2.0),
        (scaled(3.0), 0.0, 2.0),
        (scaled(4.0), 0.0, 2.0),
        (ADDING, 0.0, 2.0),
        (reciprocal, -1.0, 1.0, 3),
        {"f": square, "a": 0.0, "b": 1.0},
        {"*": (square,), "b": 1.0, "a": 0.0},
    ],
    "bisect": [(lambda x: x * x - 2, 0.0, 2.0), (math.cos, 0.0, 3.0), (square, 1.0, 2.0)],
    "each": [
        (square, [1, 2, 3]),
        (square, [1.5, -0.0]),
        (str, [1, 2]),
        (len, ["a", "bc"]),
        (scaled(2), [1.0]),
        (scaled("ab"), [2]),
        (bool, [0, 3]),
        (lambda s: s.upper(), ["x", "é"]),
        (reciprocal, [1.0, 0.0]),
    ],
    "maybe": [(2.0,), (2.0, square), (2.0, None)],
    "with_default": [(4.0,), (4.0, square), (4.0, square, 1.0), {"x": 4.0, "y": 1.0}, (-1.0,)],
    "zeros": [(3,), (3, np.int32), (2, np.float32), (2, bool), (2, int), (0, complex)],
    "nested": [(square, scaled(2.0), 3.0), (scaled(2), square, 3), (square, square, 2**8)],
    "iterate": [(square, 3, 1.5), (math.sqrt, 2, 16.0), (math.sqrt, 1, -1.0)],
    "between": [(3, max, 4), (3.0, pow, 2), (7, divmod, 2), (7, divmod, 0)],
    "keywords": [(keyed,)],
    "until": [(grow, [1])],
    "kept": [(lambda x: 2 * x,)],
}

OVERFLOWS = {"nested": [(square, square, 2**31)]}
