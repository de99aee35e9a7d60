"""The methods of `List[T]`, compiled for each type of elements."""

# The annotations are replaced; the bodies are those of compiled functions.
# mypy: ignore-errors

from __future__ import annotations

from .names import Items, Iterator, Plain, Self, T


def made(items: Plain, /) -> Self:
    return items[:]


def empty() -> Self:
    return []


def tolist(self: Self, /) -> Items:
    return self[:]


def len_(self: Self, /) -> int:
    return len(self)


def getitem_(self: Self, i: int, /) -> T:
    return self[i]


def setitem_(self: Self, i: int, value: T, /) -> None:
    self[i] = value


def delitem_(self: Self, i: int, /) -> None:
    del self[i]


def slice(self: Self, start: int | None, stop: int | None, step: int | None, /) -> Self:
    return self[start:stop:step]


def set_slice(
    self: Self, start: int | None, stop: int | None, step: int | None, values: Items, /
) -> None:
    if step is None:  # where Python allows another length
        self[start:stop] = values
    else:
        self[start:stop:step] = values


def del_slice(self: Self, start: int | None, stop: int | None, step: int | None, /) -> None:
    del self[start:stop:step]


def append(self: Self, value: T, /) -> None:
    self.append(value)


def extend(self: Self, values: Items, /) -> None:
    self.extend(values)


def insert(self: Self, i: int, value: T, /) -> None:
    self.insert(i, value)


def pop(self: Self, i: int = -1, /) -> T:
    return self.pop(i)


def remove(self: Self, value: T, /) -> None:
    self.remove(value)


def index(self: Self, value: T, start: int = 0, stop: int = 9223372036854775807, /) -> int:
    return self.index(value, start, stop)


def count(self: Self, value: T, /) -> int:
    return self.count(value)


def clear(self: Self, /) -> None:
    self.clear()


def copy(self: Self, /) -> Self:
    return self.copy()


def reverse(self: Self, /) -> None:
    self.reverse()


def sort(self: Self, *, reverse: bool = False) -> None:
    self.sort(reverse=reverse)


def contains_(self: Self, value: T, /) -> bool:
    return value in self


def iter_(self: Self, /) -> Iterator[T]:
    for value in self:  # noqa: UP028 (a `yield from` would be another generator)
        yield value


def add_(self: Self, other: Items, /) -> Self:
    return self + other


def mul_(self: Self, times: int, /) -> Self:
    return self * times


def rmul_(self: Self, times: int, /) -> Self:
    return self * times


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
