"""The heads of what function values are made and called by; see `frontend/function_values.py`."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

K = TypeVar("K")


def make(*captured: object) -> object:
    """A function value: which function it is, and what that has captured."""


def call(function: object, *arguments: object) -> object:
    """Call whichever function the value is."""


def same(a: object, b: object) -> bool:
    """Whether two values are one function."""


def missing(key: K) -> None:
    """A table of functions has none under this key."""
    raise KeyError(key)


def unknown() -> None:
    """Whether two values are one function, where nobody knows."""
    raise ValueError("compiled code cannot tell whether these are one function")
