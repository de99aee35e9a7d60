"""Short names for NumPy's scalar and array types, for annotations.

`Array2[f64]` is exactly `np.ndarray[tuple[int, int], np.dtype[np.float64]]`, and `f64` exactly
`np.float64`: type checkers and other tools see NumPy's own types.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np

D = TypeVar("D", bound=np.generic)

Array0 = np.ndarray[tuple[()], np.dtype[D]]
Array1 = np.ndarray[tuple[int], np.dtype[D]]
Array2 = np.ndarray[tuple[int, int], np.dtype[D]]
Array3 = np.ndarray[tuple[int, int, int], np.dtype[D]]
Array4 = np.ndarray[tuple[int, int, int, int], np.dtype[D]]
Array5 = np.ndarray[tuple[int, int, int, int, int], np.dtype[D]]

# One assignment each: type checkers take only these for types.
i8 = np.int8
i16 = np.int16
i32 = np.int32
i64 = np.int64
u8 = np.uint8
u16 = np.uint16
u32 = np.uint32
u64 = np.uint64
f16 = np.float16
f32 = np.float32
f64 = np.float64
c64 = np.complex64
c128 = np.complex128
b1 = np.bool_
