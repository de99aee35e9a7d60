"""Calls with a list spread over their arguments: `print(*xs)`, `gcd(*xs)`, `set.union(*xs)`."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import math
from typing import TypeVar

from .containers_list import List
from .containers_str import Str
from .containers_tuple import of_own
from .math_vectors import norm, real

T = TypeVar("T")


def max_of(items: object):
    _as_several(items, "max")
    return max(items)


def min_of(items: object):
    _as_several(items, "min")
    return min(items)


def _as_several(items: object, name: str) -> None:
    """What a call with these arguments asks of them."""
    if len(items) == 0:
        raise TypeError(name + " expected at least 1 argument, got 0")
    if len(items) == 1:
        for x in items:
            _one(x)


def _one(x: object) -> None:
    """`max(*[x])` is `max(x)`."""
    if isinstance(x, bool):
        raise TypeError("'bool' object is not iterable")
    if isinstance(x, int):
        raise TypeError("'int' object is not iterable")
    if isinstance(x, float):
        raise TypeError("'float' object is not iterable")
    raise ValueError("compiled code does not know the greatest of one list spread with `*`")


def gcd_of(items: object) -> int:
    found = 0
    for x in items:
        found = math.gcd(found, x)
    return found


def lcm_of(items: object) -> int:
    found = 1
    for x in items:
        found = math.lcm(found, x)
    return found


def add_text(texts: List[Str], value: object) -> None:
    texts.append(str(value))


def add_texts(texts: List[Str], values: object) -> None:
    for value in values:
        texts.append(str(value))


def rest_of(items: List[T], start: int) -> object:
    return of_own(items[start:])


def hypot_of(items: object) -> float:
    return norm([real(x) for x in items])


def union_of(items: object):
    first = _first(items, "union")
    for i in range(1, len(items)):
        first.update(items[i])
    return first


def intersection_of(items: object):
    first = _first(items, "intersection")
    for i in range(1, len(items)):
        first = first.intersection(items[i])
    return first


def difference_of(items: object):
    first = _first(items, "difference")
    for i in range(1, len(items)):
        first = first.difference(items[i])
    return first


def _first(items: object, name: str):
    """A copy of what a method of sets is called on: `set.union(*items)`."""
    if len(items) == 0:
        raise TypeError("unbound method set." + name + "() needs an argument")
    return items[0].copy()


def union_all(own: object, others: object):
    made = own.copy()
    for other in others:
        made.update(other)
    return made


def update_all(own: object, others: object) -> None:
    for other in others:
        own.update(other)
