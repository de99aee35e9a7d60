"""Elementary functions of complex numbers, and their parts."""

from typing import Any

import numpy as np

from jitscript import Array1, c64, c128, f32, f64, script


@script
def growing(z: Array1[c128]) -> tuple[Any, Any, Any, Any]:
    return np.exp(z), np.log(z), np.sqrt(z), np.square(z)


@script
def circular(z: Array1[c128]) -> tuple[Any, Any, Any]:
    return np.sin(z), np.cos(z), np.tan(z)


@script
def hyperbolic(z: Array1[c128]) -> tuple[Any, Any, Any]:
    return np.sinh(z), np.cosh(z), np.tanh(z)


@script
def inverse(z: Array1[c128]) -> tuple[Any, Any, Any, Any, Any, Any]:
    return (
        np.arcsin(z),
        np.arccos(z),
        np.arctan(z),
        np.arcsinh(z),
        np.arccosh(z),
        np.arctanh(z),
    )


@script
def in_single(z: Array1[c64]) -> tuple[Any, Any]:
    return np.exp(z), np.conj(z)


@script
def kinds(z: Array1[c128]) -> tuple[Any, Any, Any]:
    return np.isnan(z), np.isinf(z), np.isfinite(z)


@script
def parts(z: Array1[c128], x: Array1[f64]) -> tuple[Any, Any, Any, Any, Any]:
    return np.real(z), np.imag(z), np.angle(z), np.angle(x, deg=True), z.conj()


@script
def waves(n: int) -> Array1[c128]:
    return np.exp(-2.0j * np.pi * np.arange(n) / n)


@script
def one(z: complex) -> c128:
    return np.exp(z) + np.conj(np.complex128(z))


@script
def angle_of_one(z: complex, w: c64) -> tuple[f64, f64, f32, f64]:
    return np.angle(z), np.angle(z, deg=True), np.angle(w), np.angle(np.complex128(z))


Z = np.array([1 + 2j, -1.5 - 0.25j, 0.5 - 3j, 1e-3 + 1e-4j, 2 + 0j, -2 + 0j])
ODD = np.array([0j, complex(-0.0, 0.0), complex(0.0, -0.0), complex(np.inf, 1), complex(1, np.nan)])
CASES: dict[str, Any] = {
    "growing": [(Z,), (ODD[:1],), (np.empty(0, complex),)],
    "circular": [(Z,)],
    "hyperbolic": [(Z,)],
    "inverse": [(Z,)],
    "in_single": [(Z.astype(np.complex64),)],
    "kinds": [(Z,), (ODD,)],
    "parts": [(Z, np.array([1.0, -2.0, 0.0, -0.0])), (ODD[:3], np.zeros(1))],
    "waves": [(8,), (0,)],
    "one": [(1 + 2j,)],
    "angle_of_one": [(z, np.complex64(z)) for z in (1 + 2j, -2 + 0j, complex(-2, -0.0), 0j)],
}
ULP = 4
