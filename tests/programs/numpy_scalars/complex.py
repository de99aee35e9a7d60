"""NumPy's complex scalars."""

from itertools import product

import numpy as np
from jitscript import script


@script
def of_c128(a: np.complex128, b: np.complex128):
    return a + b, a - b, a * b


@script
def of_c64(a: np.complex64, b: np.complex64):
    return a + b, a - b, a * b


@script
def quotient(a: np.complex128, b: np.complex128):
    return a / b


@script
def parts(a: np.complex64):
    return a.real, a.imag, a.conjugate(), -a


@script
def equal(a: np.complex128, b: np.complex128) -> bool:
    return a == b


VALUES = (0j, 1 + 2j, -0.5j, 3.25 + 0j)
CASES = {
    "of_c128": list(product([np.complex128(v) for v in VALUES], repeat=2)),
    "of_c64": list(product([np.complex64(v) for v in VALUES], repeat=2)),
    "quotient": [
        (np.complex128(1 + 2j), np.complex128(3 - 1j)),
        (np.complex128(1), np.complex128(2j)),
    ],
    "parts": [(np.complex64(1.5 - 2j),)],
    "equal": [(np.complex128(1j), np.complex128(1j)), (np.complex128(1j), np.complex128(1))],
}
