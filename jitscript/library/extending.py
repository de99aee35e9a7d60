"""`list.extend` by another list; by a range: `made_of_any.py`."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .containers_list import List, T, U
from .registry import builtin


def make_room(items: List[T], more: int) -> None:
    """For so many elements more."""
    n = items._size
    if more > 9223372036854775807 - n:
        raise MemoryError
    items._reserve(n + more)


def extend(items, other):
    """A list by another, at once where they hold the same type; or by a range."""


@builtin(extend)
def extend_by_alike(items: List[T], other: List[T]) -> None:
    items._extend(other)


@builtin(extend)
def extend_by_others(items: List[T], other: List[U]) -> None:
    for value in other:
        items.append(value)
