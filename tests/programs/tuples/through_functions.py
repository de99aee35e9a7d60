"""Tuples as arguments and results of functions."""

from jitscript import script


@script
def add(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    return a[0] + b[0], a[1] + b[1]


@script
def scale(a: tuple[float, float], s: float) -> tuple[float, float]:
    x, y = a
    return x * s, y * s


@script
def walk(n: int) -> tuple[float, float]:
    p = (0.0, 0.0)
    for i in range(n):
        p = add(p, scale((1.0, 0.5), i))
    return p


@script
def spread(a: int, b: int) -> int:
    q, r = divmod(a, b)
    return q * 1000 + r


CASES = {
    "add": [((1.0, 2.0), (3.0, 4.0))],
    "scale": [((1.0, 2.0), -0.5)],
    "walk": [(0,), (4,)],
    "spread": [(17, 5), (-17, 5)],
}
