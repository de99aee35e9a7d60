"""Ufuncs that are met less often: of integers, of logarithms, with two results."""

from typing import Any

import numpy as np

from jitscript import Array1, Array2, f16, f32, f64, i8, i64, script, u64


@script
def of_ints(a: Array1[i64], b: Array1[i64]) -> tuple[Any, ...]:
    return np.gcd(a, b), np.lcm(a, b), np.bitwise_count(a), np.gcd(a, 6), np.conjugate(a)


@script
def of_small(a: Array1[i8], b: Array1[i8]) -> tuple[Any, ...]:
    return np.gcd(a, b), np.lcm(a, b), np.bitwise_count(a), np.divmod(a, 3)


@script
def of_unsigned(a: Array1[u64], b: Array1[u64]) -> tuple[Any, ...]:
    return np.gcd(a, b), np.lcm(a, b), np.bitwise_count(a)


@script
def of_floats(x: Array1[f64], y: Array1[f64]) -> tuple[Any, ...]:
    return (
        np.heaviside(x, 0.5),
        np.logaddexp(x, y),
        np.logaddexp2(x, y),
        np.nextafter(x, y),
        np.reciprocal(x),
        np.fix(x),
        np.isposinf(x),
        np.isneginf(x),
    )


@script
def in_single(x: Array1[f32]) -> tuple[Any, ...]:
    return np.heaviside(x, 1), np.nextafter(x, np.float32(0)), np.reciprocal(x), np.modf(x)


@script
def two_results(x: Array1[f64], n: Array1[i64]) -> tuple[Any, ...]:
    return np.modf(x), np.divmod(x, 0.7), np.divmod(n, 4), np.modf(2.75)


@script
def one(a: int, b: int, x: float) -> tuple[Any, ...]:
    return np.gcd(a, b), np.lcm(a, b), np.heaviside(x, 0.5), np.logaddexp(x, 0.0)


@script
def chosen(x: Array1[f64], a: Array1[i64]) -> tuple[Any, ...]:
    return (
        np.select([x < 0, x < 2], [-x, x * 10]),
        np.select([x < 0, x > 1, x > 0], [0, x, 1.5], default=-1),
        np.select([a > 2], [a]),
    )


@script
def next_halves(x: Array1[f16], y: Array1[f16]) -> tuple[Any, ...]:
    return np.nextafter(x, y).view(np.uint16), np.nextafter(x, np.float16(0)), np.spacing(x)


@script
def windows(n: int) -> tuple[Any, ...]:
    return np.hanning(n), np.hamming(n)


@script
def transposed(a: Array2[i64]) -> Array2[i64]:
    return a.mT + 1


INTS = np.array([0, 12, -18, 7, 2**62, -(2**63), 2**63 - 1, -1])
SPECIAL = np.array([0.0, -0.0, 1.5, -2.25, np.inf, -np.inf, np.nan, 1e300, -0.25])
HALVES = np.arange(65536, dtype=np.uint16).view(np.float16)[::7]
CASES: dict[str, Any] = {
    "of_ints": [(INTS, np.roll(INTS, 1)), (INTS, np.roll(INTS, 3)), (INTS[:0], INTS[:0])],
    "of_small": [
        (np.array([0, 12, -128, 127, -7], np.int8), np.array([-128, 18, -128, 3, 0], np.int8))
    ],
    "of_unsigned": [(np.array([0, 12, 2**64 - 1], np.uint64), np.array([5, 18, 2**63], np.uint64))],
    "of_floats": [(SPECIAL, np.roll(SPECIAL, k)) for k in range(3)],
    "in_single": [(SPECIAL[:7].astype(np.float32),)],
    "next_halves": [(HALVES, np.full_like(HALVES, y)) for y in (0.0, -0.0, 1.5, -np.inf, np.nan)],
    "two_results": [(SPECIAL[SPECIAL != 1e300], np.array([7, -7, 0]))],
    "one": [(12, 18, 0.0), (0, 0, -1.0)],
    "chosen": [(SPECIAL, np.arange(5))],
    "windows": [(0,), (1,), (7,)],
    "transposed": [(np.arange(6).reshape(2, 3),)],
}
ULP = 4
