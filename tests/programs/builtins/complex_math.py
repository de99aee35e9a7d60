"""cmath whole: values at the ends, branch cuts, signed zeros, errors; ints and floats given."""

import cmath

from jitscript import script


@script
def powers(z: complex) -> tuple[complex, complex]:
    return cmath.sqrt(z), cmath.exp(z)


@script
def logs(z: complex, base: complex) -> tuple[complex, complex, complex]:
    return cmath.log(z), cmath.log10(z), cmath.log(z, base)


@script
def circular(z: complex) -> tuple[complex, complex, complex]:
    return cmath.sin(z), cmath.cos(z), cmath.tan(z)


@script
def hyperbolic(z: complex) -> tuple[complex, complex, complex]:
    return cmath.sinh(z), cmath.cosh(z), cmath.tanh(z)


@script
def inverse(z: complex) -> tuple[complex, complex, complex]:
    return cmath.asin(z), cmath.acos(z), cmath.atan(z)


@script
def inverse_hyperbolic(z: complex) -> tuple[complex, complex, complex]:
    return cmath.asinh(z), cmath.acosh(z), cmath.atanh(z)


@script
def polar(z: complex) -> tuple[float, float, float, complex]:
    r, phi = cmath.polar(z)
    return cmath.phase(z), r, phi, cmath.rect(r, phi)


@script
def kinds(z: complex, w: complex) -> tuple[bool, bool, bool, bool, bool]:
    close = cmath.isclose(z, w)
    loose = cmath.isclose(z, w, rel_tol=0.5, abs_tol=1.0)
    return cmath.isnan(z), cmath.isinf(z), cmath.isfinite(z), close, loose


@script
def of_numbers(n: int, x: float) -> tuple[complex, complex, complex]:
    return cmath.sqrt(n), cmath.sqrt(x), cmath.exp(1j * cmath.pi) + cmath.e


@script
def roots(a: float, b: float, c: float) -> list[complex]:
    d = cmath.sqrt(b * b - 4 * a * c)
    return [(-b - d) / (2 * a), (-b + d) / (2 * a)]


INF, NAN = float("inf"), float("nan")
PARTS = (0.0, -0.0, 1.0, -1.5, 800.0, 1e-300, INF, NAN)
VALUES = [(complex(x, y),) for x in PARTS for y in (0.0, -0.0, 0.5, -2.0, INF, NAN)]
CASES = {
    name: VALUES
    for name in ("powers", "circular", "hyperbolic", "inverse", "inverse_hyperbolic", "polar")
}
CASES["logs"] = [(z, base) for (z,) in VALUES[::3] for base in (2 + 0j, 1j)]
CASES["kinds"] = [(z, w) for (z,) in VALUES[::5] for w in (z, z * 1.4, 1j)]
CASES["of_numbers"] = [(4, 2.0), (-4, -2.25), (0, -0.0)]
CASES["roots"] = [(1.0, -3.0, 2.0), (1.0, 2.0, 5.0), (0.0, 1.0, 1.0)]
