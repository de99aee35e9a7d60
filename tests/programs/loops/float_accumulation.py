"""Sums keep Python's order of additions: no reassociation."""

from jitscript import script


@script
def harmonic(n: int) -> float:
    s = 0.0
    for i in range(1, n + 1):
        s += 1 / i
    return s


@script
def alternating(n: int) -> float:
    s = 0.0
    sign = 1.0
    for i in range(n):
        s += sign / (2 * i + 1)
        sign = -sign
    return 4 * s


@script
def product(n: int) -> float:
    p = 1.0
    for i in range(1, n):
        p *= 1.0 - 1.0 / (i * i + 1)
    return p


CASES = {"harmonic": [(0,), (1,), (1000,)], "alternating": [(1000,)], "product": [(500,)]}
