"""Going through a dict, and its views: `d.keys()`, `d.values()`, `d.items()`, forwards and back."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import Generic, TypeVar

from .containers_dict import Dict, K, V
from .containers_str import Str
from .hashing import placed
from .intrinsics import inline, op
from .registry import builtin

U = TypeVar("U")
W = TypeVar("W")


@inline
def _advance(of: Dict[K, V], size: int, at: int, left: int) -> int:
    """The next entry from `at` on, or -1."""
    if of._used != size:
        raise RuntimeError("dictionary changed size during iteration")
    while at < of._fill and op.buffer_load(of._entries, at)[0] == 0:
        at = op.add(at, 1)
    if at >= of._fill:
        return -1
    if left == 0:
        raise RuntimeError("dictionary keys changed during iteration")
    return at


class DictIterator(Generic[K, V]):
    _of: Dict[K, V]
    _size: int
    _at: int
    _left: int

    def __init__(self, of: Dict[K, V]) -> None:
        self._of = of
        self._size = of._used
        self._at = -1
        self._left = of._used

    @inline
    def __more__(self) -> bool:
        at = _advance(self._of, self._size, op.add(self._at, 1), self._left)
        if at < 0:
            return False
        self._at = op.sub(at, 1)
        return True

    @inline
    def __next__(self) -> K:
        at = op.add(self._at, 1)
        self._at = at
        self._left = op.sub(self._left, 1)
        return op.buffer_load(self._of._entries, at)[1]


class DictValuesIterator(Generic[K, V]):
    _of: Dict[K, V]
    _size: int
    _at: int
    _left: int

    def __init__(self, of: Dict[K, V]) -> None:
        self._of = of
        self._size = of._used
        self._at = -1
        self._left = of._used

    @inline
    def __more__(self) -> bool:
        at = _advance(self._of, self._size, op.add(self._at, 1), self._left)
        if at < 0:
            return False
        self._at = op.sub(at, 1)
        return True

    @inline
    def __next__(self) -> V:
        at = op.add(self._at, 1)
        self._at = at
        self._left = op.sub(self._left, 1)
        return op.buffer_load(self._of._entries, at)[2]


class DictItemsIterator(Generic[K, V]):
    _of: Dict[K, V]
    _size: int
    _at: int
    _left: int

    def __init__(self, of: Dict[K, V]) -> None:
        self._of = of
        self._size = of._used
        self._at = -1
        self._left = of._used

    @inline
    def __more__(self) -> bool:
        at = _advance(self._of, self._size, op.add(self._at, 1), self._left)
        if at < 0:
            return False
        self._at = op.sub(at, 1)
        return True

    @inline
    def __next__(self) -> tuple[K, V]:
        at = op.add(self._at, 1)
        self._at = at
        self._left = op.sub(self._left, 1)
        _, key, value = op.buffer_load(self._of._entries, at)
        return key, value


class DictBackwards(Generic[K, V]):
    """Goes through the entries from the last on."""

    _of: Dict[K, V]
    _size: int
    _at: int

    def __init__(self, of: Dict[K, V]) -> None:
        self._of = of
        self._size = of._used
        self._at = of._fill

    def __more__(self) -> bool:
        if self._of._used != self._size:
            raise RuntimeError("dictionary changed size during iteration")
        self._at = self._of._last(min(self._at, self._of._fill))
        return self._at >= 0

    def __next__(self) -> K:
        return op.buffer_load(self._of._entries, self._at)[1]


class DictValuesBackwards(Generic[K, V]):
    _walk: DictBackwards[K, V]

    def __init__(self, of: Dict[K, V]) -> None:
        self._walk = DictBackwards[K, V](of)

    def __more__(self) -> bool:
        return self._walk.__more__()

    def __next__(self) -> V:
        return op.buffer_load(self._walk._of._entries, self._walk._at)[2]


class DictItemsBackwards(Generic[K, V]):
    _walk: DictBackwards[K, V]

    def __init__(self, of: Dict[K, V]) -> None:
        self._walk = DictBackwards[K, V](of)

    def __more__(self) -> bool:
        return self._walk.__more__()

    def __next__(self) -> tuple[K, V]:
        entry = op.buffer_load(self._walk._of._entries, self._walk._at)
        return entry[1], entry[2]


def _within(few: U, many: W) -> bool:
    for x in few:
        if x not in many:
            return False
    return True


def _common(view: U, others: W):
    made = set(view)
    made.clear()
    for x in others:
        if x in view:
            made.add(x)
    return made


def _check(is_set: bool) -> None:
    if not is_set:
        raise TypeError("a view of a dict is ordered beside sets and such views only")


class DictKeys(Generic[K, V]):
    _of: Dict[K, V]
    _plain: bool  # not of a defaultdict or a Counter, from which CPython makes other tables

    def __init__(self, of: Dict[K, V], plain: bool = True) -> None:
        self._of = of
        self._plain = plain

    def __len__(self) -> int:
        return self._of._used

    def __contains__(self, key: U) -> bool:
        return key in self._of

    def __eq__(self, other: U) -> bool:
        if isinstance(other, (set, frozenset, DictKeys)):
            return len(self) == len(other) and _within(self, other)
        return False

    def __le__(self, other: U) -> bool:
        _check(isinstance(other, (set, frozenset, DictKeys)))
        return len(self) <= len(other) and _within(self, other)

    def __lt__(self, other: U) -> bool:
        _check(isinstance(other, (set, frozenset, DictKeys)))
        return len(self) < len(other) and _within(self, other)

    def __ge__(self, other: U) -> bool:
        _check(isinstance(other, (set, frozenset, DictKeys)))
        return len(self) >= len(other) and _within(other, self)

    def __gt__(self, other: U) -> bool:
        _check(isinstance(other, (set, frozenset, DictKeys)))
        return len(self) > len(other) and _within(other, self)

    def __and__(self, other: U):
        if isinstance(other, set) and len(other) <= len(self):
            return other.intersection(self)
        if isinstance(other, DictKeys) and len(other) > len(self):
            return _common(other, self)
        return _common(self, other)

    def __or__(self, other: U):
        made = set(self._of) if self._plain else set(self)
        made.update(other)
        return made

    def __sub__(self, other: U):
        made = set(self._of) if self._plain else set(self)
        made.difference_update(other)
        return made

    def isdisjoint(self, other: U) -> bool:
        for x in other:
            if x in self:
                return False
        return True

    def __reversed__(self) -> DictBackwards[K, V]:
        return DictBackwards[K, V](self._of)

    def __iter__(self) -> DictIterator[K, V]:
        return DictIterator[K, V](self._of)


class DictValues(Generic[K, V]):
    _of: Dict[K, V]

    def __init__(self, of: Dict[K, V]) -> None:
        self._of = of

    def __len__(self) -> int:
        return self._of._used

    def __contains__(self, value: U) -> bool:
        for x in self:
            if x == value:
                return True
        return False

    def __reversed__(self) -> DictValuesBackwards[K, V]:
        return DictValuesBackwards[K, V](self._of)

    def __iter__(self) -> DictValuesIterator[K, V]:
        return DictValuesIterator[K, V](self._of)


class DictItems(Generic[K, V]):
    _of: Dict[K, V]

    def __init__(self, of: Dict[K, V]) -> None:
        self._of = of

    def __len__(self) -> int:
        return self._of._used

    def __contains__(self, item: tuple[U, W]) -> bool:
        e = self._of._find(item[0], placed(item[0]))
        return e >= 0 and op.buffer_load(self._of._entries, e)[2] == item[1]

    def __eq__(self, other: U) -> bool:
        if isinstance(other, (set, frozenset, DictItems)):
            return len(self) == len(other) and _within(self, other)
        return False

    def __le__(self, other: U) -> bool:
        _check(isinstance(other, (set, frozenset, DictItems)))
        return len(self) <= len(other) and _within(self, other)

    def __lt__(self, other: U) -> bool:
        _check(isinstance(other, (set, frozenset, DictItems)))
        return len(self) < len(other) and _within(self, other)

    def __ge__(self, other: U) -> bool:
        _check(isinstance(other, (set, frozenset, DictItems)))
        return len(self) >= len(other) and _within(other, self)

    def __gt__(self, other: U) -> bool:
        _check(isinstance(other, (set, frozenset, DictItems)))
        return len(self) > len(other) and _within(other, self)

    def __and__(self, other: U):
        if isinstance(other, set) and len(other) <= len(self):
            return other.intersection(self)
        if isinstance(other, DictItems) and len(other) > len(self):
            return _common(other, self)
        return _common(self, other)

    def __or__(self, other: U):
        made = set(self)
        made.update(other)
        return made

    def __sub__(self, other: U):
        made = set(self)
        made.difference_update(other)
        return made

    def isdisjoint(self, other: U) -> bool:
        for x in other:
            if x in self:
                return False
        return True

    def __reversed__(self) -> DictItemsBackwards[K, V]:
        return DictItemsBackwards[K, V](self._of)

    def __iter__(self) -> DictItemsIterator[K, V]:
        return DictItemsIterator[K, V](self._of)


@builtin(str, repr)
def repr_of_keys(keys: DictKeys[K, V]) -> Str:
    return "dict_keys(" + repr([x for x in keys]) + ")"


@builtin(str, repr)
def repr_of_values(values: DictValues[K, V]) -> Str:
    return "dict_values(" + repr([x for x in values]) + ")"


@builtin(str, repr)
def repr_of_items(items: DictItems[K, V]) -> Str:
    return "dict_items(" + repr([x for x in items]) + ")"
