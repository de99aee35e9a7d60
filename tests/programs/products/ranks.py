"""`dot`, `inner` and `vdot` by the ranks of their operands, to the last bit: NumPy takes other
functions of BLAS for a number, for sums of their own beyond two axes, and for single elements."""

from typing import Any

import numpy as np

from jitscript import Array0, Array1, Array2, Array3, c64, c128, f16, f32, f64, i64, script


@script
def many(a: Array3[f64], b: Array3[f64], m: Array2[f64], x: Array1[f64]):
    return np.inner(a, a), np.inner(a, m.T), np.inner(x, a), np.dot(a, b), np.dot(m.T, b)


@script
def fewer(a: Array3[f64], b: Array3[f64], m: Array2[f64], x: Array1[f64]):
    return np.inner(m.T, a), np.inner(a, x), np.dot(x, b), np.dot(a, m), np.dot(a, x)


@script
def of_singles(a: Array3[f32], b: Array3[f32]):
    return np.inner(a, a), np.dot(a, b)


@script
def of_complexes(a: Array3[c128], b: Array3[c128]):
    return np.inner(a, a), np.dot(a, b)


@script
def of_halves(a: Array3[f16], b: Array3[f16]):
    return np.inner(a, a), np.dot(a, b)


@script
def of_ints(a: Array3[i64], b: Array3[i64]):
    return np.inner(a, a), np.dot(a, b)


@script
def not_aligned(a: Array3[f64], b: Array3[f64], which: int):
    if which == 0:
        return np.inner(a, b)
    return np.dot(a, b)


@script
def by_zero(a: Array1[f64], m: Array2[f64], zero: Array0[f64]):
    return np.dot(0.0, a), np.dot(m, zero), np.inner(zero, m), np.dot(a[:1], m[:1] * 0.0)


@script
def signs(a: Array1[f64]):
    return np.dot(a[:1], a[1:2]), np.dot(a, a), np.vdot(a[:1], a[1:2]), np.dot(a[0], a[1])


@script
def by_one(a: Array2[c128], x: Array1[c128], one: Array2[c128], number: Array0[c128]):
    return (
        np.dot(a, number),
        np.dot(number, x),
        np.dot(x[:, None], one),
        np.dot(one, x[None, :]),
        np.dot(one[0], x[None, :]),
        np.dot(a[:, :1], one[0]),
        np.dot(one, one),
        np.inner(x[:, None], one),
    )


@script
def by_single_one(a: Array2[c64], x: Array1[c64], one: Array2[c64], number: Array0[c64]):
    return np.dot(a, number), np.dot(number, x), np.dot(x[:, None], one), np.dot(one, x[None, :])


@script
def conjugates(x: Array1[c128], y: Array1[c128], a: Array2[c64], b: Array2[c64]):
    return np.vdot(x, y), np.vdot(y, y), np.vdot(a, b), np.vdot(a.T, b.T)


@script
def of_reals(x: Array1[f64], y: Array1[f64], a: Array2[i64], b: Array2[i64]):
    return np.vdot(x, y), np.vdot(a, b), np.vdot(a, a.T)


def random(seed: int, shape: tuple[int, ...], dtype: Any = np.float64) -> Any:
    x = np.random.default_rng([seed, *shape]).random(shape) - 0.5
    if dtype in (np.complex64, np.complex128):
        x = x + 1j * x[..., ::-1] ** 2
    return np.asarray(x, dtype) if dtype is not np.int64 else np.asarray(20 * x, dtype)


def cube(seed: int, k: int) -> Any:
    a = random(seed, (2, 3, 2 * k))
    return a[..., ::2] if seed % 2 else a[..., :k]


RANKS = [
    (cube(s, k), random(s, (3, k, 2)), random(s, (k, 4)), random(s, (2 * k,))[:: 1 + s % 2][:k])
    for s in range(3)
    for k in (1, 3, 17)
]
BACKWARDS = [
    (cube(0, 5)[..., ::-1], random(0, (3, 5, 2))[:, ::-1], random(0, (5, 4)), random(0, (5,))[::-1])
]
SHAPES = [(1, 1), (3, 4), (4, 1), (1, 5), (9, 17), (0, 3)]


def ones(dtype: Any) -> Any:
    return [
        (
            random(s, shape, dtype),
            random(s, (n,), dtype),
            random(n, (1, 1), dtype),
            np.array(number),
        )
        for number in (random(7, (), np.float64).astype(dtype) * dtype(0.3 + 0.7j),)
        for s, (shape, n) in enumerate(zip(SHAPES[:5], (1, 2, 3, 9, 33), strict=True))
    ]


CASES: dict[str, Any] = {
    "many": RANKS + BACKWARDS,
    "fewer": RANKS + BACKWARDS,
    "of_singles": [
        (random(1, (2, 3, k), np.float32), random(2, (2, k, 3), np.float32)) for k in (2, 33)
    ],
    "of_complexes": [
        (random(1, (2, 3, k), np.complex128), random(2, (2, k, 3), np.complex128))
        for k in (1, 2, 33)
    ],
    "of_halves": [(random(1, (2, 3, 9), np.float16), random(2, (2, 9, 3), np.float16))],
    "of_ints": [(random(1, (2, 3, 9), np.int64), random(2, (2, 9, 3), np.int64))],
    "not_aligned": [(cube(0, 5), cube(0, 4), which) for which in (0, 1)],
    "by_zero": [
        (np.array([np.inf, -1.0, np.nan]), np.array([[np.inf, -0.0], [1.0, np.nan]]), np.array(0.0))
    ],
    "signs": [(np.array(p),) for p in ([-0.0, 1.0], [-0.0, -0.0], [1.5, -0.0, 3.0])],
    "by_one": ones(np.complex128),
    "by_single_one": ones(np.complex64),
    "conjugates": [
        (
            random(1, (2 * n,), np.complex128)[::2],
            random(2, (3 * n,), np.complex128)[::-3],
            random(3, (n, 3), np.complex64),
            random(4, (3, n), np.complex64).T,
        )
        for n in (1, 2, 9, 33)
    ],
    "of_reals": [
        (random(1, (2 * n,))[::2], random(2, (n,)), *2 * (random(3, (n, n), np.int64),))
        for n in (1, 3, 20)
    ],
}
