"""`hash` of NumPy's scalars: that of the equal number of Python's."""

# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from .hashing import hash_of_complex, hash_of_float, hash_of_int
from .intrinsics import inline, op, u64
from .kinds import Complex, Float, Signed, Unsigned
from .registry import builtin


@builtin(hash)
@inline
def hash_of_signed(n: Signed) -> int:
    return hash_of_int(op.cast(n, to=int))


@builtin(hash)
@inline
def hash_of_unsigned(n: Unsigned) -> int:
    return op.cast(op.trem(op.cast(n, to=u64), op.cast(2305843009213693951, to=u64)), to=int)


@builtin(hash)
@inline
def hash_of_numpy_bool(b: np.bool_) -> int:
    return op.cast(b, to=int)


@builtin(hash)
def hash_of_numpy_float(x: Float) -> int:
    return hash_of_float(op.cast(x, to=float))


@builtin(hash)
def hash_of_numpy_complex(z: Complex) -> int:
    return hash_of_complex(op.cast(z, to=complex))
