"""Totals of few computed elements each, in all layouts: NumPy adds fewer than eight one by one."""

from typing import Any

import numpy as np
from jitscript import Array2, f64, script


@script
def apart(a: Array2[f64], b: Array2[f64]) -> Any:
    return np.sqrt(((a[:, None, :] - b[None, :, :]) ** 2).sum(axis=-1))


@script
def along(a: np.ndarray) -> Any:
    return (a * a).sum(axis=-1), (a + a).mean(axis=1, keepdims=True), a.var(axis=0), a.std(axis=-1)


@script
def begun(a: np.ndarray) -> Any:
    return np.sum(a * a, axis=1, initial=3), (a - 1).sum(axis=0, dtype=np.float64)


R = np.random.default_rng(3)
SIZES = (0, 1, 2, 3, 4, 7, 8, 9, 17, 130)


def layouts(a: np.ndarray) -> list[tuple[Any, ...]]:
    turned = np.asfortranarray(a)
    return [(a,), (turned,), (a[::-1],), (a[:, ::-1],), (np.repeat(turned, 2, axis=1)[:, ::2],)]


def tables() -> list[tuple[Any, ...]]:
    found = [case for n in SIZES for case in layouts(R.standard_normal((5, n)))]
    some = R.standard_normal((6, 5))
    odd = np.where(some > 1, np.nan, np.where(some < 0, -0.0, some))
    return [
        *found,
        *layouts(odd),
        *((some.astype(t) * 9,) for t in (np.float32, np.int32, np.complex128)),
    ]


CASES = {
    "apart": [
        *((R.random((3, n)), R.random((4, n))) for n in SIZES),
        (np.asfortranarray(R.random((3, 5))), R.random((4, 5))),
        (R.random((3, 10))[:, ::2], R.random((5, 4)).T),
        (R.random((3, 1)), R.random((4, 5))),
    ],
    "along": [*tables(), *((R.random((4, 3, n)),) for n in SIZES), (R.random((4, 3, 5)).T,)],
    "begun": [case for case in tables() if case[0].dtype.kind != "c"],
}
