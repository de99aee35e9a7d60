"""A stored value is converted to the array's dtype as NumPy does."""

import numpy as np
from jitscript import Array1, f64, i64, script


@script
def to_f32(a: Array1[np.float32], x: float) -> None:
    a[0] = x


@script
def to_f16(a: Array1[np.float16], x: float) -> None:
    a[0] = x


@script
def to_i32(a: Array1[np.int32], n: i64) -> None:
    a[0] = n


@script
def to_u8(a: Array1[np.uint8], n: i64) -> None:
    a[0] = n


@script
def int_to_float(a: Array1[f64], n: int) -> None:
    a[0] = n


@script
def float_to_int(a: Array1[i64], x: float) -> None:
    a[0] = x


@script
def to_bool(a: Array1[np.bool_], n: int) -> None:
    a[0] = n


@script
def to_complex(a: Array1[np.complex128], x: float) -> None:
    a[0] = x


CASES = {
    "to_f32": [(np.zeros(1, np.float32), x) for x in (0.1, 1e300, -0.0)],
    "to_f16": [(np.zeros(1, np.float16), x) for x in (0.1, 1e6, 6e-8)],
    "to_i32": [(np.zeros(1, np.int32), np.int64(n)) for n in (5, 2**33 + 7, -1)],
    "to_u8": [(np.zeros(1, np.uint8), np.int64(n)) for n in (5, 300, -1)],
    "int_to_float": [(np.zeros(1), 3), (np.zeros(1), 2**53 + 1)],
    "float_to_int": [(np.zeros(1, np.int64), x) for x in (2.9, -2.9, 0.0)],
    "to_bool": [(np.zeros(1, np.bool_), n) for n in (0, 1, -4)],
    "to_complex": [(np.zeros(1, np.complex128), 2.5)],
}
