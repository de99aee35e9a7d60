"""What `random` makes of the Mersenne Twister's words, step by step as CPython does, for a
generator `g` (see `random_words.py`)."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import math
import random
import sys
from bisect import bisect_right
from math import acos, ceil, cos, exp, floor, isfinite, log, pi, sin, sqrt

from .intrinsics import op
from .random_words import KEEP_NORMAL, TAKE_NORMAL, ask, below, int_of, unit
from .words import said

_TWO_PI = random.TWOPI
_NORMAL = random.NV_MAGICCONST
_LOG_4 = random.LOG4
_GAMMA = random.SG_MAGICCONST
_E = math.e
_TOOK = random.Random(0)  # not Python's own: it must not lose numbers by being asked for words
NO_RANGE = said(_TOOK.randrange, 0)
NO_STEP = said(_TOOK.randrange, 0, 1, 0)
NO_STOP = said(_TOOK.randrange, 1, None, 2)
NO_SAMPLE = said(_TOOK.sample, [], 1)
NO_GAMMA = said(_TOOK.gammavariate, 0.0, 1.0)
NO_CHOICE = said(_TOOK.choice, [])
OTHER_WEIGHTS = said(_TOOK.choices, [1], [1, 1])
NO_WEIGHTS = said(_TOOK.choices, [1], [0])
ENDLESS_WEIGHTS = said(_TOOK.choices, [1], [math.inf])
TWO_WEIGHTS = said(lambda: _TOOK.choices([1], [1], cum_weights=[1]))
OTHER_COUNTS = said(lambda: _TOOK.sample([1], 1, counts=[1, 1]))
NO_COUNTS = said(lambda: _TOOK.sample([1], 1, counts=[0]))
_EMPTY_LIST = said(lambda: [][-1])


def range_of(g: object, start: int, stop: object, step: int) -> int:
    if stop is not None:
        return range_between(g, start, stop, step)
    if step != 1:
        raise TypeError(NO_STOP)
    if start <= 0:
        raise ValueError(NO_RANGE)
    return below(g, start)


if sys.version_info >= (3, 12):

    def _empty(start: int, stop: int) -> str:
        return f"empty range in randrange({start}, {stop})"

    def _empty_steps(start: int, stop: int, step: int) -> str:
        return f"empty range in randrange({start}, {stop}, {step})"

else:

    def _empty(start: int, stop: int) -> str:
        return f"empty range for randrange() ({start}, {stop}, {stop - start})"

    def _empty_steps(start: int, stop: int, step: int) -> str:
        return NO_RANGE


def range_between(g: object, start: int, stop: int, step: int) -> int:
    if step == 1:
        if start >= stop:
            raise ValueError(_empty(start, stop))
        return int_of(g, start, op.sub(stop, 1))
    width = stop - start
    if step > 0:
        n = (width + step - 1) // step
    elif step < 0:
        n = (width + step + 1) // step
    else:
        raise ValueError(NO_STEP)
    if n <= 0:
        raise ValueError(_empty_steps(start, stop, step))
    return start + step * below(g, n)


def int_between(g: object, a: int, b: int) -> int:
    if a > b:
        raise ValueError(_empty(a, b + 1))
    return int_of(g, a, b)


def choice(g: object, items: object):
    n = len(items)
    if n == 0:
        raise IndexError(NO_CHOICE)
    return items[below(g, n)]


def choices(g: object, items: object, weights: object, cum_weights: object, k: int):
    n = len(items)
    if cum_weights is None:
        if weights is None:
            m = float(n)
            return [items[floor(unit(g) * m)] for _ in range(k)]
        return _weighted(g, items, n, _sums(weights), k)
    if weights is not None:
        raise TypeError(TWO_WEIGHTS)
    return _weighted(g, items, n, cum_weights, k)


def _sums(items: object):
    if len(items) == 0:
        return [x for x in items]
    total = items[0]
    sums = [total]
    for i in range(1, len(items)):
        total = total + items[i]
        sums.append(total)
    return sums


def _weighted(g: object, items: object, n: int, sums: object, k: int):
    if len(sums) != n:
        raise ValueError(OTHER_WEIGHTS)
    if n == 0:
        raise IndexError(_EMPTY_LIST)
    total = sums[n - 1] + 0.0
    if total <= 0.0:
        raise ValueError(NO_WEIGHTS)
    if not isfinite(total):
        raise ValueError(ENDLESS_WEIGHTS)
    return [items[bisect_right(sums, unit(g) * total, 0, n - 1)] for _ in range(k)]


def shuffle(g: object, items: object) -> None:
    i = len(items) - 1
    while i > 0:
        j = below(g, i + 1)
        items[i], items[j] = items[j], items[i]
        i -= 1


def sample(g: object, items: object, k: int, counts: object):
    n = len(items)
    if counts is not None:
        sums = _sums(counts)
        if len(sums) != n:
            raise ValueError(OTHER_COUNTS)
        if n == 0:
            raise IndexError("pop from empty list")
        total = sums[n - 1]
        if total <= 0:
            raise ValueError(NO_COUNTS)
        return [items[bisect_right(sums, s)] for s in _sample(g, range(total), total, k)]
    return _sample(g, items, n, k)


def _sample(g: object, items: object, n: int, k: int):
    if k < 0 or k > n:
        raise ValueError(NO_SAMPLE)
    if n <= _room(k):
        pool = list(items)
        drawn = []
        for i in range(k):
            j = below(g, n - i)
            drawn.append(pool[j])
            pool[j] = pool[n - i - 1]
        return drawn
    taken = set()
    made = []
    for _ in range(k):
        j = below(g, n)
        while j in taken:
            j = below(g, n)
        taken.add(j)
        made.append(items[j])
    return made


def _room(k: int) -> int:
    """How many places CPython's set of those taken would have."""
    return 21 + 4 ** ceil(log(k * 3, 4)) if k > 5 else 21


