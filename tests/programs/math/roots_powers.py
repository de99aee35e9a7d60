"""math: sqrt, pow, exp, log and their relatives, with domain errors."""

import math

from jitscript import script

VALUES = [
    (x,)
    for x in (
        0.0,
        -0.0,
        1.0,
        0.5,
        2.0,
        1e-300,
        1e300,
        709.0,
        710.0,
        -1.0,
        -745.5,
        math.inf,
        -math.inf,
        math.nan,
    )
]


@script
def sqrt(x: float) -> float:
    return math.sqrt(x)


@script
def exp(x: float) -> float:
    return math.exp(x)


@script
def expm1(x: float) -> float:
    return math.expm1(x)


@script
def log(x: float) -> float:
    return math.log(x)


@script
def log2(x: float) -> float:
    return math.log2(x)


@script
def log10(x: float) -> float:
    return math.log10(x)


@script
def log1p(x: float) -> float:
    return math.log1p(x)


@script
def power(x: float, y: float) -> float:
    return math.pow(x, y)


@script
def log_base(x: float, b: float) -> float:
    return math.log(x, b)


CASES = {name: VALUES for name in ("sqrt", "exp", "expm1", "log", "log2", "log10", "log1p")}
CASES["power"] = [(x, y) for (x,) in VALUES for y in (0.0, 0.5, -1.0, 3.0, math.inf, math.nan)]
CASES["log_base"] = [(8.0, 2.0), (0.0, 2.0), (2.0, 1.0), (100.0, 10.0), (5.0, -1.0)]
