"""Numerical integration by Simpson's and the trapezoid rule."""

import math

from jitscript import script


def integrand(x: float) -> float:
    return math.exp(-x * x) * math.cos(3.0 * x)


@script
def simpson(a: float, b: float, n: int) -> float:
    if n % 2:
        raise ValueError("n must be even")
    h = (b - a) / n
    s = integrand(a) + integrand(b)
    for i in range(1, n):
        s += (4 if i % 2 else 2) * integrand(a + i * h)
    return s * h / 3


@script
def trapezoid(a: float, b: float, n: int) -> float:
    h = (b - a) / n
    s = 0.5 * (integrand(a) + integrand(b))
    for i in range(1, n):
        s += integrand(a + i * h)
    return s * h


CASES = {
    "simpson": [(0.0, 2.0, 100), (0.0, 2.0, 7), (1.0, 1.0, 2), (0.0, 1.0, 0)],
    "trapezoid": [(0.0, 2.0, 100), (2.0, 0.0, 10), (0.0, 1.0, 0)],
}
