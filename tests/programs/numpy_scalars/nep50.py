"""A Python number is weak: it takes the NumPy scalar's type; two NumPy types promote."""

import numpy as np
from jitscript import f64, i64, script


@script
def f32_and_float(a: np.float32, x: float):
    return a + x, x * a, a - 1, 2 / a


@script
def f32_and_f64(a: np.float32, b: f64):
    return a + b


@script
def i8_and_int(a: np.int8):
    return a + 1, 100 - a, a * 2


@script
def i8_and_large() -> None:
    a = np.int8(1)
    a + 300


@script
def i8_and_float(a: np.int8, x: float):
    return a + x


@script
def i16_and_i32(a: np.int16, b: np.int32):
    return a + b


@script
def u8_and_i8(a: np.uint8, b: np.int8):
    return a + b


@script
def i32_and_f32(a: np.int32, b: np.float32):
    return a + b


@script
def i64_and_int(a: i64, n: int):
    return a + n, n * a


@script
def i64_and_float(a: i64, x: float):
    return a + x, a / x


@script
def f64_and_int(a: f64, n: int):
    return a + n, n / a


@script
def with_bool(a: np.int8, b: bool):
    return a + b


CASES = {
    "f32_and_float": [(np.float32(0.1), 0.1), (np.float32(3), 1e300), (np.float32(0), 1.0)],
    "f32_and_f64": [(np.float32(0.1), np.float64(0.1))],
    "i8_and_int": [(np.int8(1),), (np.int8(127),)],
    "i8_and_large": [()],
    "i8_and_float": [(np.int8(3), 0.1)],
    "i16_and_i32": [(np.int16(300), np.int32(2**31 - 1))],
    "u8_and_i8": [(np.uint8(255), np.int8(-128))],
    "i32_and_f32": [(np.int32(2**31 - 1), np.float32(0.5))],
    "i64_and_int": [(np.int64(2**63 - 1), 1), (np.int64(-5), 7)],
    "i64_and_float": [(np.int64(3), 0.5), (np.int64(3), 0.0)],
    "f64_and_int": [(np.float64(0.0), 3), (np.float64(2.0), -1)],
    "with_bool": [(np.int8(127), True), (np.int8(5), False)],
}
