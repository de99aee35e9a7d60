"""`np.clip` by bounds of one type each, and what is made of nan and infinities: `nan_to_num`,
`isclose` with numbers that the elements cannot hold, squares of bools."""

from typing import Any, TypeVar

import numpy as np

from jitscript import Array1, b1, f16, f32, f64, i8, script

L = TypeVar("L")
H = TypeVar("H")


@script
def bounded(a: np.ndarray, low: L, high: H):
    return np.clip(a, low, high), a.clip(low), np.clip(a, None, high)


@script
def below_a_python_int(a: np.ndarray, low: L, high: int):
    return np.clip(a, low, high)


@script
def above_a_python_int(a: np.ndarray, low: int, high: H):
    return np.clip(a, low, high)


@script
def bounded_by_arrays(a: np.ndarray, low: np.ndarray, high: int):
    return np.clip(a, low, high), np.clip(a, high, low)


@script
def numbers(a: np.ndarray):
    return np.nan_to_num(a), np.nan_to_num(a, nan=np.inf), np.nan_to_num(a, posinf=-np.inf)


@script
def numbers_in_place(a: np.ndarray):
    return np.nan_to_num(a, False, nan=-np.inf, posinf=np.nan, neginf=2.5)


@script
def one_number(x: L):
    return np.nan_to_num(x), np.nan_to_num(x, nan=2)


@script
def close(a: np.ndarray, b: int):
    return np.isclose(a, b), np.allclose(a, b)


@script
def close_to_float(a: np.ndarray, b: float):
    return np.isclose(a, b, equal_nan=True), np.isclose(a, b, rtol=np.float64(0.1))


@script
def close_to_array(a: np.ndarray, b: np.ndarray):
    return np.isclose(a, b), np.isclose(b, a, atol=np.array([0.5, 1, 2])), np.isclose(a, b, 0.5)


@script
def squares(a: Array1[b1]):
    return np.square(a), np.square(a[0])


def row(dtype: Any, *values: Any) -> Any:
    return np.array(values, dtype)


BYTES = row(np.int8, 1, -128, 127)
WORDS = row(np.uint64, 0, 2**64 - 1, 5)
HALVES = row(f16, 1, np.nan, np.inf, -np.inf, -0.0)
SINGLES, DOUBLES = HALVES.astype(f32), HALVES.astype(f64)
PAIRS = row(np.complex64, complex(np.inf, 1), complex(np.nan, np.inf), 2)
TRUTHS = row(np.bool_, True, False, True)

CASES = {
    "bounded": [
        (BYTES, np.int16(1), np.int16(400)),
        (BYTES, np.uint16(300), np.float32(400)),
        (row(np.uint8, 0, 255), np.int8(-5), np.uint16(300)),
        (SINGLES, np.False_, np.float64(3)),
        (SINGLES, np.float32(0), np.int64(300)),
        (WORDS, np.int64(-3), np.float16(400)),
        (HALVES, np.float16(0), np.float16(1)),
        (DOUBLES, np.float64(2), np.float64("nan")),
        (TRUTHS, np.True_, np.False_),
    ],
    "below_a_python_int": [
        (BYTES, low, high)
        for low in (np.int16(1), np.int16(400), np.float32(400), np.True_)
        for high in (100, 300, -300)
    ]
    + [(WORDS, np.uint8(3), 7), (SINGLES, np.float64(0), 2), (TRUTHS, np.uint8(1), 300)],
    "above_a_python_int": [
        (row(np.uint8, 1, 3, 255), low, high)
        for low in (-1, 2, 300, 2**40)
        for high in (np.uint16(300), np.int8(-1), np.float16(400))
    ]
    + [(WORDS, -(2**63), np.float16(400)), (BYTES, -(2**63), np.int8(3))],
    "bounded_by_arrays": [
        (BYTES, row(np.int16, 300, -300, 5), 400),
        (BYTES, row(np.float32, 300, np.nan, 5), 400),
        (row(np.uint8, 1, 2, 3), row(np.uint8, 2, 1, 0), -1),
    ],
    "numbers": [(a,) for a in (HALVES, SINGLES, DOUBLES, PAIRS, BYTES, TRUTHS)],
    "numbers_in_place": [(a,) for a in (HALVES, SINGLES, DOUBLES, PAIRS, BYTES)],
    "one_number": [(x,) for x in (*HALVES, *PAIRS, i8(3), np.True_)],
    "close": [(a, b) for a in (HALVES, SINGLES, BYTES, PAIRS) for b in (1, 300, 2**63 - 1)],
    "close_to_float": [(a, b) for a in (HALVES, SINGLES, PAIRS) for b in (1.0, 1e300, np.nan)],
    "close_to_array": [(a, b) for a in (HALVES[:3], PAIRS, BYTES) for b in (PAIRS, BYTES)],
    "squares": [(TRUTHS,)],
}
