"""math: functions of any number of arguments, and points of any dimension."""

import math

from jitscript import script


@script
def divisors(a: int, b: int, c: int, d: int, e: int) -> tuple[int, int, int]:
    return math.gcd(a, b, c, d, e), math.gcd(a), math.gcd(a, b, c)


@script
def multiples(a: int, b: int, c: int, d: int, e: int) -> int:
    return math.lcm(a, b, c, d, e)


@script
def length(a: float, b: float, c: int) -> tuple[float, float]:
    return math.hypot(a, b, c, a, b), math.hypot(a, c)


@script
def distance(a: float, b: float, c: int) -> tuple[float, float, float]:
    return math.dist((a, b, c, a), (c, a, b, b)), math.dist([a, b], [b, b]), math.dist((), ())


@script
def wrong_distance(p: tuple[float, float], q: list[float]) -> float:
    return math.dist(p, q)


CASES = {
    "divisors": [(12, 18, 24, 30, 36), (0, 0, 0, 0, 0), (-8, 4, -12, 20, 40), (7, 0, 0, 0, 0)],
    "multiples": [(1, 2, 3, 4, 5), (2**62, 0, 3, 5, 7), (-4, 6, 10, 1, 1)],
    "length": [(3.0, 4.0, 5), (1e300, 1e300, 0), (math.inf, math.nan, 1), (5e-324, 0.0, 0)],
    "distance": [(3.0, 4.0, 5), (1e308, -1e308, 0), (0.1, 0.2, 3)],
    "wrong_distance": [((1.0, 2.0), [3.0]), ((1.0, 2.0), [4.0, 6.0])],
}
OVERFLOWS = {"multiples": [(2**40, 3**20, 5**10, 7, 11)]}
