"""A complex number meets ints and floats."""

from jitscript import script


@script
def with_float(z: complex, x: float) -> tuple[complex, complex, complex, complex]:
    return z + x, x - z, z * x, z / x


@script
def with_int(z: complex, n: int) -> tuple[complex, complex, complex]:
    return z + n, n - z, z * n


@script
def square(z: complex) -> complex:
    return z * z + z


CASES = {
    "with_float": [(1 + 2j, 0.5), (-1j, -2.0), (1j, 0.0)],
    "with_int": [(1 + 2j, 3), (-1j, -2)],
    "square": [(1 + 2j,), (-0.5j,)],
}
