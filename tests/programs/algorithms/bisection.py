"""Bisection with a recursive and an iterative form."""

from jitscript import script


def polynomial(x: float) -> float:
    return ((x - 2.0) * x + 3.0) * x - 4.0


@script
def iterative(a: float, b: float, steps: int) -> float:
    fa = polynomial(a)
    if fa * polynomial(b) > 0:
        raise ValueError("no change of sign")
    for _ in range(steps):
        m = (a + b) / 2
        fm = polynomial(m)
        if fm == 0.0:
            return m
        if fa * fm < 0:
            b = m
        else:
            a, fa = m, fm
    return (a + b) / 2


@script
def recursive(a: float, b: float, steps: int) -> float:
    m = (a + b) / 2
    if steps == 0:
        return m
    if polynomial(a) * polynomial(m) <= 0:
        return recursive(a, m, steps - 1)
    return recursive(m, b, steps - 1)


CASES = {"iterative": [(0.0, 3.0, 40), (2.0, 3.0, 5)], "recursive": [(0.0, 3.0, 40)]}
