"""Products of matrices of whole numbers, which are exact, around the sizes of the kernel's blocks."""

from typing import Any

import numpy as np

from jitscript import Array2, f32, f64, script


@script
def doubles(a: Array2[f64], b: Array2[f64]) -> Array2[f64]:
    return a @ b


@script
def singles(a: Array2[f32], b: Array2[f32]) -> Array2[f32]:
    return a @ b


def ints(seed: int, *shape: int) -> Any:
    return np.random.default_rng(seed).integers(-9, 10, shape) * 1.0


SIZES = [
    (n, k, m)
    for n in (1, 2, 3, 4, 5, 6, 7, 9)
    for k, m in ((1, 8), (3, 9), (4, 17), (6, 33), (127, 8), (129, 511), (131, 513), (258, 9))
]
PAIRS = [(ints(n, n, k), ints(k, k, m)) for n, k, m in SIZES]
CASES: dict[str, Any] = {
    "doubles": [
        *PAIRS[::2],
        *((a[::-1], b[:, ::-1]) for a, b in PAIRS[1::4]),
        *((np.asfortranarray(a), np.asfortranarray(b)) for a, b in PAIRS[3::4]),
    ],
    "singles": [(a.astype(np.float32), b.astype(np.float32)) for a, b in PAIRS[1::3]],
}
