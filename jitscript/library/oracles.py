"""Conversions that the language makes and Python has no function for, as plain Python.

The library's overloads are registered for these functions, as they are for Python's own.
"""

from __future__ import annotations

from typing import Any


def exact_float(x: Any) -> float:
    """An int as the float of the same value."""
    if int(float(x)) != int(x):
        raise OverflowError(f"int {x} is not exactly representable as a float")
    return float(x)


def exact_f32(x: float) -> Any:
    """A float as the np.float32 of the same value."""
    return _narrow(x, "float32")


def exact_f16(x: float) -> Any:
    """A float as the np.float16 of the same value."""
    return _narrow(x, "float16")


def exact_c64(x: complex) -> Any:
    """A complex as the np.complex64 of the same value."""
    return _narrow(x, "complex64")


def _narrow(x: Any, name: str) -> Any:
    import numpy as np

    with np.errstate(all="ignore"):
        y = getattr(np, name)(x)
    if type(x)(y) != x and x == x:
        raise OverflowError(f"the value is not exactly representable as a {name}")
    return y
