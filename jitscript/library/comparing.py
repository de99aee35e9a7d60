"""`functools.cmp_to_key`: keys that a function of two values compares."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Compared(Generic[T]):
    """A value, and what compares it with another: the sign of what the user's function gives."""

    obj: T
    _sign: Callable[[T, T], int]

    def __init__(self, obj: T, sign: Callable[[T, T], int]) -> None:
        self.obj = obj
        self._sign = sign

    def __lt__(self, other: Compared[T]) -> bool:
        return self._sign(self.obj, other.obj) < 0

    def __gt__(self, other: Compared[T]) -> bool:
        return self._sign(self.obj, other.obj) > 0

    def __le__(self, other: Compared[T]) -> bool:
        return self._sign(self.obj, other.obj) <= 0

    def __ge__(self, other: Compared[T]) -> bool:
        return self._sign(self.obj, other.obj) >= 0

    def __eq__(self, other: Compared[T]) -> bool:
        return self._sign(self.obj, other.obj) == 0


def compared(obj, mycmp):
    def sign(a, b):
        found = mycmp(a, b)
        return (found > 0) - (found < 0)

    return Compared(obj, sign)
