"""The short names of NumPy's types in annotations."""

import numpy as np
from jitscript import f32, f64, i8, i16, i32, i64, script, u8, u16, u32, u64


@script
def ints(a: i8, b: i16, c: i32, d: i64):
    return a, b, c, d


@script
def unsigned(a: u8, b: u16, c: u32, d: u64):
    return a, b, c, d


@script
def floats(a: f32, b: f64):
    return a, b


CASES = {
    "ints": [(np.int8(-1), np.int16(-2), np.int32(-3), np.int64(-4))],
    "unsigned": [(np.uint8(255), np.uint16(2), np.uint32(3), np.uint64(2**64 - 1))],
    "floats": [(np.float32(0.1), np.float64(0.1))],
}
