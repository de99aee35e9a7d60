"""`str` and `repr` of NumPy's scalars: the number as Python writes it, for `repr` with its type."""

from __future__ import annotations

import numpy as np

from .registry import builtin

_TYPED = int(np.__version__.split(".")[0]) >= 2  # `np.int8(3)`: so since NumPy 2


def _named(name: str, number: str) -> str:
    return f"np.{name}({number})" if _TYPED else number


@builtin(str)
def str_of_bool(b: np.bool_) -> str:
    return "True" if b else "False"


@builtin(repr)
def repr_of_bool(b: np.bool_) -> str:
    number = "True" if b else "False"
    return "np." + number + "_" if _TYPED else number


@builtin(repr)
def repr_of_i8(n: np.int8) -> str:
    return _named("int8", str(int(n)))


@builtin(repr)
def repr_of_i16(n: np.int16) -> str:
    return _named("int16", str(int(n)))


@builtin(repr)
def repr_of_i32(n: np.int32) -> str:
    return _named("int32", str(int(n)))


@builtin(repr)
def repr_of_i64(n: np.int64) -> str:
    return _named("int64", str(int(n)))


@builtin(repr)
def repr_of_u8(n: np.uint8) -> str:
    return _named("uint8", str(int(n)))


@builtin(repr)
def repr_of_u16(n: np.uint16) -> str:
    return _named("uint16", str(int(n)))


@builtin(repr)
def repr_of_u32(n: np.uint32) -> str:
    return _named("uint32", str(int(n)))


@builtin(str)
def str_of_u64(n: np.uint64) -> str:
    head = n // np.uint64(10)
    return ("" if head == 0 else str(int(head))) + str(int(n % np.uint64(10)))


@builtin(repr)
def repr_of_u64(n: np.uint64) -> str:
    return _named("uint64", str(n))


@builtin(repr)
def repr_of_f64(x: np.float64) -> str:
    return _named("float64", str(float(x)))


@builtin(repr)
def repr_of_c128(z: np.complex128) -> str:
    text = str(complex(z))
    return "np.complex128(" + text.removeprefix("(").removesuffix(")") + ")" if _TYPED else text
