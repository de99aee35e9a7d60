"""Ufuncs over the dtypes that are met less often: bools, complex numbers, small ints, singles."""

from typing import Any

import numpy as np

from jitscript import Array1, b1, c64, c128, f32, f64, i8, i32, i64, script, u8, u64


@script
def larger_bools(a: Array1[b1], b: Array1[b1]) -> tuple[Any, ...]:
    return np.maximum(a, b), np.minimum(a, b), np.fmax(a, b), np.fmin(a, b[0])


@script
def larger_complexes(a: Array1[c128], b: Array1[c128]) -> tuple[Any, ...]:
    return np.maximum(a, b), np.minimum(a, b), np.fmax(a, b), np.fmin(a, b)


@script
def larger_single_complexes(a: Array1[c64], b: Array1[c64]) -> tuple[Any, ...]:
    return np.maximum(a, b), np.minimum(a, b), np.fmax(a, b), np.fmin(a, b)


@script
def reciprocals(a: Array1[i64], b: Array1[u64], c: Array1[i32]) -> tuple[Any, ...]:
    return np.reciprocal(a), np.reciprocal(b), np.reciprocal(c), np.reciprocal(a + 1.0)


@script
def small_reciprocals(a: Array1[i8], b: Array1[u8]) -> tuple[Any, ...]:
    return np.reciprocal(a), np.reciprocal(b)


@script
def complex_reciprocals(a: Array1[c128], b: Array1[c64]) -> tuple[Any, ...]:
    return np.reciprocal(a), np.reciprocal(b), a**-1


@script
def angles(a: Array1[f32], b: Array1[f64]) -> tuple[Any, ...]:
    return np.degrees(a), np.rad2deg(a), np.radians(a), np.deg2rad(a), np.degrees(b), np.radians(b)


BOOLS = np.array([True, False, True, False, True])
NUMBERS = [0.0, -0.0, 1.0, -2.5, np.inf, -np.inf, np.nan]
PAIRS = np.array([complex(x, y) for x in NUMBERS for y in NUMBERS])
WHOLE = np.array([1, -1, 2, -3, 7, 2**62, -(2**63)])
r = np.random.default_rng(4)
CASES: dict[str, Any] = {
    "larger_bools": [(BOOLS, np.roll(BOOLS, k)) for k in range(3)],
    "larger_complexes": [(PAIRS, np.roll(PAIRS, k)) for k in (0, 1, 5, 7, 8, 20)],
    "larger_single_complexes": [
        (PAIRS.astype(np.complex64), np.roll(PAIRS, k).astype(np.complex64)) for k in (0, 1, 7, 20)
    ],
    "reciprocals": [(WHOLE, np.abs(WHOLE).astype(np.uint64), WHOLE[:5].astype(np.int32))],
    "small_reciprocals": [(np.array([1, -1, 2, 127], np.int8), np.array([1, 2, 255], np.uint8))],
    "complex_reciprocals": [
        (
            r.standard_normal(40) + 1j * r.standard_normal(40),
            np.array([1 + 2j, 3 - 1j], np.complex64),
        )
    ],
    "angles": [
        (np.array([*NUMBERS, 1.0, 0.3, 57.29578, 1e30], np.float32), np.array(NUMBERS)),
        (r.standard_normal(100).astype(np.float32), r.standard_normal(100)),
    ],
}
