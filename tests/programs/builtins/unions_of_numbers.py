"""A function of a value that is an int on one path and a float on another treats each as what it
is."""

import math

import numpy as np
from jitscript import Array1, f64, script


@script
def of_either(x: int):
    y = 1 if x else 2.5
    return str(y), repr(y), divmod(y, 2), divmod(7, y), round(y), round(y, 1), f"{y}"


@script
def numbers(x: int):
    y = 3 if x else -2.5
    return abs(y), int(y), float(y), pow(y, 2), math.floor(y), complex(y, 1), math.exp(y)


@script
def sum_of(values: Array1[f64]):
    total = -0.0
    for value in values:
        total += value
    return abs(total), round(total), int(total), math.sin(total)


@script
def truth(n: int, text: str | None):
    return n and "x" or n, text or "none", bool(n and text)


CASES = {
    "of_either": [(0,), (1,)],
    "numbers": [(0,), (1,)],
    "sum_of": [(np.array([-1.5, -2.0]),), (np.zeros(0),)],
    "truth": [(0, None), (2, ""), (2, "a")],
}
