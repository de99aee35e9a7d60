"""Return annotations may be left out."""

import numpy as np
from jitscript import Array1, f64, script


@script
def number(a: int):
    return a + 1


@script
def pair(a: int, x: float):
    return a, x


@script
def branches(a: int):
    if a > 0:
        return 1
    return -1.0


@script
def nothing(a: int):
    a += 1


@script
def sometimes(a: int):
    if a > 0:
        return a


@script
def array(n: int):
    return np.zeros(n)


@script
def element(a: Array1[f64]):
    return a[0]


@script
def uses_inferred(a: int):
    return pair(number(a), 0.5)


@script
def only_raises(a: int):
    raise ValueError("always")


CASES = {
    "number": [(1,)],
    "pair": [(1, 2.5)],
    "branches": [(1,), (-1,)],
    "nothing": [(1,)],
    "sometimes": [(1,), (-1,)],
    "array": [(2,)],
    "element": [(np.arange(1.0, 3.0),)],
    "uses_inferred": [(4,)],
    "only_raises": [(1,)],
}
