"""math: isnan, isinf, isfinite, isclose, nextafter, ulp."""

import math

from jitscript import script

VALUES = [(x,) for x in (0.0, -0.0, 1.0, 5e-324, 1e308, math.inf, -math.inf, math.nan)]


@script
def kinds(x: float) -> tuple[bool, bool, bool]:
    return math.isnan(x), math.isinf(x), math.isfinite(x)


@script
def close(a: float, b: float) -> bool:
    return math.isclose(a, b)


@script
def close_with(a: float, b: float, r: float, t: float) -> bool:
    return math.isclose(a, b, rel_tol=r, abs_tol=t)


@script
def next_after(a: float, b: float) -> float:
    return math.nextafter(a, b)


@script
def ulp(a: float) -> float:
    return math.ulp(a)


CASES = {
    "kinds": VALUES,
    "ulp": VALUES,
    "close": [
        (1.0, 1.0 + 1e-10),
        (1.0, 1.001),
        (math.inf, math.inf),
        (math.inf, 1.0),
        (math.nan, math.nan),
        (0.0, 1e-12),
    ],
    "close_with": [(1.0, 1.1, 0.2, 0.0), (0.0, 1e-12, 0.0, 1e-9), (1.0, 2.0, -1.0, 0.0)],
    "next_after": [(1.0, 2.0), (1.0, 0.0), (0.0, -1.0), (math.inf, 0.0), (1.0, 1.0)],
}
