"""reversed over ranges, arrays and tuples."""

import numpy as np
from jitscript import Array1, i64, script


@script
def digits(n: int) -> int:
    s = 0
    for i in reversed(range(n)):
        s = s * 10 + i
    return s


@script
def stepped(a: int, b: int, c: int) -> int:
    s = 0
    for i in reversed(range(a, b, c)):
        s = s * 7 + i
    return s


@script
def array(a: Array1[i64]) -> int:
    s = 0
    for x in reversed(a):
        s = s * 10 + int(x)
    return s


@script
def items(t: tuple[int, int, int]) -> int:
    s = 0
    for x in reversed(t):
        s = s * 10 + x
    return s


CASES = {
    "digits": [(0,), (5,)],
    "stepped": [(0, 10, 3), (10, 0, -4), (0, 0, 1), (3, 4, 9)],
    "array": [(np.arange(5),), (np.zeros(0, np.int64),)],
    "items": [((1, 2, 3),)],
}
