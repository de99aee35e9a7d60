"""The methods of `Dict[K, V]`, compiled for each type of keys and values."""

# The annotations are replaced; the bodies are those of compiled functions.
# mypy: ignore-errors

from __future__ import annotations

from .names import Items, K, Plain, Self, V, Values


def made(items: Plain, /) -> Self:
    return items.copy()


def empty() -> Self:
    return {}


def todict(self: Self, /) -> Items:
    return self.copy()


def keys(self: Self, /) -> list[K]:
    return list(self)


def values(self: Self, /) -> Values:
    return list(self.values())


def last(self: Self, /) -> K:
    for key in reversed(self):
        return key
    raise KeyError("popitem(): dictionary is empty")


def len_(self: Self, /) -> int:
    return len(self)


def getitem_(self: Self, key: K, /) -> V:
    return self[key]


def setitem_(self: Self, key: K, value: V, /) -> None:
    self[key] = value


def delitem_(self: Self, key: K, /) -> None:
    del self[key]


def contains_(self: Self, key: K, /) -> bool:
    return key in self


def get(self: Self, key: K, default: V | None = None, /) -> V | None:
    found = self.get(key)
    return default if found is None else found


def pop(self: Self, key: K, /) -> V:
    return self.pop(key)


def popitem(self: Self, /) -> tuple[K, V]:
    return self.popitem()


def setdefault(self: Self, key: K, default: V, /) -> V:
    return self.setdefault(key, default)


def update(self: Self, items: Items, /) -> None:
    self.update(items)


def clear(self: Self, /) -> None:
    self.clear()


def copy(self: Self, /) -> Self:
    return self.copy()


def or_(self: Self, other: Items, /) -> Self:
    return self | other


def eq_(self: Self, other: Self, /) -> bool:
    return self == other


def ne_(self: Self, other: Self, /) -> bool:
    return self != other


def repr_(self: Self, /) -> str:
    return repr(self)
