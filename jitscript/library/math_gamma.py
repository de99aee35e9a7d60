"""`math.gamma` and `math.lgamma` by Lanczos' approximation, step by step as CPython does them."""

from __future__ import annotations

import math

from .intrinsics import op
from .math_elementary import DOMAIN, RANGE
from .registry import builtin

_PI = 3.141592653589793
_LOG_PI = 1.1447298858494002
_G = 6.02468004077673
_G_MINUS_HALF = 5.52468004077673
_INFINITY = math.inf


@builtin(math.gamma)
def gamma(x: float) -> float:
    if x - x != 0.0:
        if x == -_INFINITY:
            raise ValueError(DOMAIN)
        return x
    if x == op.floor(x) and x <= 23.0:
        if x <= 0.0:
            raise ValueError(DOMAIN)
        return _whole(x)
    size = op.fabs(x)
    if size < 1e-20:
        r = op.div(1.0, x)
    elif size > 200.0:
        r = op.div(0.0, _sin_pi(x)) if x < 0.0 else _INFINITY
    else:
        r = _lanczos(x, size)
    if op.fabs(r) == _INFINITY:
        raise OverflowError(RANGE)
    return r


def _whole(x: float) -> float:
    """The factorial of x - 1, exact in a float up to 22!."""
    r = 1.0
    k = 2.0
    while k < x:
        r = r * k
        k = k + 1.0
    return r


def _lanczos(x: float, size: float) -> float:
    y = size + _G_MINUS_HALF
    wide = size > _G_MINUS_HALF
    error = y - size - _G_MINUS_HALF if wide else y - _G_MINUS_HALF - size
    z = op.div(error * _G, y)
    if x < 0.0:
        r = op.div(op.div(-_PI, _sin_pi(size)), size) * op.libm(y, name="exp")
        r = op.div(r, _sum(size))
        r = r - z * r
        if size < 140.0:
            return op.div(r, op.libm(y, size - 0.5, name="pow"))
        half = op.libm(y, size * 0.5 - 0.25, name="pow")
        return op.div(op.div(r, half), half)
    r = op.div(_sum(size), op.libm(y, name="exp"))
    r = r + z * r
    if size < 140.0:
        return r * op.libm(y, size - 0.5, name="pow")
    half = op.libm(y, size * 0.5 - 0.25, name="pow")
    return r * half * half


@builtin(math.lgamma)
def lgamma(x: float) -> float:
    if x - x != 0.0:
        return op.fabs(x)
    if x == op.floor(x) and x <= 2.0:
        if x <= 0.0:
            raise ValueError(DOMAIN)
        return 0.0
    size = op.fabs(x)
    if size < 1e-20:
        return -op.libm(size, name="log")
    r = op.libm(_sum(size), name="log") - _G
    r = r + (size - 0.5) * (op.libm(size + _G - 0.5, name="log") - 1.0)
    if x < 0.0:
        sine = op.fabs(_sin_pi(size))
        r = _LOG_PI - op.libm(sine, name="log") - op.libm(size, name="log") - r
    if op.fabs(r) == _INFINITY:
        raise OverflowError(RANGE)
    return r


def _sin_pi(x: float) -> float:
    """sin(pi * x), accurate near every integer."""
    y = op.libm(op.fabs(x), 2.0, name="fmod")
    n = op.libm(2.0 * y, name="round")
    if n == 0.0:
        r = op.libm(_PI * y, name="sin")
    elif n == 1.0:
        r = op.libm(_PI * (y - 0.5), name="cos")
    elif n == 2.0:
        r = op.libm(_PI * (1.0 - y), name="sin")
    elif n == 3.0:
        r = -op.libm(_PI * (y - 1.5), name="cos")
    else:
        r = op.libm(_PI * (y - 2.0), name="sin")
    return op.copysign(1.0, x) * r


def _sum(x: float) -> float:
    """Lanczos' rational function; in powers of 1 / x where x is large."""
    if x < 5.0:
        n = 2.5066282746310002
        n = n * x + 210.82427775157935
        n = n * x + 8071.672002365816
        n = n * x + 186056.26539522348
        n = n * x + 2876370.6289353725
        n = n * x + 31426415.585400194
        n = n * x + 248874557.86205417
        n = n * x + 1439720407.3117216
        n = n * x + 6039542586.352028
        n = n * x + 17921034426.03721
        n = n * x + 35711959237.35567
        n = n * x + 42919803642.6491
        n = n * x + 23531376880.41076
        d = x + 66.0
        d = d * x + 1925.0
        d = d * x + 32670.0
        d = d * x + 357423.0
        d = d * x + 2637558.0
        d = d * x + 13339535.0
        d = d * x + 45995730.0
        d = d * x + 105258076.0
        d = d * x + 150917976.0
        d = d * x + 120543840.0
        d = d * x + 39916800.0
        return op.div(n, d * x)
    n = op.div(23531376880.41076, x) + 42919803642.6491
    n = op.div(n, x) + 35711959237.35567
    n = op.div(n, x) + 17921034426.03721
    n = op.div(n, x) + 6039542586.352028
    n = op.div(n, x) + 1439720407.3117216
    n = op.div(n, x) + 248874557.86205417
    n = op.div(n, x) + 31426415.585400194
    n = op.div(n, x) + 2876370.6289353725
    n = op.div(n, x) + 186056.26539522348
    n = op.div(n, x) + 8071.672002365816
    n = op.div(n, x) + 210.82427775157935
    n = op.div(n, x) + 2.5066282746310002
    d = op.div(39916800.0, x) + 120543840.0
    d = op.div(d, x) + 150917976.0
    d = op.div(d, x) + 105258076.0
    d = op.div(d, x) + 45995730.0
    d = op.div(d, x) + 13339535.0
    d = op.div(d, x) + 2637558.0
    d = op.div(d, x) + 357423.0
    d = op.div(d, x) + 32670.0
    d = op.div(d, x) + 1925.0
    d = op.div(d, x) + 66.0
    d = op.div(d, x) + 1.0
    return op.div(n, d)
