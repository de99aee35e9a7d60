"""Reductions of expressions whose arrays have fewer axes than the result, or axes of size 1."""

import numpy as np

from jitscript import Array0, Array1, Array2, Array3, f64, script


@script
def along_rows(a: Array2[f64], b: Array1[f64]):
    return (a * b).sum(axis=0), (a + b).max(axis=0), (a - b).mean(axis=0), (b - a).prod(axis=0)


@script
def along_columns(a: Array2[f64], b: Array1[f64]):
    return (a * b).sum(axis=1), (a + b).min(axis=1), (a - b).mean(axis=-1), (a / b).sum(axis=1)


@script
def of_all(a: Array2[f64], b: Array1[f64]):
    return (a * b).sum(), (a + b).max(), ((a - b) ** 2).mean(), (a * b).var(), (b > a).any()


@script
def places(a: Array2[f64], b: Array1[f64]):
    return (a * b).argmax(axis=0), (a - b).argmin(axis=1), (a * b).argmax(), (a < b).sum(axis=0)


@script
def running(a: Array2[f64], b: Array1[f64]):
    return (
        np.cumsum(a * b, axis=0),
        np.cumsum(a + b, axis=1),
        np.cumprod(a - b),
        (a <= b).all(axis=0),
    )


@script
def with_a_number(a: Array2[f64], b: Array0[f64], x: float):
    return (a * b).sum(axis=0), (a + b * x).sum(), (b - a).max(axis=1), (a * b * x).sum(axis=(0, 1))


@script
def columns(a: Array1[f64], b: Array1[f64]):
    return (
        (a[:, None] * b + 1).sum(axis=0),
        (a[:, None] - b).sum(axis=1),
        (a[:, None] + b[None]).sum(),
    )


@script
def of_three(a: Array3[f64], b: Array2[f64], c: Array1[f64]):
    return (
        (a * b).sum(axis=0),
        (a * b).sum(axis=1),
        (a * b).sum(axis=2),
        (a * b * c).sum(axis=(0, 1)),
        (a * c).sum(axis=(0, 2), keepdims=True),
        (a + c).max(axis=(1, 2)),
        (b * c - a).sum(),
    )


def numbers(*shape: int) -> np.ndarray:
    return np.random.default_rng(sum(shape) + len(shape)).standard_normal(shape)


PAIRS = [
    (numbers(n, m), numbers(k))
    for n, m in ((1, 1), (2, 1), (1, 2), (2, 3), (3, 9), (40, 1), (1, 300), (70, 130))
    for k in {1, m}
]
PAIRS += [(a.T, b) for a, b in ((numbers(3, 5), numbers(3)), (numbers(130, 70), numbers(130)))]
PAIRS += [(a[::-1, ::2], b) for a, b in ((numbers(4, 6), numbers(3)), (numbers(4, 6), numbers(1)))]
EMPTY = [(numbers(0, 3), numbers(3)), (numbers(3, 0), numbers(1)), (numbers(2, 3), numbers(2))]
CASES = {
    "along_rows": [*PAIRS, *EMPTY],
    "along_columns": [*PAIRS, *EMPTY[1:]],
    "of_all": [*PAIRS, *EMPTY],
    "places": [*PAIRS, *EMPTY],
    "running": [*PAIRS, *EMPTY],
    "with_a_number": [(a, np.array(2.5), -3.0) for a, _ in (*PAIRS, *EMPTY)],
    "columns": [(numbers(n), numbers(m)) for n in (0, 1, 2, 3, 150) for m in (0, 1, 2, 7, 200)],
    "of_three": [
        (numbers(k, n, m), numbers(*s), numbers(j))
        for k, n, m in ((1, 1, 1), (2, 1, 3), (3, 2, 1), (2, 3, 4), (1, 60, 150), (20, 1, 500))
        for s in {(n, m), (1, m), (n, 1), (1, 1)}
        for j in {1, m}
    ],
}
