"""`min max sum any all pow divmod` over any values that have the operators they use."""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable
from typing import Any

from .intrinsics import inline, op
from .registry import builtin
from .words import MAX_EMPTY, MIN_EMPTY, said

NO_INDEX = said(operator.indexOf, [], 0)
Key = Callable[..., Any] | None


@builtin(min)
@inline
def min_of_two(a: object, b: object):
    return b if b < a else a


@builtin(max)
@inline
def max_of_two(a: object, b: object):
    return b if b > a else a


@builtin(min)
@inline
def min_of_values(a: object, b: object, c: object, *more: object):
    least = c if c < (d := min(a, b)) else d
    return min(least, *more) if len(more) > 0 else least


@builtin(max)
@inline
def max_of_values(a: object, b: object, c: object, *more: object):
    most = c if c > (d := max(a, b)) else d
    return max(most, *more) if len(more) > 0 else most


def _first(items: object):
    for x in items:
        return x
    raise ValueError(MIN_EMPTY)


@builtin(min)
def min_of_items(items: object):
    if len(items) == 0:
        raise ValueError(MIN_EMPTY)
    least = _first(items)
    if isinstance(least, (int, float, str)):  # it does not show that the first meets itself
        for x in items:
            if x < least:
                least = x
        return least
    rest = False
    for x in items:
        if rest and x < least:
            least = x
        rest = True
    return least


@builtin(max)
def max_of_items(items: object):
    if len(items) == 0:
        raise ValueError(MAX_EMPTY)
    most = _first(items)
    if isinstance(most, (int, float, str)):  # it does not show that the first meets itself
        for x in items:
            if x > most:
                most = x
        return most
    rest = False
    for x in items:
        if rest and x > most:
            most = x
        rest = True
    return most


@builtin(min)
def min_by(items: object, *, key: Key):
    if key is None:
        return min(items)
    if len(items) == 0:
        raise ValueError(MIN_EMPTY)
    least = _first(items)
    at_least = key(least)
    rest = False
    for x in items:
        if rest:
            k = key(x)
            if k < at_least:
                least, at_least = x, k
        rest = True
    return least


@builtin(max)
def max_by(items: object, *, key: Key):
    if key is None:
        return max(items)
    if len(items) == 0:
        raise ValueError(MAX_EMPTY)
    most = _first(items)
    at_most = key(most)
    rest = False
    for x in items:
        if rest:
            k = key(x)
            if k > at_most:
                most, at_most = x, k
        rest = True
    return most


@builtin(min)
def min_or(items: object, *, default: object, key: Key = None):
    return min(items, key=key) if len(items) > 0 else default


@builtin(max)
def max_or(items: object, *, default: object, key: Key = None):
    return max(items, key=key) if len(items) > 0 else default


@builtin(min)
def min_of_values_by(a: object, b: object, *more: object, key: Key):
    return min((a, b, *more), key=key)


@builtin(max)
def max_of_values_by(a: object, b: object, *more: object, key: Key):
    return max((a, b, *more), key=key)


if sys.version_info >= (3, 12):  # which sums floats with a compensation

    @builtin(sum)
    def sum_of_floats(items: tuple[float, ...], start: float = 0.0) -> float:
        return _compensated(items, start)

    @builtin(sum)
    def sum_of_float_list(items: list[float], start: float = 0.0) -> float:
        return _compensated(items, start)


def _compensated(items: object, start: float) -> float:
    """Neumaier's sum, as CPython's cs_add."""
    total = start
    lost = 0.0
    for x in items:
        t = total + x
        big, small = (total, x) if op.fabs(total) >= op.fabs(x) else (x, total)
        lost = lost + ((big - t) + small)
        total = t
    return total + lost if lost - lost == 0.0 else total


def _check_start(start: object) -> None:
    if isinstance(start, str):
        raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
    if isinstance(start, bytes):
        raise TypeError("sum() can't sum bytes [use b''.join(seq) instead]")
    if isinstance(start, bytearray):
        raise TypeError("sum() can't sum bytearray [use b''.join(seq) instead]")


@builtin(sum)
def sum_of_tuple(items: tuple[object, ...], start: object = 0):
    _check_start(start)
    total = start
    for x in items:
        total = total + x
    return total


@builtin(sum)
def sum_of_items(items: object):
    if len(items) == 0:
        return 0
    total = 0 + _first(items)
    rest = False
    for x in items:
        if rest:
            total = total + x
        rest = True
    return total


@builtin(sum)
def sum_from(items: object, start: object):
    _check_start(start)
    if len(items) == 0:
        return start
    total = start + _first(items)
    rest = False
    for x in items:
        if rest:
            total = total + x
        rest = True
    return total


@builtin(any)
def any_of_items(items: object) -> bool:
    for x in items:
        if x:
            return True
    return False


@builtin(all)
def all_of_items(items: object) -> bool:
    for x in items:
        if not x:
            return False
    return True


@builtin(pow)
@inline
def power(base: object, exp: object):
    return base**exp


@builtin(operator.contains)
def contains(items: object, x: object) -> bool:
    for y in items:
        if y == x:
            return True
    return False


@builtin(operator.countOf)
def count_of(a: object, b: object) -> int:
    n = 0
    for x in a:
        if x == b:
            n += 1
    return n


@builtin(operator.indexOf)
def index_of(a: object, b: object) -> int:
    i = 0
    for x in a:
        if x == b:
            return i
        i = i + 1
    raise ValueError(NO_INDEX)


@builtin(operator.index)
def index_of_int(a: int) -> int:
    return a


@builtin(operator.index)
def index_of_bool(a: bool) -> int:
    return int(a)
