"""NumPy's elementary functions of complex numbers: libm's, which NumPy calls too, and what is made
of the parts.
"""

# The language itself: type variables stand for types in it.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from .intrinsics import Given, inline, op
from .kinds import Complex, D, Float, Integer, Real
from .registry import builtin, family


@family(
    {
        np.exp: "cexp",
        np.log: "clog",
        np.sqrt: "csqrt",
        np.sin: "csin",
        np.cos: "ccos",
        np.tan: "ctan",
        np.arcsin: "casin",
        np.arccos: "cacos",
        np.arctan: "catan",
        np.sinh: "csinh",
        np.cosh: "ccosh",
        np.tanh: "ctanh",
        np.arcsinh: "casinh",
        np.arccosh: "cacosh",
        np.arctanh: "catanh",
    }
)
@inline
def of_libm_complex(name: Given, x: Complex) -> Complex:
    return op.libm(x, name=name)


@builtin(np.square)
@inline
def square_complex(x: Complex) -> Complex:
    return op.complex_mul(x, x)


@builtin(np.maximum)
@inline
def maximum_complex(x: Complex, y: Complex) -> Complex:
    return x if np.isnan(x) or _follows(x, y) else y


@builtin(np.minimum)
@inline
def minimum_complex(x: Complex, y: Complex) -> Complex:
    return x if np.isnan(x) or _follows(y, x) else y


@builtin(np.fmax)
@inline
def fmax_complex(x: Complex, y: Complex) -> Complex:
    return x if np.isnan(y) or _follows(x, y) else y


@builtin(np.fmin)
@inline
def fmin_complex(x: Complex, y: Complex) -> Complex:
    return x if np.isnan(y) or _follows(y, x) else y


@inline
def _follows(x: Complex, y: Complex) -> bool:
    """Whether x comes after y, or is equal, by the real parts and then the imaginary ones."""
    a, b = op.real(x), op.real(y)
    c, d = op.imag(x), op.imag(y)
    return (a > b and c == c and d == d) or (a == b and c >= d)


@builtin(np.isnan)
@inline
def isnan_complex(x: Complex) -> np.bool_:
    return np.isnan(op.real(x)) | np.isnan(op.imag(x))


@builtin(np.isinf)
@inline
def isinf_complex(x: Complex) -> np.bool_:
    return (op.fabs(op.real(x)) == np.inf) | (op.fabs(op.imag(x)) == np.inf)


@builtin(np.isfinite)
@inline
def isfinite_complex(x: Complex) -> np.bool_:
    a, b = op.real(x), op.imag(x)
    return (a - a == 0.0) & (b - b == 0.0)


@builtin(np.conjugate)
@inline
def conjugate_complex(x: Complex) -> Complex:
    return op.complex(op.real(x), op.neg(op.imag(x)), to=Complex)


@builtin(np.ndarray.conj, np.ndarray.conjugate)
@inline
def conj_of_floats(a: np.ndarray[Any, np.dtype[Float]]):
    """Itself, as in NumPy."""
    return a


@builtin(np.ndarray.conj, np.ndarray.conjugate)
@inline
def conj_of_integers(a: np.ndarray[Any, np.dtype[Integer]]):
    return a


@builtin(np.ndarray.conj, np.ndarray.conjugate, np.generic.conj)
@inline
def conj(a: object):
    return np.conjugate(a)


# --- parts --------------------------------------------------------------------------------------


@builtin(np.real)
@inline
def real(val: np.ndarray[Any, np.dtype[D]]):
    return val.real


@builtin(np.real)
@inline
def real_of_number(val: D):
    return val.real


@builtin(np.imag)
@inline
def imag(val: np.ndarray[Any, np.dtype[Complex]]):
    return val.imag


@builtin(np.imag)
@inline
def imag_of_number(val: D):
    return val.imag


@builtin(np.angle)
@inline
def angle(z: np.ndarray[Any, np.dtype[Complex]], deg: Given = False):
    if deg:
        return np.arctan2(z.imag, z.real) * (180 / np.pi)
    return np.arctan2(z.imag, z.real)


@builtin(np.angle)
@inline
def angle_of_real(z: np.ndarray[Any, np.dtype[Real]], deg: Given = False):
    if deg:
        return np.arctan2(np.zeros_like(z), z) * (180 / np.pi)
    return np.arctan2(np.zeros_like(z), z)


@builtin(np.angle)
@inline
def angle_of_number(z: Complex, deg: Given = False):
    if deg:
        return np.arctan2(z.imag, z.real) * (180 / np.pi)
    return np.arctan2(z.imag, z.real)
