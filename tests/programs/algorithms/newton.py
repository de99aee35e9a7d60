"""Newton's method for roots and for integer square roots."""

import math

from jitscript import script


@script
def square_root(x: float, tolerance: float = 1e-12) -> float:
    if x < 0.0:
        raise ValueError(f"no real root of {x}")
    guess = x if x > 1.0 else 1.0
    for _ in range(100):
        following = 0.5 * (guess + x / guess)
        if abs(following - guess) < tolerance * guess:
            return following
        guess = following
    return guess


@script
def kepler(mean: float, eccentricity: float) -> float:
    e = mean
    while True:
        delta = (e - eccentricity * math.sin(e) - mean) / (1 - eccentricity * math.cos(e))
        e -= delta
        if abs(delta) < 1e-12:
            break
    return e


@script
def integer_root(n: int) -> int:
    x = n
    y = (x + 1) // 2
    while y < x:
        x = y
        y = (x + n // x) // 2
    return x


CASES = {
    "square_root": [(2.0,), (0.25,), (1e10,), (-1.0,), (0.0,)],
    "kepler": [(1.0, 0.3), (0.1, 0.9)],
    "integer_root": [(1,), (15,), (16,), (10**18,), (0,)],
}
