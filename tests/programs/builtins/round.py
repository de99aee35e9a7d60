"""round: ties to even; to digits by the shortest decimal."""

from math import inf, nan

from jitscript import script


@script
def to_int(x: float) -> int:
    return round(x)


@script
def digits(x: float, n: int) -> float:
    return round(x, n)


@script
def two(x: float) -> float:
    return round(x, 2)


@script
def of_int(n: int) -> int:
    return round(n)


CASES = {
    "to_int": [(x,) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4999, 1e15 + 0.5, -0.0, inf, nan)],
    "digits": [
        (2.675, 2),
        (1.005, 2),
        (1234.5678, -2),
        (0.5, 0),
        (2.5, 0),
        (1e300, 5),
        (1.25, 1),
        (nan, 2),
        (inf, 1),
        (-0.04, 1),
        (5.015, 2),
        (1e22, 3),
        (123.456, 400),
        (7.7, -400),
    ],
    "two": [(x,) for x in (0.125, 0.375, 2.345, -1.115, 1e16 / 3)],
    "of_int": [(5,), (-5,)],
}
OVERFLOWS = {"to_int": [(1e19,)]}
