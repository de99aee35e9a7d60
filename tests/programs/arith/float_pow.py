"""Powers of floats: Python's errors and special values."""

from itertools import product
from math import inf, nan

from jitscript import script


@script
def square(a: float) -> float:
    return a**2


@script
def root(a: float) -> float:
    assert a >= 0.0
    return a**0.5


@script
def power(a: float, b: float) -> float:
    assert a >= 0.0
    return a**b


@script
def integral_power(a: float, n: int) -> float:
    return a**n


CASES = {
    "square": [(0.0,), (-0.0,), (1.5,), (-3.0,), (1e200,), (inf,), (nan,), (1e-200,)],
    "root": [(0.0,), (2.0,), (4.0,), (inf,)],
    "power": list(
        product([0.0, 1.0, 0.5, 2.0, 1e300, inf], [0.0, 1.0, -1.0, 0.5, 2.5, -inf, inf, nan])
    ),
    "integral_power": [
        (2.0, 10),
        (2.0, -2),
        (-2.0, 3),
        (0.0, -1),
        (-1.5, 0),
        (1.0000001, 10**9),
        (10.0, 308),
        (10.0, 309),
        (-10.0, 309),
        (0.0, 0),
        (inf, -1),
    ],
}
