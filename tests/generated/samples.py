"""Argument values for generated tests: the edges of each scalar type, and a few plain ones."""

from __future__ import annotations

import itertools
import math
import operator
import random
from typing import Any

import numpy as np

INTS = [0, 1, -1, 2, 3, -3, 7, -8, 10, 63, 64, 100, -255, 2**31, 2**53, 2**53 + 1, -(2**53) - 1]
INTS += [2**62 + 3, 2**63 - 1, -(2**63), 2**63 - 513]
FLOATS = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, -2.5, 2.0, 3.0, -7.25, 1e-3, 0.1, 10.0, 100.0]
FLOATS += [1e-300, 5e-324, -5e-324, 2.2250738585072014e-308, 1e300, -1e300, 1.7976931348623157e308]
FLOATS += [
    math.inf,
    -math.inf,
    math.nan,
    math.pi,
    171.5,
    -170.3,
    709.9,
    2.0**53,
    2.0**63,
    -(2.0**63),
]
ROUNDED = [0.125, 2.675, 1.005, -0.375, 1e22, 150.0, 250.0, -1234.5678, 5015.0, 4503599627370497.5]
ROUNDED += [5e-24, 2.0**-24, 2.0**-30, 3e22, 1.5e23, 2.5e-31, 1.2345e-310, 5e299]
DIGITS = [0, 1, 2, 3, 5, 15, 17, 18, 19, 20, 22, 23, 30, 46, 100, 300, 308, 323, 400]
PARTS = [0.0, -0.0, 1.0, -2.5, 1e200, 5e-324, math.inf, math.nan]
SMALL = [-3, -1, 0, 1, 2, 3, 5, 8, 20, 21, 25, 33, 61, 62, 63, 64, 70]

# Second arguments of these are kept small: Python's own answer would not fit the machine.
SMALL_SECOND = {operator.pow, operator.lshift, pow, round}
SMALL_ALL = {math.factorial, math.comb, math.perm}


def values(cls: Any) -> list[Any]:
    """Sample values of a scalar class."""
    if cls is bool:
        return [False, True]
    if cls is int:
        return INTS
    if cls is float:
        return FLOATS
    if cls is complex:
        return [complex(x, y) for x in PARTS for y in PARTS]
    if cls is np.bool_:
        return [np.False_, np.True_]
    kind = np.dtype(cls).kind
    with np.errstate(all="ignore"):
        if kind in "iu":
            info = np.iinfo(cls)
            found = {n for n in INTS if info.min <= n <= info.max} | {int(info.min), int(info.max)}
            return [cls(n) for n in sorted(found)]
        if kind == "f":
            return [cls(x) for x in FLOATS]
        return [cls(complex(x, y)) for x in PARTS for y in PARTS]


def arguments(oracle: Any, classes: list[Any], limit: int = 700) -> list[tuple[Any, ...]]:
    """Tuples of arguments: all combinations where they are few, else a fixed choice of them."""
    lists = [values(cls) for cls in classes]
    for i, cls in enumerate(classes):
        if cls is int and (oracle in SMALL_ALL or (i == 1 and oracle in SMALL_SECOND)):
            lists[i] = SMALL
    if oracle is round and len(lists) == 2:
        whole = [25, 15, -25, 250, 5 * 10**18]
        special = {float: ROUNDED, int: whole, np.float64: list(map(np.float64, ROUNDED))}
        lists[0] = [*lists[0], *special.get(classes[0], [])]
        lists[1] = [*DIGITS, *(-n for n in DIGITS)]
        limit = max(limit, 2500 * limit // 700)
    total = math.prod(map(len, lists))
    if total <= limit:
        return list(itertools.product(*lists))
    pick = random.Random(20)
    return [tuple(pick.choice(column) for column in lists) for _ in range(limit)]
