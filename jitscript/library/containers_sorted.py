"""`sorted`: a new list."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .containers_list import List
from .registry import builtin

T = TypeVar("T")


@builtin(sorted)
def sorted_list(items: List[T], *, key: Callable | None = None, reverse: bool = False) -> List[T]:
    out = items.copy()
    out.sort(key=key, reverse=reverse)
    return out
