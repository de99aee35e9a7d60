"""`cmath`: what follows from one look at the parts, and the rest, which Python is asked for, with
its bits and its errors."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import cmath
import math

from .intrinsics import Given, op
from .registry import builtin, family


@builtin(cmath.isnan)
def isnan(z: complex) -> bool:
    return math.isnan(z.real) or math.isnan(z.imag)


@builtin(cmath.isinf)
def isinf(z: complex) -> bool:
    return math.isinf(z.real) or math.isinf(z.imag)


@builtin(cmath.isfinite)
def isfinite(z: complex) -> bool:
    return math.isfinite(z.real) and math.isfinite(z.imag)


@family(
    {
        cmath.acos: "cmath:acos",
        cmath.acosh: "cmath:acosh",
        cmath.asin: "cmath:asin",
        cmath.asinh: "cmath:asinh",
        cmath.atan: "cmath:atan",
        cmath.atanh: "cmath:atanh",
        cmath.cos: "cmath:cos",
        cmath.cosh: "cmath:cosh",
        cmath.exp: "cmath:exp",
        cmath.log: "cmath:log",
        cmath.log10: "cmath:log10",
        cmath.sin: "cmath:sin",
        cmath.sinh: "cmath:sinh",
        cmath.sqrt: "cmath:sqrt",
        cmath.tan: "cmath:tan",
        cmath.tanh: "cmath:tanh",
    }
)
def of_complex(name: Given, z: complex) -> complex:
    return op.python_call(z, callee=name, result=complex)


@builtin(cmath.log)
def log(z: complex, base: complex) -> complex:
    return op.python_call(z, base, callee="cmath:log", result=complex)


@builtin(cmath.phase)
def phase(z: complex) -> float:
    return op.python_call(z, callee="cmath:phase", result=float)


@builtin(cmath.polar)
def polar(z: complex) -> tuple[float, float]:
    return op.python_call(z, callee="cmath:polar", result=tuple[float, float])


@builtin(cmath.rect)
def rect(r: float, phi: float) -> complex:
    return op.python_call(r, phi, callee="cmath:rect", result=complex)


@builtin(cmath.isclose)
def isclose(a: complex, b: complex, *, rel_tol: float = 1e-09, abs_tol: float = 0.0) -> bool:
    return op.python_call(
        a,
        b,
        rel_tol,
        abs_tol,
        callee="cmath:isclose",
        keywords="rel_tol,abs_tol",
        result=bool,
    )
