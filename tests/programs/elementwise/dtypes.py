"""Pairs of dtypes promote as NumPy's table says; integers wrap."""

import numpy as np
from jitscript import Array1, script


@script
def i8_u8(a: Array1[np.int8], b: Array1[np.uint8]):
    return a + b, a * b


@script
def i32_i32(a: Array1[np.int32], b: Array1[np.int32]):
    return a + b, a * b, a - b


@script
def u64_i64(a: Array1[np.uint64], b: Array1[np.int64]):
    return a + b


@script
def f32_i32(a: Array1[np.float32], b: Array1[np.int32]):
    return a + b


@script
def f32_i16(a: Array1[np.float32], b: Array1[np.int16]):
    return a + b


@script
def b1_b1(a: Array1[np.bool_], b: Array1[np.bool_]):
    return a + b, a * b, a & b, a | b, a ^ b


@script
def c64_f64(a: Array1[np.complex64], b: Array1[np.float64]):
    return a * b


@script
def i32_div(a: Array1[np.int32], b: Array1[np.int32]):
    return a / b, a // b, a % b


@script
def bits(a: Array1[np.uint32], b: Array1[np.uint32]):
    return a & b, a | b, a ^ b, ~a, a << b, a >> b


I32 = np.array([2**31 - 1, -(2**31), 7, -7], np.int32)
J32 = np.array([1, -1, 2, 0], np.int32)
CASES = {
    "i8_u8": [(np.array([127, -128], np.int8), np.array([255, 1], np.uint8))],
    "i32_i32": [(I32, J32), (I32, I32)],
    "u64_i64": [(np.array([2**63, 5], np.uint64), np.array([-1, 3]))],
    "f32_i32": [(np.array([0.1], np.float32), np.array([3], np.int32))],
    "f32_i16": [(np.array([0.1], np.float32), np.array([3], np.int16))],
    "b1_b1": [(np.array([True, True, False]), np.array([True, False, False]))],
    "c64_f64": [(np.array([1 + 2j], np.complex64), np.array([0.1]))],
    "i32_div": [(I32, J32)],
    "bits": [(np.array([5, 2**32 - 1, 1, 1], np.uint32), np.array([3, 1, 31, 40], np.uint32))],
}
