"""`x in a` for arrays of any rank: whether an element equals it."""

# The language itself: an array of unknown rank is one type for each.
# mypy: ignore-errors

from __future__ import annotations

from typing import Any

import numpy as np

from . import oracles
from .kinds import D, E
from .registry import builtin


@builtin(oracles.array_contains)
def contains_array(items: np.ndarray[Any, np.dtype[D]], x: np.ndarray[Any, np.dtype[E]]) -> bool:
    """Of an array: whether it equals anything where the two are laid side by side."""
    return _any(items == x)


@builtin(oracles.array_contains)
def contains_nothing(items: np.ndarray[Any, np.dtype[D]], x: None) -> bool:
    return False


@builtin(oracles.array_contains)
def contains_number(items: np.ndarray[Any, np.dtype[D]], x: object) -> bool:
    if items.ndim == 0:
        return bool(items[()] == x)
    if items.size == 0:
        return False
    for y in items:
        if x in y if items.ndim > 1 else y == x:
            return True
    return False


def _any(equal: object) -> bool:
    if not isinstance(equal, np.ndarray):
        return bool(equal)
    return True in equal
