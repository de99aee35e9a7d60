"""Parts, magnitude, conjugate and making of complex numbers."""

from jitscript import script


@script
def parts(z: complex) -> tuple[float, float]:
    return z.real, z.imag


@script
def size(z: complex) -> float:
    return abs(z)


@script
def mirrored(z: complex) -> complex:
    return z.conjugate()


@script
def made(a: float, b: float) -> complex:
    return complex(a, b)


@script
def literal(a: float) -> complex:
    return a + 2j


@script
def same(a: complex, b: complex) -> bool:
    return a == b


CASES = {
    "parts": [(3 - 4j,), (0j,)],
    "size": [(3 - 4j,), (0j,), (1e200 + 1e200j,)],
    "mirrored": [(3 - 4j,), (1 + 0j,)],
    "made": [(1.0, -0.0), (2.0, 3.0)],
    "literal": [(0.0,), (-1.5,)],
    "same": [(1j, 1j), (1j, 1 + 1j), (0j, -0j)],
}