def triangular(g: object, low: object, high: object, mode: object):
    u = unit(g)
    if mode is None:
        return _triangular(u, 0.5, low, high)
    if high - low == 0:
        return low
    return _triangular(u, (mode - low) / (high - low), low, high)


def _triangular(u: float, c: float, low: object, high: object) -> float:
    if u > c:
        return high + (low - high) * sqrt((1.0 - u) * (1.0 - c))
    return low + (high - low) * sqrt(u * c)


def normal(g: object, mu: float, sigma: float) -> float:
    while True:
        u1 = unit(g)
        u2 = 1.0 - unit(g)
        z = _NORMAL * (u1 - 0.5) / u2
        if z * z / 4.0 <= -log(u2):
            return mu + z * sigma


def gauss(g: object, mu: float, sigma: float) -> float:
    z = _taken(g)
    if z != z:
        x = unit(g) * _TWO_PI
        radius = sqrt(-2.0 * log(1.0 - unit(g)))
        z = cos(x) * radius
        _keep(g, sin(x) * radius)
    return mu + z * sigma


def _taken(g: object) -> float:
    """The second of the last two numbers, if nobody has it yet; else nan."""
    if isinstance(g, int):
        return op.py_unbox(ask(TAKE_NORMAL, None), result=float)
    z = g._kept
    g._kept = math.nan
    return z


def _keep(g: object, z: float) -> None:
    if isinstance(g, int):
        ask(KEEP_NORMAL, z)
    else:
        g._kept = z


def exponential(g: object, rate: float) -> float:
    return -log(1.0 - unit(g)) / rate


def von_mises(g: object, mu: float, kappa: float) -> float:
    if kappa <= 1e-6:
        return _TWO_PI * unit(g)
    s = 0.5 / kappa
    r = s + sqrt(1.0 + s * s)
    while True:
        z = cos(pi * unit(g))
        d = z / (r + z)
        u = unit(g)
        if u < 1.0 - d * d or u <= (1.0 - d) * exp(d):
            break
    q = 1.0 / r
    f = (q + z) / (1.0 + q * z)
    if unit(g) > 0.5:
        return (mu + acos(f)) % _TWO_PI
    return (mu - acos(f)) % _TWO_PI


def gamma(g: object, alpha: float, beta: float) -> float:
    if alpha <= 0.0 or beta <= 0.0:
        raise ValueError(NO_GAMMA)
    if alpha > 1.0:
        root = sqrt(2.0 * alpha - 1.0)
        b = alpha - _LOG_4
        c = alpha + root
        while True:
            u1 = unit(g)
            if not (u1 > 1e-7 and u1 < 0.9999999):
                continue
            u2 = 1.0 - unit(g)
            v = log(u1 / (1.0 - u1)) / root
            x = alpha * exp(v)
            z = u1 * u1 * u2
            r = b + c * v - x
            if r + _GAMMA - 4.5 * z >= 0.0 or r >= log(z):
                return x * beta
    if alpha == 1.0:
        return -log(1.0 - unit(g)) * beta
    while True:
        u = unit(g)
        b = (_E + alpha) / _E
        p = b * u
        x = p ** (1.0 / alpha) if p <= 1.0 else -log((b - p) / alpha)
        u1 = unit(g)
        if p > 1.0:
            if u1 <= x ** (alpha - 1.0):
                return x * beta
        elif u1 <= exp(-x):
            return x * beta


def beta(g: object, alpha: float, beta: float) -> float:
    y = gamma(g, alpha, 1.0)
    if y != 0.0:
        return y / (y + gamma(g, beta, 1.0))
    return 0.0


def pareto(g: object, alpha: float) -> float:
    return (1.0 - unit(g)) ** (-1.0 / alpha)


def weibull(g: object, alpha: float, beta: float) -> float:
    u = 1.0 - unit(g)
    return alpha * (-log(u)) ** (1.0 / beta)
