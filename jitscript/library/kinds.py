"""NumPy's scalar types by kind: the type variables that library code has in common."""

# Type variables are made of tables here.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

import numpy as np

SIGNED = (np.int8, np.int16, np.int32, np.int64)
UNSIGNED = (np.uint8, np.uint16, np.uint32, np.uint64)
FLOATS = (np.float16, np.float32, np.float64)
COMPLEX = (np.complex64, np.complex128)

D = TypeVar("D", bound=np.generic)
E = TypeVar("E", bound=np.generic)
Signed = TypeVar("Signed", *SIGNED)
Unsigned = TypeVar("Unsigned", *UNSIGNED)
Integer = TypeVar("Integer", *SIGNED, *UNSIGNED)
Whole = TypeVar("Whole", *SIGNED, *UNSIGNED, np.bool_)
Natural = TypeVar("Natural", np.bool_, *UNSIGNED)
Float = TypeVar("Float", *FLOATS)
Real = TypeVar("Real", np.float32, np.float64)  # half precision is worked on in single
Number = TypeVar("Number", *SIGNED, *UNSIGNED, np.float32, np.float64)
Ordered = TypeVar("Ordered", np.bool_, *SIGNED, *UNSIGNED, *FLOATS)
Simple = TypeVar("Simple", bool, np.bool_, *SIGNED, *UNSIGNED, *FLOATS)  # with Python's bool
Complex = TypeVar("Complex", *COMPLEX)
AnyComplex = TypeVar("AnyComplex", complex, *COMPLEX)
Wide = TypeVar("Wide", float, complex)
