"""Complex numbers in order: by the real parts, then by the imaginary ones; with what is real."""

import numpy as np

from jitscript import script


@script
def compared(a: np.ndarray, b: np.ndarray):
    return a < b, a <= b, a > b, a >= b, np.less(a, b), np.greater_equal(a, b)


@script
def with_numbers(a: np.ndarray):
    return a > 0, a <= 2.5, a < 1j, 1 + 1j >= a, a[a > 0], np.where(a > 1, a, 0)


@script
def of_scalars(a: np.ndarray, b: np.ndarray):
    return a[0] < b[0], a[1] >= b[1], a[0] < 1, 2.5 > a[1]


@script
def of_scalars_as_functions(a: np.ndarray, z: complex):
    """As of arrays: in no order where the imaginary part is no number."""
    return np.greater(a[0], 0), np.less(a[1], 2j), np.greater_equal(z, 0), np.less_equal(a[2], a[2])


NAN = float("nan")
ODD = np.array([complex(1, NAN), complex(NAN, 1), 1 + 2j, 1 + 1j, -0.0 + 0j, complex(NAN, NAN)])
CASES = {
    "compared": [
        (ODD, np.array([1, 1, 1 + 2j, 1 + 2j, 0j, 0])),
        (ODD, ODD),
        (ODD.astype(np.complex64), np.arange(6.0)),
        (np.arange(6), ODD),
        (np.arange(6, dtype=np.float32), ODD.astype(np.complex64)),
        lambda: (np.asfortranarray(ODD.reshape(2, 3)), np.arange(3, dtype=np.uint8)),
        (np.array([True, False]), np.array([1j, 1])),
    ],
    "with_numbers": [(ODD,), (ODD.astype(np.complex64),), (ODD[:0],)],
    "of_scalars_as_functions": [(ODD, complex(1, NAN)), (ODD[2:], 1j)],
    "of_scalars": [
        (ODD, ODD.real),
        (ODD[2:], ODD[3:].astype(np.complex64)),
        (ODD[2:], np.arange(4)),
    ],
}
