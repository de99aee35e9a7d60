"""Integer arrays compared with Python ints of any size: the answer is exact, as NumPy's."""

from __future__ import annotations

import numpy as np

from jitscript import Array0, Array1, Array2, b1, f32, i8, i64, script, u8, u32, u64


@script
def of_u8(a: Array1[u8], n: int) -> tuple[Array1[b1], Array1[b1], Array1[b1]]:
    return a < n, a == n, n >= a


@script
def of_i8(a: Array2[i8], n: int) -> tuple[Array2[b1], Array2[b1], Array2[b1]]:
    return a > n, a != n, n > a


@script
def of_u32(a: Array1[u32], n: int) -> tuple[Array1[b1], Array1[b1]]:
    return a <= n, n < a


@script
def of_u64(a: Array1[u64], n: int) -> tuple[Array1[b1], Array1[b1], Array1[b1], Array1[b1]]:
    return a < n, a == n, a >= n, n != a


@script
def of_i64(a: Array1[i64], n: int) -> tuple[Array1[b1], Array1[b1]]:
    return a < n, a == n


@script
def of_bools(a: Array1[b1], n: int) -> tuple[Array1[b1], Array1[b1]]:
    return a < n, a == n


@script
def of_floats(a: Array1[f32], n: int) -> tuple[Array1[b1], Array1[b1]]:
    return a < n, a == n


@script
def literals(a: Array1[u8]) -> tuple[Array1[b1], Array1[b1], Array1[b1], Array1[b1]]:
    return a < 300, a == -1, -1 < a, 256 != a


@script
def in_range(a: Array1[u8], n: int) -> Array1[b1]:
    return (a >= 0) & (a < 256) & (a != n)


@script
def of_rank_0(a: Array0[u8], n: int) -> tuple[bool, bool]:
    return bool(a < n), bool(n == a)


@script
def of_elements(a: Array1[u8], n: int) -> tuple[bool, bool, bool]:
    return bool(a[0] < n), n in a, a[0] in (n, 256)


@script
def members(a: Array1[u8], n: int) -> int:
    found = 0
    for x in a:
        if x == n or x < 1000:
            found += 1
    return found


_INTS = (-(2**63), -129, -128, -1, 0, 1, 127, 128, 255, 256, 2**32, 2**63 - 1)


def _rows(*values, dtype, shape=(-1,)):
    return [(np.array(values, dtype).reshape(shape), n) for n in _INTS]


CASES = {
    "of_u8": _rows(0, 1, 127, 128, 255, dtype=np.uint8),
    "of_i8": _rows(-128, -1, 0, 127, dtype=np.int8, shape=(2, 2)),
    "of_u32": _rows(0, 1, 2**32 - 1, dtype=np.uint32),
    "of_u64": _rows(0, 1, 2**63 - 1, 2**64 - 1, dtype=np.uint64),
    "of_i64": _rows(-(2**63), -1, 0, 2**63 - 1, dtype=np.int64),
    "of_bools": _rows(False, True, dtype=np.bool_),
    "of_floats": _rows(0.0, -1.0, 2.0**32, 2.0**63, dtype=np.float32),
    "literals": [(np.array([0, 1, 255], np.uint8),), (np.zeros(0, np.uint8),)],
    "in_range": _rows(0, 1, 255, dtype=np.uint8),
    "of_rank_0": [(np.array(7, np.uint8), n) for n in _INTS],
    "of_elements": _rows(0, 255, dtype=np.uint8),
    "members": _rows(0, 255, dtype=np.uint8),
}
