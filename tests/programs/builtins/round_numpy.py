"""round of NumPy's scalars: with digits they are scaled in their own type and stay of it."""

import numpy as np

from jitscript import b1, f16, f32, f64, i8, i32, i64, script, u8, u64


@script
def doubles(x: f64, n: int):
    return round(x, n), round(x, 2), round(x, 0), round(x, -1)


@script
def singles(x: f32, n: int):
    return round(x, n), round(x, 2)


@script
def to_int(x: f64, y: f32):
    return round(x), round(x, None), round(y), round(y, None)


@script
def halves(x: f16, n: int):
    return round(x, n), round(x)


@script
def integers(a: i8, b: i32, c: i64, d: u8, e: u64, n: int):
    return round(a, n), round(b, n), round(c, n), round(d, n), round(e, n)


@script
def integers_alone(a: i8, b: i64, c: u8):
    return round(a), round(b), round(c), round(a, None)


@script
def bools(b: bool, n: int):
    return round(b, 1), round(True, -1), round(b), round(b, n), round(b, None)


@script
def numpy_bool(b: b1):
    return round(b)


@script
def numpy_bool_to(b: b1, n: int):
    return round(b, n)


@script
def mixed(x: float | f64, y: int | bool | float, n: int):
    return round(x, 2), round(x), round(y, n), round(y)


DIGITS = [0, 1, 2, 3, -1, -2, -3, 8, 9, 15, 22, 23, 50, 300, 308, 320, -20, -308]
U64 = np.uint64(6)
VALUES = [2.675, 0.15, 115.0, 1e22, 1.5, -2.5, 1234.5678, 1e300, 5e-324, -0.0, 0.05]

CASES = {
    "doubles": [(np.float64(x), n) for x in VALUES for n in DIGITS],
    "singles": [(np.float32(x), n) for x in (2.675, 115, -0.5, 1e30) for n in DIGITS],
    "to_int": [(np.float64(x), np.float32(x)) for x in (2.5, 3.5, -0.5, 115.0, 1e15)],
    "halves": [(np.float16(x), n) for x in (2.675, 115, -0.5) for n in (0, 1, 2, 5, -1, -2, -4)],
    "integers": [
        (np.int8(k), np.int32(k * 10**6 + 5), np.int64(k * 10**12 + 15), np.uint8(55), U64, n)
        for k in (115, -115, 5)
        for n in (0, 1, -1, -2, -3, -6)
    ],
    "integers_alone": [(np.int8(-7), np.int64(2**62), np.uint8(200))],
    "bools": [(True, 0), (False, -2), (True, -2), (True, 5)],
    "numpy_bool": [(np.bool_(True),)],
    "numpy_bool_to": [(np.bool_(True), 1)],
    "mixed": [(2.675, 5, -1), (np.float64(2.675), True, 1), (0.15, 0.15, 1), (1.5, False, -1)],
}
