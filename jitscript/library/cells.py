"""What functions share that rebind one variable (`nonlocal`), and what they capture."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Shared(Generic[T]):
    """The variable: an object, because the function that it belongs to may be over."""

    value: T


class Captured(Generic[T]):
    """A captured container or instance: made when it is first asked for."""

    made: bool
    value: T


class Taken(Generic[T]):
    """A container of a module that changes, as long as a call uses it."""

    made: bool
    value: T | None
