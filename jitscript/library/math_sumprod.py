"""`math.sumprod`, which CPython has from 3.12 on: products of ints are exact, products of floats
are summed in triple length and rounded once, as CPython does it."""

from __future__ import annotations

import math
import sys

from .intrinsics import op
from .registry import builtin

LENGTHS = "Inputs are not the same length"

if sys.version_info >= (3, 12):

    @builtin(math.sumprod)
    def sumprod_int_tuples(p: tuple[int, ...], q: tuple[int, ...]) -> int:
        return _whole(p, q)

    @builtin(math.sumprod)
    def sumprod_int_lists(p: list[int], q: list[int]) -> int:
        return _whole(p, q)

    @builtin(math.sumprod)
    def sumprod(p: object, q: object):
        if len(p) != len(q):
            raise ValueError(LENGTHS)
        if len(p) == 0:
            return 0
        return _rounded(p, q)


def _whole(p: object, q: object) -> int:
    if len(p) != len(q):
        raise ValueError(LENGTHS)
    total = 0
    for x, y in zip(p, q):
        total = op.checked_add(total, op.checked_mul(x, y))
    return total


def _rounded(p: object, q: object) -> float:
    """The sum is kept in three floats until a term is not finite; from there on it is plain."""
    high = 0.0
    low = 0.0
    tiny = 0.0
    plain = False
    for a, b in zip(p, q):
        x = float(a)
        y = float(b)
        if not plain:
            product = x * y
            error = op.fma(x, y, -product)
            top, rest = _sum(high, product)
            if top - top == 0.0:
                middle, lost = _sum(low, error)
                low, rest = _sum(middle, rest)
                high = top
                tiny = tiny + lost + rest
                continue
            plain = True
            high = _total(high, low, tiny)
        high = high + x * y
    return high if plain else _total(high, low, tiny)


def _total(high: float, low: float, tiny: float) -> float:
    top, rest = _sum(low, high)
    return tiny + rest + top


def _sum(a: float, b: float) -> tuple[float, float]:
    """a + b as a float and what it lacks."""
    x = a + b
    z = x - a
    return x, (a - (x - z)) + (b - z)
