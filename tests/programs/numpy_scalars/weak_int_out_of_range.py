"""A weak Python int that the NumPy type cannot hold is an OverflowError."""

import numpy as np
from jitscript import script


@script
def add_u8(a: np.uint8, n: int):
    return a + n


@script
def multiply_i16(a: np.int16, n: int):
    return n * a


@script
def compare_u8(a: np.uint8, n: int) -> tuple[bool, bool, bool]:
    return a < n, a == n, a >= n


CASES = {
    "add_u8": [(np.uint8(3), 4), (np.uint8(250), 10), (np.uint8(3), 256), (np.uint8(3), -1)],
    "multiply_i16": [(np.int16(3), 4), (np.int16(3), 32768), (np.int16(3), -32768)],
    "compare_u8": [(np.uint8(3), 4), (np.uint8(3), 1000), (np.uint8(3), -1)],
}
