"""NumPy's scalar types called as functions convert as they do in NumPy."""

import numpy as np
from jitscript import f64, i64, script


@script
def from_int(n: int):
    return np.int64(n), np.float64(n), np.float32(n), np.bool_(n)


@script
def narrow(n: i64):
    return np.int8(n), np.uint8(n), np.int32(n), np.uint32(n), np.uint64(n)


@script
def from_float(x: float):
    return np.float64(x), np.float32(x), np.float16(x), np.complex128(x)


@script
def float_to_int(x: f64):
    return np.int64(x), np.int32(x)


@script
def to_python(a: np.int16, b: np.float32, c: np.bool_):
    return int(a), float(b), bool(c), float(a), int(b)


@script
def small_from_int(n: int):
    return np.uint8(n)


CASES = {
    "from_int": [(0,), (-5,), (2**62 + 1,)],
    "narrow": [(np.int64(v),) for v in (5, -1, 300, 2**40 + 3)],
    "from_float": [(0.1,), (1e300,), (-0.0,), (float("nan"),)],
    "float_to_int": [(np.float64(v),) for v in (2.9, -2.9, 1e6)],
    "to_python": [
        (np.int16(-5), np.float32(0.1), np.bool_(True)),
        (np.int16(7), np.float32(-2.75), np.bool_(False)),
    ],
    "small_from_int": [(5,), (255,), (256,), (-1,)],
}
