"""Products of complex elements, to the last bit: NumPy's loops over arrays fuse a product and a
sum where the processor can, its arithmetic of numbers does not."""

from typing import Any

import numpy as np

from jitscript import Array0, Array1, Array2, c64, c128, f64, script


@script
def products(a: Array2[c128], b: Array2[c128], x: Array1[c128]):
    return a * b, np.multiply(a, x), x * a, a[:, ::2] * b[:, ::2], a.T * b.T, x[::-1] * x


@script
def single_products(a: Array2[c64], b: Array2[c64], x: Array1[c64]):
    return a * b, np.multiply(a, x), x * a, a[:, ::2] * b[:, ::2], a.T * b.T


@script
def by_numbers(x: Array1[c128], z: complex, w: np.complex128, n: Array0[c128]):
    return x * z, z * x, x * w, w * x, x * n, n * x, n * n, n * w, np.multiply(w, w), w * w, z * z


@script
def with_reals(x: Array1[c128], r: Array1[f64]):
    return x * r, r * x, x * 2.5, -1.5 * x, x * 3


@script
def mixed(x: Array1[c128], s: Array1[c64]):
    return x * s, s * x, s * 1j


@script
def in_place(x: Array1[c128], y: Array1[c128], z: complex):
    x *= y
    y *= z
    x[::2] *= x[::2]
    return x, y


@script
def squares(x: Array1[c128], s: Array1[c64], w: np.complex128):
    return np.square(x), x**2, s**2, w**2, np.power(x, 2)


@script
def joined(x: Array1[c128], y: Array1[c128]):
    return x * y + y * x - x * x * y, np.sum(x * y), np.outer(x, y), np.kron(x, y)


@script
def element_by_element(x: Array1[c128], y: Array1[c128]):
    found = np.zeros(len(x), np.complex128)
    for i in range(len(x)):
        found[i] = x[i] * y[i]
    return found


def random(seed: int, shape: Any, dtype: Any = np.complex128) -> Any:
    r = np.random.default_rng(seed)
    return np.asarray(r.standard_normal(shape) + 1j * r.standard_normal(shape), dtype)


def three(n: int, m: int, dtype: Any = np.complex128) -> Any:
    return random(n, (n, m), dtype), random(m + 50, (n, m), dtype), random(9, (m,), dtype)


SIZES = [(2, 3), (3, 2), (5, 17), (17, 4)]
LENGTHS = (2, 3, 4, 9, 33)
SPECIAL = np.array([complex(np.inf, 1), complex(0.0, -0.0), complex(-0.0, np.nan), 1e308 + 1e308j])
CASES: dict[str, Any] = {
    "products": [three(*size) for size in SIZES],
    "single_products": [three(*size, np.complex64) for size in SIZES],
    "by_numbers": [
        (random(n, n), complex(random(1, ())), random(2, ())[()], np.array(random(3, ())))
        for n in LENGTHS
    ],
    "with_reals": [(random(n, n), random(n + 1, n).real.copy()) for n in LENGTHS]
    + [(SPECIAL, np.array([0.0, -0.0, np.inf, -3.0]))],
    "mixed": [(random(n, n), random(n + 1, n, np.complex64)) for n in LENGTHS],
    "in_place": [(random(n, n), random(n + 1, n), 0.3 - 0.7j) for n in LENGTHS],
    "squares": [(random(n, n), random(n, n, np.complex64), random(n, ())[()]) for n in LENGTHS],
    "joined": [(random(n, n), random(n + 1, n)) for n in LENGTHS]
    + [(SPECIAL, SPECIAL[::-1].copy())],
    "element_by_element": [(random(n, n), random(n + 1, n)) for n in LENGTHS],
}
