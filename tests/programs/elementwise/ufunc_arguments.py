"""Ufuncs with `out=`, `where=` and `dtype=`, and `ufunc.outer` and `ufunc.at`."""

from typing import Any

import numpy as np

from jitscript import Array0, Array1, Array2, f32, f64, i8, i64, script


@script
def added(a: Array1[f64], b: Array1[f64], out: Array1[f64]) -> Array1[f64]:
    return np.add(a, b, out=out)


@script
def added_by_position(a: Array2[f64], b: Array1[f64], out: Array2[f64]) -> None:
    np.add(a, b, out)
    np.sqrt(out, out=(out,))


@script
def where_true(a: Array1[f64], b: Array1[f64], out: Array1[f64]) -> None:
    np.divide(a, b, out=out, where=b != 0)


@script
def masked(a: Array2[f64], mask: Array1[np.bool_], out: Array2[f64]) -> None:
    np.negative(a, where=mask, out=out)


@script
def narrower(a: Array1[i64], b: Array1[i64], out: Array1[i8]) -> None:
    np.multiply(a, b, out=out)


@script
def compared(a: Array1[i64], out: Array1[f64]) -> None:
    np.greater(a, 2, out=out)


@script
def chained(a: Array1[f64], out: Array1[f64]) -> None:
    np.multiply(a * 2 + 1, a - 3, out=out)
    np.maximum(out, 0, out=out)
    np.logical_not(a, out=out, where=a > 2)


@script
def shifted(a: Array1[f64]) -> None:
    np.add(a[:-1], a[1:], out=a[1:])


@script
def into_rank_0(a: float, out: Array0[f64]) -> None:
    np.exp2(a, out=out)


@script
def in_single(a: Array1[i8], b: Array1[f32]) -> tuple[Array1[f32], Array1[f64], Array1[f32]]:
    return (
        np.add(a, 1, dtype=np.float32),
        np.multiply(b, 0.1, dtype=np.float64),
        np.sqrt(a, dtype=np.float32),
    )


@script
def outer(a: Array1[i64], b: Array2[i64]) -> tuple[Any, Any, Any]:
    return np.add.outer(a, a), np.subtract.outer(a, b), np.maximum.outer(b, 3)


@script
def outer_of_lists() -> Array2[i64]:
    return np.multiply.outer([1, 2, 3], (4, 5))


@script
def counted(a: Array1[f64], places: Array1[i64]) -> None:
    np.add.at(a, places, 1)
    np.multiply.at(a, [0, 0], [2.0, 3.0])


@script
def greatest(a: Array1[i64], places: Array1[i8], values: Array1[i64]) -> None:
    np.maximum.at(a, places, values)


@script
def powers(a: Array1[f64], n: Array1[i64]) -> tuple[Any, Any, Any, Any]:
    return np.power(a, 2), np.power(a, 0.5), np.power(n, 3), np.power(2.0, n)


def _reversed() -> tuple[Any, ...]:
    return (np.arange(12.0).reshape(3, 4)[::-1, ::2], np.arange(2.0), np.zeros((3, 4))[:, 1::2])


SPECIAL = np.array([0.0, -0.0, 1.5, -2.0, np.inf, -np.inf, np.nan])

@script
def of_expressions(x: Array1[f64], out: Array1[f64]) -> None:
    """Of shapes that do not fit, all operands are named."""
    np.add(np.negative(x), 2.0, out=out)
    np.multiply(x + 1.0, x, out=out)


@script
def of_one(x: Array1[f64], out: Array1[f64]) -> None:
    np.multiply(x + 1.0, x, out=out)


CASES: dict[str, Any] = {
    "of_expressions": [(np.arange(3.0), np.zeros(n)) for n in (3, 2)],
    "of_one": [(np.arange(3.0), np.zeros(n)) for n in (3, 2)],
    "added": [
        (np.arange(4.0), np.ones(4), np.zeros(4)),
        (np.arange(4.0), np.ones(1), np.zeros(4)),
        (np.arange(1.0), np.ones(1), np.zeros(4)),
        (np.arange(4.0), np.ones(4), np.zeros(1)),
        (np.arange(4.0), np.ones(3), np.zeros(4)),
        (np.empty(0), np.ones(1), np.empty(0)),
    ],
    "added_by_position": [
        (np.arange(6.0).reshape(2, 3), np.ones(3), np.zeros((2, 3))),
        (np.arange(6.0).reshape(2, 3), np.ones(3), np.zeros((3, 2)).T),
        (np.arange(3.0).reshape(1, 3), np.ones(3), np.zeros((2, 3))),
        (np.arange(6.0).reshape(2, 3), np.ones(3), np.zeros((1, 3))),
        _reversed,
    ],
    "where_true": [
        (SPECIAL, np.array([0.0, 1.0, 0.0, -0.0, 2.0, 0.0, 1.0]), np.full(7, 9.0)),
        (np.ones(2), np.zeros(1), np.full(2, 9.0)),
    ],
    "masked": [
        (np.arange(6.0).reshape(2, 3), np.array([True, False, True]), np.full((2, 3), 9.0)),
        (np.arange(6.0).reshape(2, 3), np.array([True]), np.full((2, 3), 9.0)),
        (np.arange(6.0).reshape(2, 3), np.array([True, False]), np.full((2, 3), 9.0)),
    ],
    "narrower": [(np.array([1, 100, -7]), np.array([3, 100, 2**40]), np.zeros(3, np.int8))],
    "compared": [(np.arange(5), np.zeros(5))],
    "chained": [(np.arange(5.0), np.zeros(5))],
    "shifted": [(np.arange(9.0),), lambda: (np.arange(18.0)[::-2],)],
    "into_rank_0": [(3.0, np.array(0.0))],
    "in_single": [(np.array([1, 2, 127], np.int8), np.array([0.1, 3, 1e30], np.float32))],
    "outer": [
        (np.arange(3), np.arange(4).reshape(2, 2)),
        (np.empty(0, np.int64), np.ones((1, 2), int)),
    ],
    "outer_of_lists": [()],
    "counted": [
        (np.zeros(4), np.array([0, 1, 1, -1, 1])),
        (np.zeros(4), np.array([], np.int64)),
        (np.zeros(4), np.array([0, 4, 1])),
        lambda: (np.zeros(8)[::-2], np.array([3, 3, -4])),
    ],
    "greatest": [(np.zeros(3, int), np.array([0, 0, 2], np.int8), np.array([5, 3, -1]))],
    "powers": [
        (SPECIAL, np.array([0, 1, -3, 5])),
        (np.array([3.0, 1e200, 1e-200]), np.array([2, 62, 63])),
    ],
}
ULP = 4
