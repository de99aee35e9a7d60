"""`str`, `repr` and `format` of arrays, and of NumPy's floats below 64 bits: as NumPy writes them,
which is asked in the interpreter, since its print options count."""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from .containers_str import Str
from .intrinsics import inline, op
from .kinds import D
from .registry import builtin

_TYPED = int(np.__version__.split(".")[0]) >= 2  # `np.float32(3.0)`: so since NumPy 2


@builtin(str)
@inline
def str_of_array(a: np.ndarray[Any, np.dtype[D]]):
    return np.array_str(a)


@builtin(repr)
@inline
def repr_of_array(a: np.ndarray[Any, np.dtype[D]]):
    return np.array_repr(a)


@builtin(format)
def format_array(a: np.ndarray[Any, np.dtype[D]], spec: Str = ""):
    if a.ndim == 0:
        return format(a[()], spec)
    if op.buffer_len(spec._data) != 0:
        raise TypeError("unsupported format string passed to numpy.ndarray.__format__")
    return np.array_str(a)


@builtin(str)
@inline
def str_of_f32(x: np.float32):
    return np.array_str(np.asarray(x))


@builtin(str)
@inline
def str_of_f16(x: np.float16):
    return np.array_str(np.asarray(x))


@builtin(str)
@inline
def str_of_c64(z: np.complex64):
    return np.array_str(np.asarray(z))


@builtin(repr)
@inline
def repr_of_f32(x: np.float32):
    return "np.float32(" + str(x) + ")" if _TYPED else str(x)


@builtin(repr)
@inline
def repr_of_f16(x: np.float16):
    return "np.float16(" + str(x) + ")" if _TYPED else str(x)


@builtin(repr)
@inline
def repr_of_c64(z: np.complex64):
    text = str(z)
    return "np.complex64(" + text.removeprefix("(").removesuffix(")") + ")" if _TYPED else text
