import numpy as np

from jitscript import Array1, Array2, f64, script


def pair(x: float) -> tuple[float, float]:
    return x, -x


@script
def all_at_once(a: Array1[f64], m: Array2[f64], tests: list[float]):
    b = np.vectorize(pair)(a)
    c = np.vectorize(pair, otypes="d")(a)
    rows = (m, m)
    d = np.block(rows)
    e = np.block([m, [m]])
    g = np.piecewise(a, tests, [1.0])
    h = np.piecewise(a, [a > 1], pair)
    return b, c, d, e, g, h
