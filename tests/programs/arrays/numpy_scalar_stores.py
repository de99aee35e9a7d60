"""NumPy scalars stored into narrower integers: a signed dtype refuses, an unsigned one wraps."""

import numpy as np
from jitscript import Array1, f64, i64, script


@script
def to_i8(a: Array1[np.int8], n: i64) -> None:
    a[0] = n


@script
def part_i8(a: Array1[np.int8], n: i64) -> None:
    a[:] = n


@script
def to_i16_from_u16(a: Array1[np.int16], n: np.uint16) -> None:
    a[0] = n


@script
def float_to_i64(a: Array1[i64], x: f64) -> None:
    a[0] = x


@script
def float_to_i8(a: Array1[np.int8], x: f64) -> None:
    a[0] = x


@script
def copied(a: Array1[np.int8], b: Array1[i64]) -> None:
    a[:] = b


@script
def elements(a: Array1[np.int32], b: Array1[i64]) -> None:
    for i in range(len(b)):
        a[i] = b[i] * 2


NARROW = np.zeros(2, np.int8)
CASES = {
    "to_i8": [(NARROW, np.int64(n)) for n in (5, -128, 128, 300, -129)],
    "part_i8": [(NARROW, np.int64(n)) for n in (5, 300)],
    "to_i16_from_u16": [(np.zeros(1, np.int16), np.uint16(n)) for n in (5, 32767, 32768)],
    "float_to_i64": [(np.zeros(1, np.int64), np.float64(x)) for x in (2.9, -2.9, np.nan, np.inf)],
    "float_to_i8": [(NARROW, np.float64(x)) for x in (100.7, 300.7)],
    "copied": [(NARROW, np.array([300, -1]))],
    "elements": [(np.zeros(3, np.int32), np.array([1, 2**30 - 1, 2**30]))],
}
