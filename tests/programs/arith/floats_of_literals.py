"""`float` of texts that are written down: numbers of the program, or the error of the call."""

import math

from jitscript import script


@script
def ends(xs: list[float]) -> tuple[float, float]:
    least, most = float("inf"), float("-inf")
    for x in xs:
        least, most = min(least, x), max(most, x)
    return least, most


@script
def written() -> list[float]:
    return [
        *(float("1.5"), float(" 2e3\n"), float("-0.0"), float("1_000.25"), float("infinity")),
        *(float("1e400"), float("5e-324"), float("+Inf"), float("-1e-400"), float("0.1")),
    ]


@script
def nans() -> tuple[float, float, float]:
    a, b, c = float("nan"), float("-nan"), float("NaN")
    return math.copysign(1.0, a), math.copysign(1.0, b), math.copysign(1.0, c)


@script
def no_number(which: int) -> float:
    if which == 0:
        return float("one")
    if which == 1:
        return float("")
    if which == 2:
        return float("1__0")
    return float("0x10")


@script
def as_a_key(x: float) -> int:
    return {float("2"): 1, float("inf"): 2}.get(x, 0)


CASES = {
    "ends": [([],), ([3.0, -1.5, 2.0],), ([float("inf")],)],
    "written": [()],
    "nans": [()],
    "no_number": [(0,), (1,), (2,), (3,)],
    "as_a_key": [(2.0,), (float("inf"),), (float("nan"),)],
}
