"""The methods of `Set[T]`, compiled for each type of elements."""

# The annotations are replaced; the bodies are those of compiled functions.
# mypy: ignore-errors

from __future__ import annotations

from .names import Items, Self, T


def made(items: Items, /) -> Self:
    return items.copy()


def own(items: Items, /) -> Self:
    return items


def toset(self: Self, /) -> Items:
    return self.copy()


def items(self: Self, /) -> list[T]:
    return list(self)


def len_(self: Self, /) -> int:
    return len(self)


def contains_(self: Self, value: T, /) -> bool:
    return value in self


def add(self: Self, value: T, /) -> None:
    self.add(value)


def discard(self: Self, value: T, /) -> None:
    self.discard(value)


def remove(self: Self, value: T, /) -> None:
    self.remove(value)


def pop(self: Self, /) -> T:
    return self.pop()


def clear(self: Self, /) -> None:
    self.clear()


def copy(self: Self, /) -> Self:
    return self.copy()


def update(self: Self, items: Items, /) -> None:
    self.update(items)


def difference_update(self: Self, items: Items, /) -> None:
    self.difference_update(items)


def intersection_update(self: Self, items: Items, /) -> None:
    self.intersection_update(items)


def symmetric_difference_update(self: Self, items: Items, /) -> None:
    self.symmetric_difference_update(items)


def or_(self: Self, other: Self, /) -> Self:
    return self | other


def and_(self: Self, other: Self, /) -> Self:
    return self & other


def sub_(self: Self, other: Self, /) -> Self:
    return self - other


def xor_(self: Self, other: Self, /) -> Self:
    return self ^ other


def eq_(self: Self, other: Self, /) -> bool:
    return self == other


def ne_(self: Self, other: Self, /) -> bool:
    return self != other


def lt_(self: Self, other: Self, /) -> bool:
    return self < other


def le_(self: Self, other: Self, /) -> bool:
    return self <= other


def gt_(self: Self, other: Self, /) -> bool:
    return self > other


def ge_(self: Self, other: Self, /) -> bool:
    return self >= other


def repr_(self: Self, /) -> str:
    return repr(self)
