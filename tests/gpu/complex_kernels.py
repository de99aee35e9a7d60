"""Kernels that call every function of complex numbers."""

# mypy: ignore-errors

from __future__ import annotations

import cmath

import numpy as np
from typed import typed

from jitscript import Array1, Array2, c64, c128, cuda, f64, i32

_ONE = """
exp log sqrt sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh
"""
_PYTHON = """
exp log sqrt sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh log10
"""
ONE, PYTHON = _ONE.split(), _PYTHON.split()


def one(x, out):
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        v = x[i]
        out[0, i] = np.exp(v)
        out[1, i] = np.log(v)
        out[2, i] = np.sqrt(v)
        out[3, i] = np.sin(v)
        out[4, i] = np.cos(v)
        out[5, i] = np.tan(v)
        out[6, i] = np.arcsin(v)
        out[7, i] = np.arccos(v)
        out[8, i] = np.arctan(v)
        out[9, i] = np.sinh(v)
        out[10, i] = np.cosh(v)
        out[11, i] = np.tanh(v)
        out[12, i] = np.arcsinh(v)
        out[13, i] = np.arccosh(v)
        out[14, i] = np.arctanh(v)


def powers(x, y, out):
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        out[i] = x[i] ** y[i]


def parts(x: Array1[c128], out: Array2[f64]) -> None:
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        out[0, i] = np.angle(x[i])
        out[1, i] = abs(x[i])
        out[2, i] = np.abs(x[i])
        out[3, i] = cmath.phase(x[i])


def python_function(x: Array1[c128], out: Array1[c128], failed: Array1[i32], which: int) -> None:
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        v = complex(x[i])
        failed[i] = 0
        out[i] = 0.0
        try:
            if which == 0:
                out[i] = cmath.exp(v)
            elif which == 1:
                out[i] = cmath.log(v)
            elif which == 2:
                out[i] = cmath.sqrt(v)
            elif which == 3:
                out[i] = cmath.sin(v)
            elif which == 4:
                out[i] = cmath.cos(v)
            elif which == 5:
                out[i] = cmath.tan(v)
            elif which == 6:
                out[i] = cmath.asin(v)
            elif which == 7:
                out[i] = cmath.acos(v)
            elif which == 8:
                out[i] = cmath.atan(v)
            elif which == 9:
                out[i] = cmath.sinh(v)
            elif which == 10:
                out[i] = cmath.cosh(v)
            elif which == 11:
                out[i] = cmath.tanh(v)
            elif which == 12:
                out[i] = cmath.asinh(v)
            elif which == 13:
                out[i] = cmath.acosh(v)
            elif which == 14:
                out[i] = cmath.atanh(v)
            else:
                out[i] = cmath.log10(v)
        except ValueError:
            failed[i] = 1
        except OverflowError:
            failed[i] = 2


def python_pairs(x: Array1[c128], y: Array1[c128], out: Array2[c128], failed: Array2[i32]) -> None:
    for i in range(cuda.grid(1), len(x), cuda.gridsize(1)):
        v, w = complex(x[i]), complex(y[i])
        for k in range(4):
            failed[k, i] = 0
            out[k, i] = 0.0
            try:
                if k == 0:
                    out[k, i] = cmath.log(v, w)
                elif k == 1:
                    out[k, i] = cmath.rect(v.real, v.imag)
                elif k == 2:
                    size, angle = cmath.polar(v)
                    out[k, i] = complex(size, angle)
                else:
                    near = cmath.isclose(v, w, rel_tol=0.25, abs_tol=1e-300)
                    out[k, i] = 1.0 if near else 2.0
            except ValueError:
                failed[k, i] = 1
            except OverflowError:
                failed[k, i] = 2


def domain(x: Array1[c128]) -> None:
    x[0] = cmath.log(complex(x[0]))


one_c128, one_c64 = (typed(one, x=Array1[t], out=Array2[t]) for t in (c128, c64))
powers_c128, powers_c64 = (
    typed(powers, x=Array1[t], y=Array1[t], out=Array1[t]) for t in (c128, c64)
)
ONE_C128, ONE_C64 = cuda.kernel(one_c128), cuda.kernel(one_c64)
POWERS_C128, POWERS_C64 = cuda.kernel(powers_c128), cuda.kernel(powers_c64)
PARTS, PYTHON_ONE, PYTHON_TWO = map(cuda.kernel, (parts, python_function, python_pairs))
DOMAIN = cuda.kernel(domain)
