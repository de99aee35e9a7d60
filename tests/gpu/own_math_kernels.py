"""Kernels that call every mathematical function, with the language's own code for it."""

# mypy: ignore-errors

from __future__ import annotations

import math

import numpy as np
from typed import typed

from jitscript import Array1, Array2, cuda, f32, f64

_ONE = """
exp exp2 expm1 sinh cosh tanh log log2 log10 log1p cbrt arcsinh arccosh arctanh sin cos tan
arcsin arccos arctan
"""
_TWO = "arctan2 power fmod hypot nextafter"
_PYTHON = "erf erfc gamma lgamma"
_IN_C = """
exp exp2 expm1 sinh cosh tanh log log2 log10 log1p cbrt asinh acosh atanh sin cos tan asin
acos atan atan2 pow fmod hypot nextafter
"""
ONE, TWO, PYTHON, IN_C = (text.split() for text in (_ONE, _TWO, _PYTHON, _IN_C))


def one(x, out):
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        v = x[i]
        out[0, i] = np.exp(v)
        out[1, i] = np.exp2(v)
        out[2, i] = np.expm1(v)
        out[3, i] = np.sinh(v)
        out[4, i] = np.cosh(v)
        out[5, i] = np.tanh(v)
        out[6, i] = np.log(v)
        out[7, i] = np.log2(v)
        out[8, i] = np.log10(v)
        out[9, i] = np.log1p(v)
        out[10, i] = np.cbrt(v)
        out[11, i] = np.arcsinh(v)
        out[12, i] = np.arccosh(v)
        out[13, i] = np.arctanh(v)
        out[14, i] = np.sin(v)
        out[15, i] = np.cos(v)
        out[16, i] = np.tan(v)
        out[17, i] = np.arcsin(v)
        out[18, i] = np.arccos(v)
        out[19, i] = np.arctan(v)


def two(x, y, out):
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        v, w = x[i], y[i]
        out[0, i] = np.arctan2(v, w)
        out[1, i] = v**w
        out[2, i] = np.fmod(v, w)
        out[3, i] = np.hypot(v, w)
        out[4, i] = np.nextafter(v, w)


def functions_in_python(x: Array1[f64], out: Array2[f64]) -> None:
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        v = float(x[i])
        out[0, i] = math.erf(v)
        out[1, i] = math.erfc(v)
        try:
            out[2, i] = math.gamma(v)
        except Exception:
            out[2, i] = math.nan
        try:
            out[3, i] = math.lgamma(v)
        except Exception:
            out[3, i] = math.nan


def little(x: Array1[f64]) -> None:
    x[0] = np.exp(x[0])


def none(x: Array1[f64]) -> None:
    x[0] = np.sqrt(x[0])


one_f64, one_f32 = (typed(one, x=Array1[t], out=Array2[t]) for t in (f64, f32))
two_f64, two_f32 = (typed(two, x=Array1[t], y=Array1[t], out=Array2[t]) for t in (f64, f32))
ONE_F64, ONE_F32 = cuda.kernel(one_f64, math="own"), cuda.kernel(one_f32, math="own")
TWO_F64, TWO_F32 = cuda.kernel(two_f64, math="own"), cuda.kernel(two_f32, math="own")
python_functions = cuda.kernel(functions_in_python, math="own")
