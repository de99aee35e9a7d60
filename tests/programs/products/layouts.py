"""Products to the last bit, by the layout of the operands: NumPy hands them to BLAS, copies them
first, or multiplies in loops of its own."""

from typing import Any

import numpy as np

from jitscript import Array1, Array2, Array3, c64, c128, f32, f64, script


@script
def doubles(a: Array2[f64], b: Array2[f64], x: Array1[f64], y: Array1[f64]):
    return a @ b, a @ x, x @ b, x @ y, np.dot(a, b), np.dot(a, x), np.dot(x, b), np.dot(x, y)


@script
def singles(a: Array2[f32], b: Array2[f32], x: Array1[f32], y: Array1[f32]):
    return a @ b, a @ x, x @ b, x @ y, np.dot(a, b), np.dot(a, x), np.dot(x, b), np.dot(x, y)


@script
def complexes(a: Array2[c128], b: Array2[c128], x: Array1[c128], y: Array1[c128]):
    return a @ b, a @ x, x @ b, x @ y, np.dot(a, b), np.dot(a, x), np.dot(x, b), np.dot(x, y)


@script
def single_complexes(a: Array2[c64], b: Array2[c64], x: Array1[c64], y: Array1[c64]):
    return a @ b, a @ x, x @ b, x @ y, np.dot(a, b), np.dot(a, x), np.dot(x, b), np.dot(x, y)


@script
def by_itself(a: Array2[f64]):
    return a @ a.T, a.T @ a, np.dot(a, a.T), np.inner(a, a), a[:, ::2] @ a.T[::2], np.cov(a)


@script
def stacks(a: Array3[f64], b: Array3[f64]) -> Array3[f64]:
    return a @ b


@script
def steps(a: Array2[f64], x: Array1[f64], n: int) -> Array1[f64]:
    for i in range(n):
        x = a @ x
        x /= np.linalg.norm(x)
    return x


def random(seed: int, shape: tuple[int, ...], dtype: Any) -> Any:
    """Of some layout."""
    r = np.random.default_rng([seed, *shape])
    steps = [int(r.choice([1, 1, 2, -1])) for _ in shape]
    x = r.random([n * abs(s) + 1 for n, s in zip(shape, steps, strict=True)]) - 0.5
    if dtype(0).dtype.kind == "c":
        x = x + 1j * x[..., ::-1]
    x = np.asarray(x, dtype, order=r.choice(["C", "F"]))
    x = x[tuple(slice(None, None, s) for s in steps)][tuple(slice(0, n) for n in shape)]
    return np.broadcast_to(x[:1], shape) if seed % 9 == 0 else x


def operands(seed: int, n: int, k: int, m: int, dtype: Any) -> Any:
    shapes = (n, k), (k, m), (k,), (k,)
    return tuple(random(4 * seed + i, shape, dtype) for i, shape in enumerate(shapes))


SIZES = [
    *((2, 2, 2), (3, 15, 15), (16, 3, 4), (1, 20, 17), (17, 20, 1), (33, 2, 5), (5, 1, 4)),
    *((0, 3, 2), (2, 0, 3), (1, 1, 1), (1, 9, 1), (40, 64, 33), (1, 16, 9), (12, 16, 9)),
]


def cases(dtype: Any, least: int = 0) -> Any:
    found = [(s, *size, dtype) for s in range(3) for size in SIZES if min(size) >= least]
    return [operands(i, *rest) for i, (_, *rest) in enumerate(found)]


CASES: dict[str, Any] = {
    "doubles": cases(np.float64),
    "singles": cases(np.float32),
    "complexes": cases(np.complex128),
    "single_complexes": cases(np.complex64),
    "by_itself": [
        (random(i, size, np.float64),)
        for i, size in enumerate([(3, 5), (17, 9), (20, 33), (9, 2), (2, 40), (12, 16)])
    ],
    "stacks": [
        (random(i, (s, n, k), np.float64), random(i + 1, (t, k, m), np.float64))
        for i, (s, t, n, k, m) in enumerate(
            [(3, 3, 4, 20, 5), (3, 1, 17, 2, 1), (1, 2, 1, 9, 1), (2, 2, 20, 21, 22)]
        )
    ],
    "steps": [(random(1, (n, n), np.float64), np.ones(n), 9) for n in (2, 3, 20)],
}
