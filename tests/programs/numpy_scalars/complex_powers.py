"""Powers of NumPy's complex numbers: products for small whole exponents, libm's cpow otherwise."""

import math

import numpy as np

from jitscript import c64, c128, script

inf, nan = math.inf, math.nan
PARTS = [(0.0, 0.0), (-0.0, 0.0), (0.0, -0.0), (1.0, -0.0), (-2.0, 1.5), (inf, 0.0), (1.0, nan)]
BASES = [complex(x, y) for x, y in PARTS] + [complex(0.3, -0.7), 1e200j, complex(-inf, 2.0)]
EXPONENTS = [0j, 1 + 0j, 2 + 0j, 3 + 0j, 4 + 0j, -1 + 0j, -2 + 0j, 99 + 0j, 100 + 0j, -99 + 0j]
EXPONENTS += [0.5 + 0j, 2 + 1e-9j, -0.5j, complex(-1, 2), complex(nan, 0), complex(inf, 0), 1j]


@script
def power(a: c128, b: c128):
    return a**b


@script
def power_single(a: c64, b: c64):
    return a**b


@script
def mixed(a: c64, n: int, x: float, z: complex):
    return a**n, a**x, a**z, n**a, x**a, z**a


@script
def literals(a: c128, b: c64):
    return a**0, a**1, a**2, a**3, a**4, a**-1, a**0.5, a**1j, b**2, b**-3, 2**b, 0.5**a


@script
def into(a: c128, n: int):
    a **= n
    return a


CASES = {
    "power": [(np.complex128(a), np.complex128(b)) for a in BASES for b in EXPONENTS],
    "power_single": [(np.complex64(a), np.complex64(b)) for a in BASES for b in EXPONENTS],
    "mixed": [
        (np.complex64(0.3 - 0.7j), 3, 1.5, 1 - 1j),
        (np.complex64(-2), -3, -0.5, 0j),
        (np.complex64(complex(inf, -1)), 2, 2.0, 1j),
    ],
    "literals": [(np.complex128(a), np.complex64(a)) for a in BASES if abs(a) < 1e19],
    "into": [(np.complex128(1 - 2j), 5), (np.complex128(1 - 2j), -200), (np.complex128(0), -1)],
}
