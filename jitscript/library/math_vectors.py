"""`math.hypot`, `dist`, `fsum` and `prod`: sums that lose nothing, as CPython makes them."""

from __future__ import annotations

import math

from . import axes
from .intrinsics import Buffer, Given, inline, op
from .math_floats import frexp, scaled
from .registry import builtin

_INFINITY = math.inf
_TINY = 2.2250738585072014e-308  # the smallest normal float
DIMENSIONS = "both points must have the same number of dimensions"
_ROOM = 64  # partial sums are at least 53 bits apart, so there are at most 42


@builtin(math.hypot)
def hypot(*coordinates: float) -> float:
    return norm(coordinates)


@builtin(math.hypot)
def hypot_of_several(*coordinates: object) -> float:
    """NumPy's integers become the nearest floats, as where one float is asked for."""
    return norm(_nearest(coordinates, axes.before(len(coordinates))))


@inline
def _nearest(values: object, last: Given):
    if last < 0:
        return ()
    return (*_nearest(values, axes.before(last)), real(values[last]))


@builtin(math.dist)
def dist_1(p: tuple[float], q: tuple[float]) -> float:
    return norm((p[0] - q[0],))


@builtin(math.dist)
def dist_2(p: tuple[float, float], q: tuple[float, float]) -> float:
    return norm((p[0] - q[0], p[1] - q[1]))


@builtin(math.dist)
def dist_3(p: tuple[float, float, float], q: tuple[float, float, float]) -> float:
    return norm((p[0] - q[0], p[1] - q[1], p[2] - q[2]))


@builtin(math.dist)
def dist(p: tuple[float, ...], q: tuple[float, ...]) -> float:
    if len(p) != len(q):
        raise ValueError(DIMENSIONS)
    differences: list[float] = [x - y for x, y in zip(p, q)]
    return norm(differences)


def real(x: object) -> float:
    """A number as a float: `float` takes texts too."""
    if isinstance(x, str):
        raise TypeError("must be real number, not str")
    if isinstance(x, bytes):
        raise TypeError("must be real number, not bytes")
    if isinstance(x, bytearray):
        raise TypeError("must be real number, not bytearray")
    return float(x)


@builtin(math.dist)
def dist_of_items(p: object, q: object) -> float:
    if len(p) != len(q):
        raise ValueError(DIMENSIONS)
    differences: list[float] = [real(x) - real(y) for x, y in zip(p, q)]
    return norm(differences)


def norm(values: object) -> float:
    """CPython's vector_norm: scaled by a power of two, then corrected by half a Newton step."""
    largest = 0.0
    nan = False
    for x in values:
        nan = nan or x != x
        if op.fabs(x) > largest:
            largest = op.fabs(x)
    if largest == _INFINITY:
        return largest
    if nan:
        return math.nan
    if largest == 0.0 or len(values) <= 1:
        return largest
    _, exponent = frexp(largest)
    if exponent < -1023:  # no power of two would reach: make the subnormals normal first
        _, exponent = frexp(op.div(largest, _TINY))
        return _TINY * _scaled_norm(values, _TINY, exponent)
    return _scaled_norm(values, 1.0, exponent)


def _scaled_norm(values: object, unit: float, exponent: int) -> float:
    scale = scaled(1.0, op.neg(exponent))
    total = 1.0
    low = 0.0
    lost = 0.0
    for value in values:
        x = op.div(value, unit) * scale
        square, rest = _product(x, x)
        before = total
        total = before + square
        low = low + rest
        lost = lost + ((before - total) + square)
    h = op.sqrt(total - 1.0 + (low + lost))
    square, rest = _product(-h, h)
    before = total
    total = before + square
    low = low + rest
    lost = lost + ((before - total) + square)
    x = total - 1.0 + (low + lost)
    return op.div(h + op.div(x, 2.0 * h), scale)


def _product(a: float, b: float) -> tuple[float, float]:
    """a * b as a float and what it lacks."""
    high = a * b
    return high, op.fma(a, b, -high)


@builtin(math.fsum)
def fsum(items: object) -> float:
    """Shewchuk's partial sums, whose total is rounded once."""
    partials = op.buffer_new(_ROOM, elem=float)
    n = 0
    special = 0.0
    infinities = 0.0
    for item in items:
        given = real(item)
        x, n = _add(partials, n, given)
        if x == 0.0:
            continue
        if x - x == 0.0:
            op.buffer_store(partials, n, x)
            n = op.add(n, 1)
            continue
        if given - given == 0.0:
            raise OverflowError("intermediate overflow in fsum")
        if given == given:
            infinities = infinities + given
        special = special + given
        n = 0
    if special != 0.0:
        if infinities != infinities:
            raise ValueError("-inf + inf in fsum")
        return special
    return _total(partials, n)


def _add(partials: Buffer[float], n: int, x: float) -> tuple[float, int]:
    """Add x to each of n partial sums, keeping what is lost; the sum, and how many are left."""
    kept = 0
    for j in range(n):
        y = op.buffer_load(partials, j)
        if op.fabs(x) < op.fabs(y):
            x, y = y, x
        high = x + y
        low = y - (high - x)
        if low != 0.0:
            op.buffer_store(partials, kept, low)
            kept = op.add(kept, 1)
        x = high
    return x, kept


def _total(partials: Buffer[float], n: int) -> float:
    if n == 0:
        return 0.0
    n = op.sub(n, 1)
    high = op.buffer_load(partials, n)
    low = 0.0
    while n > 0:
        x = high
        n = op.sub(n, 1)
        y = op.buffer_load(partials, n)
        high = x + y
        low = y - (high - x)
        if low != 0.0:
            break
    if n > 0 and low != 0.0:
        below = op.buffer_load(partials, op.sub(n, 1))
        if (low < 0.0 and below < 0.0) or (low > 0.0 and below > 0.0):
            y = low * 2.0
            x = high + y
            if y == x - high:
                high = x
    return high


@builtin(math.prod)
def prod_of_tuple(items: tuple[object, ...], *, start: object = 1):
    product = start
    for x in items:
        product = product * x
    return product


@builtin(math.prod)
def prod(items: object, *, start: object = 1):
    if len(items) == 0:
        return start
    product = start * items[0]
    for i in range(1, len(items)):
        product = product * items[i]
    return product
