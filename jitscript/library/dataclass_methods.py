"""The methods that `dataclass` makes. Of an instance of a dataclass, compiled code has the tuples
`__compared__` and `__hashed__` of its fields, and its text `__shown__`."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def as_dict_value(x: object) -> object:
    """What stands for a value in what `asdict` gives: see `frontend/records.py`."""


def as_tuple_value(x: object) -> object:
    """The same for `astuple`."""


def listed(xs, made: Callable):
    return [made(x) for x in xs]


def mapped(xs, made: Callable):
    return {made(k): made(v) for k, v in xs.items()}


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


class DataclassField:
    """What `dataclasses.fields` gives for each field."""

    name: str

    def __init__(self, name: str) -> None:
        self.name = name


def no_attribute(cls: str, name: str) -> None:
    raise AttributeError("'" + cls + "' object has no attribute '" + name + "'")
