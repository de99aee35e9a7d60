"""math: trigonometric and hyperbolic functions and their inverses."""

import math

from jitscript import script

VALUES = [(x,) for x in (0.0, -0.0, 0.5, 1.0, -1.0, 2.0, 1e-10, 1e22, 710.5, math.inf, math.nan)]


@script
def sin(x: float) -> float:
    return math.sin(x)


@script
def cos(x: float) -> float:
    return math.cos(x)


@script
def tan(x: float) -> float:
    return math.tan(x)


@script
def asin(x: float) -> float:
    return math.asin(x)


@script
def acos(x: float) -> float:
    return math.acos(x)


@script
def atan(x: float) -> float:
    return math.atan(x)


@script
def sinh(x: float) -> float:
    return math.sinh(x)


@script
def cosh(x: float) -> float:
    return math.cosh(x)


@script
def tanh(x: float) -> float:
    return math.tanh(x)


@script
def asinh(x: float) -> float:
    return math.asinh(x)


@script
def acosh(x: float) -> float:
    return math.acosh(x)


@script
def atanh(x: float) -> float:
    return math.atanh(x)


@script
def atan2(y: float, x: float) -> float:
    return math.atan2(y, x)


@script
def angles(x: float) -> tuple[float, float]:
    return math.degrees(x), math.radians(x)


CASES = {
    name: VALUES
    for name in (
        "sin",
        "cos",
        "tan",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "asinh",
        "acosh",
        "atanh",
        "angles",
    )
}
CASES["atan2"] = [(a, b) for a in (0.0, -0.0, 1.0, -2.0) for b in (0.0, -0.0, 3.0, -math.inf)]
