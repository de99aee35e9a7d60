"""The methods that `dataclass` makes. Of an instance of a dataclass, compiled code has the tuples
`__compared__` and `__hashed__` of its fields, and its text `__shown__`."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def equal(a: T, b: T) -> bool:
    return a.__compared__ == b.__compared__


def less(a: T, b: T) -> bool:
    return a.__compared__ < b.__compared__


def at_most(a: T, b: T) -> bool:
    return a.__compared__ <= b.__compared__


def greater(a: T, b: T) -> bool:
    return a.__compared__ > b.__compared__


def at_least(a: T, b: T) -> bool:
    return a.__compared__ >= b.__compared__


def hashed(a: T) -> int:
    return hash(a.__hashed__)


def shown(a: T) -> str:
    return a.__shown__
