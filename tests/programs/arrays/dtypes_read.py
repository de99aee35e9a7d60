"""An element read from an array is NumPy's scalar of that dtype."""

import numpy as np
from jitscript import Array1, script


@script
def read_i8(a: Array1[np.int8]):
    return a[0]


@script
def read_i16(a: Array1[np.int16]):
    return a[0]


@script
def read_i32(a: Array1[np.int32]):
    return a[0]


@script
def read_i64(a: Array1[np.int64]):
    return a[0]


@script
def read_u8(a: Array1[np.uint8]):
    return a[0]


@script
def read_u16(a: Array1[np.uint16]):
    return a[0]


@script
def read_u32(a: Array1[np.uint32]):
    return a[0]


@script
def read_u64(a: Array1[np.uint64]):
    return a[0]


@script
def read_f16(a: Array1[np.float16]):
    return a[0]


@script
def read_f32(a: Array1[np.float32]):
    return a[0]


@script
def read_f64(a: Array1[np.float64]):
    return a[0]


@script
def read_c64(a: Array1[np.complex64]):
    return a[0]


@script
def read_c128(a: Array1[np.complex128]):
    return a[0]


@script
def read_b1(a: Array1[np.bool_]):
    return a[0]


def integers(dtype):
    info = np.iinfo(dtype)
    return [(np.array([value], dtype),) for value in (info.min, 0, 5, info.max)]


CASES = {
    f"read_{kind}{bits}": integers(f"{kind}{bits // 8}")
    for kind in "iu"
    for bits in (8, 16, 32, 64)
}
CASES |= {
    f"read_f{bits}": [(np.array([v], f"f{bits // 8}"),) for v in (0.0, -0.0, 1.1, np.inf, np.nan)]
    for bits in (16, 32, 64)
}
CASES |= {
    f"read_c{bits}": [(np.array([v], f"c{bits // 8}"),) for v in (0j, 1.1 - 2j)]
    for bits in (64, 128)
}
CASES["read_b1"] = [(np.array([v]),) for v in (True, False)]
