"""Statistics of complex numbers and of halves: what is conjugated, in which type it adds up."""

from typing import Any

import numpy as np

from jitscript import Array1, Array2, c64, c128, f16, f32, f64, script, u8


@script
def covariances(m: Array2[c128], a: Array1[c128], b: Array1[c128]) -> tuple[Any, ...]:
    return np.cov(m), np.corrcoef(m), np.cov(a), np.cov(a, b), np.corrcoef(a, b)


@script
def of_reals(m: Array2[f64]) -> tuple[Any, ...]:
    return np.cov(m), np.corrcoef(m)


@script
def convolved(a: Array1[c64], b: Array1[c64]) -> tuple[Any, ...]:
    return np.convolve(a, b), np.convolve(a, b, "same"), np.correlate(a, b, "full")


@script
def convolved_halves(a: Array1[f16], b: Array1[f16]) -> tuple[Any, ...]:
    return np.convolve(a, b), np.convolve(a, b, "same"), np.correlate(a, b, "valid")


@script
def averages(a: Array1[f16], b: Array1[f32], d: Array1[u8]) -> tuple[Any, ...]:
    return (
        np.average(a, weights=a),
        np.average(b, weights=b),
        np.average(d, weights=b),
        np.average(a, weights=b),
        np.average(b, weights=d),
    )


@script
def average_of_shapes(m: Array2[f64], w: Array1[f64]) -> Any:
    return np.average(m, weights=w)


@script
def halves(a: Array1[f16], m: Array2[f16]) -> tuple[Any, ...]:
    return np.gradient(a), np.gradient(m), np.histogram(a, 4), np.gradient(a, 0.5)


@script
def spreads(m: Array2[c64]) -> tuple[Any, ...]:
    return np.nanstd(m, axis=0), np.nanvar(m), np.linalg.norm(m, axis=1)


@script
def polynomials(p: Array1[c128], x: Array1[c128]) -> tuple[Any, ...]:
    return np.polyval(p, x), np.polyval(p, x[0]), np.cross(p[:3], x[:3])


r = np.random.default_rng(8)


def random(dtype: Any, *shape: int) -> Any:
    x = r.standard_normal(shape)
    return np.asarray(x + 1j * r.standard_normal(shape) if dtype in "FD" else x, dtype)


CASES: dict[str, Any] = {
    "covariances": [
        (random("D", k, n), random("D", n), random("D", n)) for k, n in ((2, 3), (4, 20))
    ],
    "of_reals": [(random("d", k, n),) for k, n in ((2, 3), (4, 20))],
    "convolved": [(random("F", n), random("F", m)) for n, m in ((5, 3), (30, 20), (40, 5), (3, 9))],
    "convolved_halves": [(random("e", n), random("e", m)) for n, m in ((5, 3), (30, 20), (3, 9))],
    "averages": [
        (random("e", n), random("f", n), np.arange(n, dtype=np.uint8)) for n in (2, 9, 40)
    ],
    "average_of_shapes": [(random("d", 2, 3), random("d", 6))],
    "halves": [(random("e", n), random("e", n, n)) for n in (2, 9)],
    "spreads": [(random("F", n, 7),) for n in (2, 9)],
    "polynomials": [(random("D", n), random("D", n)) for n in (3, 9)],
}
