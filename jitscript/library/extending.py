"""`list.extend` by another list."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .containers_list import List, T, U
from .registry import builtin


def extend(items, other):
    """One list by another: at once where they hold the same type."""


@builtin(extend)
def extend_by_alike(items: List[T], other: List[T]) -> None:
    items._extend(other)


@builtin(extend)
def extend_by_others(items: List[T], other: List[U]) -> None:
    for value in other:
        items.append(value)
