"""NumPy's elementary functions on one element. The front end gives all operands one NumPy type,
a float for functions that have no integer form, and maps the call over arrays.

Results are libm's, within 4 units in the last place of NumPy's own, where no other file has the
function (`elementary_f64_numpy.py` and its like). There are no errors: outside its domain a
function is nan.
"""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

import numpy as np

from .intrinsics import Given, inline, op
from .kinds import Real, Whole
from .registry import builtin, family


@builtin(np.floor, np.ceil, np.trunc)
@inline
def whole(x: Whole) -> Whole:
    return x


@builtin(np.isnan)
@inline
def isnan(x: Real) -> np.bool_:
    return x != x


@builtin(np.isinf)
@inline
def isinf(x: Real) -> np.bool_:
    return op.fabs(x) == np.inf


@builtin(np.isfinite)
@inline
def isfinite(x: Real) -> np.bool_:
    return x - x == 0.0


@builtin(np.sqrt)
@inline
def sqrt(x: Real) -> Real:
    return op.sqrt(x)


@builtin(np.floor)
@inline
def floor(x: Real) -> Real:
    return op.floor(x)


@builtin(np.ceil)
@inline
def ceil(x: Real) -> Real:
    return op.ceil(x)


@builtin(np.trunc)
@inline
def trunc(x: Real) -> Real:
    return op.trunc(x)


@builtin(np.rint)
@inline
def rint(x: Real) -> Real:
    return op.rint(x)


@builtin(np.fabs)
@inline
def fabs(x: Real) -> Real:
    return op.fabs(x)


@family(
    {
        np.log10: "log10",
        np.arcsinh: "asinh",
        np.arccosh: "acosh",
        np.arctanh: "atanh",
    }
)
@inline
def of_libm(name: Given, x: Real) -> Real:
    return op.libm(x, name=name)
