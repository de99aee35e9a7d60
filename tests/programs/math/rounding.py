"""math: floor, ceil, trunc give ints; fmod, modf, remainder, frexp, ldexp."""

import math

from jitscript import script

VALUES = [
    (x,)
    for x in (
        0.0,
        -0.0,
        0.5,
        -0.5,
        2.7,
        -2.7,
        1e15 + 0.5,
        -9.223372036854775e18,
        math.inf,
        -math.inf,
        math.nan,
    )
]


@script
def floor(x: float) -> int:
    return math.floor(x)


@script
def ceil(x: float) -> int:
    return math.ceil(x)


@script
def trunc(x: float) -> int:
    return math.trunc(x)


@script
def modf(x: float) -> tuple[float, float]:
    return math.modf(x)


@script
def frexp(x: float) -> tuple[float, int]:
    return math.frexp(x)


@script
def fabs(x: float) -> float:
    return math.fabs(x)


@script
def fmod(x: float, y: float) -> float:
    return math.fmod(x, y)


@script
def remainder(x: float, y: float) -> float:
    return math.remainder(x, y)


@script
def ldexp(x: float, n: int) -> float:
    return math.ldexp(x, n)


@script
def copysign(x: float, y: float) -> float:
    return math.copysign(x, y)


@script
def of_int(n: int) -> tuple[int, int, int]:
    return math.floor(n), math.ceil(n), math.trunc(n)


PAIRS = [(x, y) for (x,) in VALUES for y in (1.0, -2.5, 0.0, math.inf)]
CASES = {name: VALUES for name in ("floor", "ceil", "trunc", "modf", "frexp", "fabs")}
CASES |= {name: PAIRS for name in ("fmod", "remainder", "copysign")}
CASES["ldexp"] = [
    (0.75, 3),
    (1.0, -1074),
    (1.0, 2000),
    (1.0, -3000),
    (0.0, 10**12),
    (math.inf, 1),
    (1.5, 2**62),
]
CASES["of_int"] = [(5,), (-5,)]
OVERFLOWS = {"floor": [(1e19,)], "ceil": [(-1e19,)], "trunc": [(2.0**63,)]}
