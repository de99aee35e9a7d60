"""math: gcd, lcm, factorial, comb, perm, isqrt."""

import math

from jitscript import script


@script
def gcd(a: int, b: int) -> int:
    return math.gcd(a, b)


@script
def gcd_many(a: int, b: int, c: int) -> tuple[int, int, int]:
    return math.gcd(a, b, c), math.gcd(a), math.gcd()


@script
def lcm(a: int, b: int) -> int:
    return math.lcm(a, b)


@script
def factorial(n: int) -> int:
    return math.factorial(n)


@script
def comb(n: int, k: int) -> int:
    return math.comb(n, k)


@script
def perm(n: int, k: int) -> int:
    return math.perm(n, k)


@script
def isqrt(n: int) -> int:
    return math.isqrt(n)


CASES = {
    "gcd": [(12, 18), (-12, 18), (0, 0), (0, -5), (2**62, 6)],
    "gcd_many": [(12, 18, 27)],
    "lcm": [(4, 6), (-4, 6), (0, 5), (21, 6)],
    "factorial": [(0,), (1,), (20,), (-1,)],
    "comb": [(5, 2), (0, 0), (5, 6), (60, 30), (-1, 2), (2, -1)],
    "perm": [(5, 2), (5, 0), (5, 6), (20, 20), (-1, 2), (2, -1)],
    "isqrt": [(0,), (1,), (15,), (16,), (2**62,), (2**63 - 1,), (3037000499**2,), (-1,)],
}
OVERFLOWS = {
    "factorial": [(21,)],
    "lcm": [(2**62, 3)],
    "gcd": [(-(2**63), 0)],
    "comb": [(70, 35)],
    "perm": [(21, 21)],
}
