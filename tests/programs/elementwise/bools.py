"""Python's bools beside each other and beside arrays: which dtype NumPy makes of them."""

from typing import Any

import numpy as np

from jitscript import Array1, Array2, f64, i64, script

Bools = Array1[np.bool_]


@script
def flags(a: Array1[f64]) -> Bools:
    return np.where(a > 1, True, False)


@script
def chosen(m: Bools, x: bool, y: bool) -> tuple[Bools, Bools, Array1[i64], Array1[f64]]:
    return np.where(m, x, y), np.where(m, x, m), np.where(m, x, 2), np.where(m, 0.5, y)


@script
def number(x: bool, y: bool) -> str:
    return str(np.where(x, x, y).dtype)


@script
def spread(m: Array2[np.bool_], x: bool) -> Array2[np.bool_]:
    return np.where(m, x, np.bool_(not x))


@script
def selected(m: Bools, x: bool) -> tuple[Bools, Bools]:
    return np.select([m], [x], False), np.select([m, ~m], [True, x], np.False_)


@script
def pairs(x: bool, y: bool) -> tuple[bool, bool, int, bool, int, float]:
    return (
        bool(np.maximum(x, y)),
        bool(np.add(x, y)),
        int(np.power(x, y)),
        bool(np.bitwise_xor(x, y)),
        int(np.left_shift(x, y)),
        float(np.divide(x, True)),
    )


@script
def beside(m: Bools, x: bool) -> tuple[Bools, Bools, Bools, Array1[i64]]:
    return m + x, m * x, m ^ x, m + 1


@script
def made(x: bool, y: bool, m: Bools) -> tuple[Bools, Bools, Bools, Bools, Array1[i64]]:
    joined = np.concatenate([m, [x]])
    return np.array([x, y]), np.full(2, x), np.append(m, y), joined, np.array([x, 2])


def mask(*values: bool) -> np.ndarray[Any, Any]:
    return np.array(values, dtype=bool)


CASES = {
    "flags": [(np.arange(4.0),), (np.array([np.nan, 2.0]),), (np.zeros(0),)],
    "chosen": [(mask(True, False, True), True, False), (mask(), False, False)],
    "number": [(True, False), (False, True)],
    "spread": [(mask(True, False).reshape(2, 1), True), (mask(True, False).reshape(1, 2), False)],
    "selected": [(mask(True, False), True), (mask(False), False)],
    "pairs": [(True, False), (True, True), (False, True), (False, False)],
    "beside": [(mask(True, False), True), (mask(True, False), False)],
    "made": [(True, False, mask(True)), (False, False, mask())],
}
