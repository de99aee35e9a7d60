"""`functools.reduce` as generators that give one value."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

EMPTY = "reduce() of empty iterable with no initial value"


def reduced(function, iterable):
    begun = False
    for x in iterable:
        if not begun:
            begun = True
            total = x
        else:
            total = function(total, x)
    if not begun:
        raise TypeError(EMPTY)
    yield total


def reduced_from(function, iterable, initial):
    total = initial
    for x in iterable:
        total = function(total, x)
    yield total


def gt_from_lt(self, other):
    return not self < other and self != other


def le_from_lt(self, other):
    return self < other or self == other


def ge_from_lt(self, other):
    return not self < other


def ge_from_le(self, other):
    return not self <= other or self == other


def lt_from_le(self, other):
    return self <= other and self != other


def gt_from_le(self, other):
    return not self <= other


def lt_from_gt(self, other):
    return not self > other and self != other


def ge_from_gt(self, other):
    return self > other or self == other


def le_from_gt(self, other):
    return not self > other


def le_from_ge(self, other):
    return not self >= other or self == other


def gt_from_ge(self, other):
    return self >= other and self != other


def lt_from_ge(self, other):
    return not self >= other
