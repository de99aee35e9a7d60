"""NumPy's arithmetic functions: of scalars, of arrays, and of both."""

import numpy as np
from jitscript import Array1, Array2, f16, f32, f64, i8, i32, script, u8


@script
def plain(x: float, n: int):
    return np.add(x, n), np.multiply(n, n), np.maximum(n, 3), np.minimum(x, n), np.negative(x)


@script
def narrow(a: f32, b: i8, c: u8):
    return np.add(a, 1), np.multiply(b, 2), np.subtract(c, c), np.maximum(b, c), np.square(c)


@script
def halves(a: f16, b: f16):
    return np.add(a, b), np.multiply(a, b), np.maximum(a, b), np.fmin(a, b)


@script
def arrays(x: Array1[f64], y: Array1[f64]):
    return np.maximum(x, y), np.fmax(x, 0.5), np.copysign(x, y), np.subtract(x, y)


@script
def rectified(x: Array2[i32], least: int):
    return np.maximum(x, least)


NUMBERS = np.array([1.0, -2.0, np.nan, np.inf, 0.5])
CASES = {
    "plain": [(1.5, 2), (-0.0, -7), (np.nan, 4)],
    "narrow": [(np.float32(0.1), np.int8(-100), np.uint8(200))],
    "halves": [(np.float16(60000), np.float16(60000)), (np.float16(np.nan), np.float16(1.5))],
    "arrays": [(NUMBERS, NUMBERS[::-1])],
    "rectified": [(np.arange(-3, 3, dtype=np.int32).reshape(2, 3), 1)],
}
