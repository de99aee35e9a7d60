"""A Python int that the dtype cannot hold is NumPy's OverflowError."""

import numpy as np
from jitscript import Array1, script


@script
def to_i8(a: Array1[np.int8], n: int) -> None:
    a[0] = n


@script
def to_u8(a: Array1[np.uint8], n: int) -> None:
    a[0] = n


@script
def to_u64(a: Array1[np.uint64], n: int) -> None:
    a[0] = n


@script
def to_i32(a: Array1[np.int32], n: int) -> None:
    a[0] = n


CASES = {
    "to_i8": [(np.zeros(1, np.int8), n) for n in (127, -128, 128, -129)],
    "to_u8": [(np.zeros(1, np.uint8), n) for n in (255, 0, 256, -1)],
    "to_u64": [(np.zeros(1, np.uint64), n) for n in (2**63 - 1, 0, -1)],
    "to_i32": [(np.zeros(1, np.int32), n) for n in (2**31 - 1, 2**31, -(2**31) - 1)],
}
