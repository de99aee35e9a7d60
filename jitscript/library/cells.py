"""What functions share that rebind one variable: `nonlocal`."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Shared(Generic[T]):
    """The variable: an object, because the function that it belongs to may be over."""

    value: T
