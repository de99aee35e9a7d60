"""math: erf, erfc, gamma, lgamma, hypot, dist."""

import math

from jitscript import script

VALUES = [
    (x,)
    for x in (
        0.5,
        1.0,
        2.5,
        -0.5,
        -1.5,
        5.0,
        26.0,
        100.0,
        0.0,
        -1.0,
        180.0,
        math.inf,
        -math.inf,
        math.nan,
    )
]


@script
def erf(x: float) -> float:
    return math.erf(x)


@script
def erfc(x: float) -> float:
    return math.erfc(x)


@script
def gamma(x: float) -> float:
    return math.gamma(x)


@script
def lgamma(x: float) -> float:
    return math.lgamma(x)


@script
def hypot(x: float, y: float) -> float:
    return math.hypot(x, y)


@script
def hypot3(x: float, y: float, z: float) -> float:
    return math.hypot(x, y, z)


@script
def dist(p: tuple[float, float], q: tuple[float, float]) -> float:
    return math.dist(p, q)


CASES = {name: VALUES for name in ("erf", "erfc", "gamma", "lgamma")}
CASES["hypot"] = [
    (3.0, 4.0),
    (1e200, 1e200),
    (1e-200, 1e-200),
    (math.inf, math.nan),
    (0.0, -0.0),
    (0.1, 0.2),
]
CASES["hypot3"] = [(1.0, 2.0, 2.0), (0.1, 0.2, 0.3)]
CASES["dist"] = [((0.0, 0.0), (3.0, 4.0)), ((0.1, 0.2), (0.4, -0.7))]
