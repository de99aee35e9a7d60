"""Arithmetic of the small integers wraps to their own width."""

from itertools import product

import numpy as np
from jitscript import script


@script
def of_i8(a: np.int8, b: np.int8):
    return a + b, a - b, a * b, a // b, a % b, -a, abs(a)


@script
def of_u8(a: np.uint8, b: np.uint8):
    return a + b, a - b, a * b, a // b, a % b, -a, ~a


@script
def of_i16(a: np.int16, b: np.int16):
    return a + b, a * b, a & b, a ^ b


@script
def of_u16(a: np.uint16, b: np.uint16):
    return a + b, a * b, a << b, a >> b


@script
def of_i32(a: np.int32, b: np.int32):
    return a + b, a * b, a // b, a / b


@script
def of_u32(a: np.uint32, b: np.uint32):
    return a + b, a * b, a - b, a / b


def pairs(dtype):
    info = np.iinfo(dtype)
    values = [dtype(v) for v in (info.min, 0, 1, 3, info.max)]
    return list(product(values, values))


CASES = {
    "of_i8": pairs(np.int8),
    "of_u8": pairs(np.uint8),
    "of_i16": pairs(np.int16),
    "of_u16": pairs(np.uint16),
    "of_i32": pairs(np.int32),
    "of_u32": pairs(np.uint32),
}
