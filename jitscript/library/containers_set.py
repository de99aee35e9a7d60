"""`set`, with CPython's own table, so that elements come in the same order.

The table has a power of two of places. Of each, `_marks` holds the complement of its element's
hash: 0 is free, `_GONE` had an element once. Where an element goes, when the table grows and to
what size, and which operation makes what follow CPython step by step.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import Generic, TypeVar

from .containers_dict import Dict
from .containers_str import Str
from .hashing import STATE_GONE, hash_state, key_hash
from .intrinsics import Buffer, inline, op, pyobj, u64
from .registry import builtin

T = TypeVar("T")
U = TypeVar("U")
V = TypeVar("V")

_GONE = -9223372036854775808


@builtin(set)
class Set(Generic[T]):
    __python_type__ = "PySet_Type"
    __like__ = {U: T}

    _marks: Buffer[int]
    _keys: Buffer[T]
    _used: int  # places with an element
    _fill: int  # places that are not free
    _finger: int  # where `pop` looks first

    def __init__(self) -> None:
        self._marks = op.buffer_new(8, elem=int)
        self._keys = op.buffer_new(8, elem=T)
        self._used = 0
        self._fill = 0
        self._finger = 0

    # --- the table ---------------------------------------------------------------------------------

    @inline
    def _mask(self) -> int:
        return op.sub(op.buffer_len(self._marks), 1)

    def _find(self, key: U, mark: int) -> int:
        """The place of a key, or -1."""
        marks, keys = self._marks, self._keys
        mask = op.sub(op.buffer_len(marks), 1)
        rest = op.cast(op.not_(mark), to=u64)
        start = op.and_(op.not_(mark), mask)
        while True:
            place, stop = start, _stop(start, mask)
            while place <= stop:
                found = op.buffer_load(marks, place)
                if found == 0:
                    return -1
                if found == mark and op.buffer_load(keys, place) == key:
                    if op.same_object(marks, self._marks):
                        return place
                    marks, keys = self._marks, self._keys  # comparing has changed them
                    mask = op.sub(op.buffer_len(marks), 1)
                    rest = op.cast(op.not_(mark), to=u64)
                    start = op.and_(op.not_(mark), mask)
                    place, stop = start, _stop(start, mask)
                else:
                    place = op.add(place, 1)
            rest = op.shr(rest, op.cast(5, to=u64))
            start = _next(start, rest, mask)

    def _add(self, key: T, mark: int) -> None:
        marks, keys = self._marks, self._keys
        mask = op.sub(op.buffer_len(marks), 1)
        rest = op.cast(op.not_(mark), to=u64)
        start = op.and_(op.not_(mark), mask)
        gone = -1
        while True:
            place, stop = start, _stop(start, mask)
            while place <= stop:
                found = op.buffer_load(marks, place)
                if found == 0:
                    if gone >= 0:
                        self._fill = op.sub(self._fill, 1)
                        place = gone
                    op.buffer_store(keys, place, key)
                    op.buffer_store(marks, place, mark)
                    self._used = op.add(self._used, 1)
                    self._fill = op.add(self._fill, 1)
                    if gone < 0 and op.mul(self._fill, 5) >= op.mul(mask, 3):
                        self._grow()
                    return
                if found == mark and op.buffer_load(keys, place) == key:
                    return
                if found == _GONE:
                    gone = place
                place = op.add(place, 1)
            rest = op.shr(rest, op.cast(5, to=u64))
            start = _next(start, rest, mask)

    def _grow(self) -> None:
        self._resize(op.mul(self._used, 2 if self._used > 50000 else 4))

    def _resize(self, least: int) -> None:
        """The smallest table of more than `least` places."""
        size = 8
        while size <= least:
            size = op.shl(size, 1)
        old, old_keys = self._marks, self._keys
        marks, keys = op.buffer_new(size, elem=int), op.buffer_new(size, elem=T)
        for place in range(op.buffer_len(old)):
            mark = op.buffer_load(old, place)
            if mark != 0 and mark != _GONE:
                _insert(marks, keys, mark, op.buffer_load(old_keys, place))
        self._marks = marks
        self._keys = keys
        self._fill = self._used

    def _drop(self, place: int) -> None:
        """Have no element at a place that has one."""
        op.buffer_store(self._marks, place, _GONE)
        self._used = op.sub(self._used, 1)
        op.buffer_clear(self._keys, place, 1)

    def _next_place(self, place: int) -> int:
        """The first place with an element, from `place` on; the table's end where there is none."""
        marks = self._marks
        size = op.buffer_len(marks)
        while place < size and (
            op.buffer_load(marks, place) == 0 or op.buffer_load(marks, place) == _GONE
        ):
            place = op.add(place, 1)
        return place

    def _merge(self, other: Set[T]) -> None:
        used = other._used
        if used == 0 or op.same_object(self, other):
            return
        if op.mul(op.add(self._fill, used), 5) >= op.mul(self._mask(), 3):
            self._resize(op.mul(op.add(self._used, used), 2))
        size = op.buffer_len(other._marks)
        if self._fill == 0 and size == op.buffer_len(self._marks) and other._fill == used:
            op.buffer_copy(self._marks, 0, other._marks, 0, size)
            op.buffer_copy(self._keys, 0, other._keys, 0, size)
            self._fill = used
            self._used = used
            return
        clean = self._fill == 0
        place = other._next_place(0)
        while place < op.buffer_len(other._marks):
            mark, key = op.buffer_load(other._marks, place), op.buffer_load(other._keys, place)
            if clean:
                _insert(self._marks, self._keys, mark, key)
                self._fill = op.add(self._fill, 1)
                self._used = op.add(self._used, 1)
            else:
                self._add(key, mark)
            place = other._next_place(op.add(place, 1))

    # --- elements ----------------------------------------------------------------------------------

    @inline
    def __len__(self) -> int:
        return self._used

    def __contains__(self, key: U) -> bool:
        return self._find(key, mark_of(key)) >= 0

    def add(self, key: T) -> None:
        self._add(key, mark_of(key))

    def discard(self, key: U) -> None:
        place = self._find(key, mark_of(key))
        if place >= 0:
            self._drop(place)

    def remove(self, key: U) -> None:
        place = self._find(key, mark_of(key))
        if place < 0:
            raise KeyError(key)
        self._drop(place)

    def pop(self) -> T:
        if self._used == 0:
            raise KeyError("pop from an empty set")
        place = self._next_place(op.and_(self._finger, self._mask()))
        if place >= op.buffer_len(self._marks):
            place = self._next_place(0)
        key = op.buffer_load(self._keys, place)
        self._drop(place)
        self._finger = op.add(place, 1)
        return key

    def clear(self) -> None:
        self._marks = op.buffer_new(8, elem=int)
        self._keys = op.buffer_new(8, elem=T)
        self._used = 0
        self._fill = 0

    def copy(self) -> Set[T]:
        made = Set[T]()
        made._merge(self)
        return made

    def update(self, *others: object) -> None:
        for other in others:
            self._update(other)

    def _update(self, other: U) -> None:
        if isinstance(other, set):
            self._merge(other)
            return
        if isinstance(other, dict):
            if op.mul(op.add(self._fill, len(other)), 5) >= op.mul(self._mask(), 3):
                self._resize(op.mul(op.add(self._used, len(other)), 2))
        for key in other:
            self.add(key)

    # --- algebra -----------------------------------------------------------------------------------

    def union(self, *others: object) -> Set[T]:
        made = self.copy()
        for other in others:
            made._update(other)
        return made

    def __or__(self, other: Set[T]) -> Set[T]:
        made = self.copy()
        made._merge(other)
        return made

    def __ior__(self, other: Set[T]) -> Set[T]:
        self._merge(other)
        return self

    def intersection(self, *others: object) -> Set[T]:
        if len(others) == 0:
            return self.copy()
        made = self
        for other in others:
            made = made._common(other)
        return made

    def _common(self, other: U) -> Set[T]:
        if isinstance(other, set):
            return self & other
        made = Set[T]()
        for key in other:
            if key in self:
                made.add(key)
        return made

    def __and__(self, other: Set[T]) -> Set[T]:
        if op.same_object(self, other):
            return self.copy()
        made = Set[T]()
        few, many = other, self
        if other._used > self._used:
            few, many = self, other
        place = few._next_place(0)
        while place < op.buffer_len(few._marks):
            mark, key = op.buffer_load(few._marks, place), op.buffer_load(few._keys, place)
            if many._find(key, mark) >= 0:
                made._add(key, mark)
            place = few._next_place(op.add(place, 1))
        return made

    def __iand__(self, other: Set[T]) -> Set[T]:
        self._become(self & other)
        return self

    def intersection_update(self, *others: object) -> None:
        made = self if len(others) > 0 else self.copy()
        for other in others:
            made = made._common(other)
        self._become(made)

    def _become(self, other: Set[T]) -> None:
        self._marks = other._marks
        self._keys = other._keys
        self._used = other._used
        self._fill = other._fill

    def difference(self, *others: object) -> Set[T]:
        if len(others) == 0:
            return self.copy()
        made = self
        first = True
        for other in others:
            if first:
                made = self._without(other)
            else:
                made._remove_all(other)
            first = False
        return made

    def _without(self, other: U) -> Set[T]:
        if isinstance(other, (set, dict)):
            if op.shr(self._used, 2) <= len(other):
                made = Set[T]()
                place = self._next_place(0)
                while place < op.buffer_len(self._marks):
                    key = op.buffer_load(self._keys, place)
                    if key not in other:
                        made._add(key, op.buffer_load(self._marks, place))
                    place = self._next_place(op.add(place, 1))
                return made
        made = self.copy()
        made._remove_all(other)
        return made

    def __sub__(self, other: Set[U]) -> Set[T]:
        return self._without(other)

    def __isub__(self, other: Set[U]) -> Set[T]:
        self._remove_all(other)
        return self

    def difference_update(self, *others: object) -> None:
        for other in others:
            self._remove_all(other)

    def _remove_all(self, other: U) -> None:
        if isinstance(other, set):
            self._remove_set(other)
        else:
            for key in other:
                self.discard(key)
        if op.sub(self._fill, self._used) > op.shr(self._mask(), 2):
            self._grow()

    def _remove_set(self, other: Set[U]) -> None:
        if self is other:
            self.clear()
            return
        if op.shr(other._used, 3) > self._used:
            place = self._next_place(0)
            while place < op.buffer_len(self._marks):
                key = op.buffer_load(self._keys, place)
                if other._find(key, op.buffer_load(self._marks, place)) >= 0:
                    self._drop(place)
                place = self._next_place(op.add(place, 1))
            return
        place = other._next_place(0)
        while place < op.buffer_len(other._marks):
            key = op.buffer_load(other._keys, place)
            here = self._find(key, op.buffer_load(other._marks, place))
            if here >= 0:
                self._drop(here)
            place = other._next_place(op.add(place, 1))

    def symmetric_difference(self, other: U) -> Set[T]:
        made = Set[T]()
        made._update(other)
        made._toggle(self)
        return made

    def __xor__(self, other: Set[T]) -> Set[T]:
        made = other.copy()
        made._toggle(self)
        return made

    def __ixor__(self, other: Set[T]) -> Set[T]:
        self._toggle(other)
        return self

    def symmetric_difference_update(self, other: U) -> None:
        made = Set[T]()
        made._update(other)
        self._toggle(made)

    def _toggle(self, other: Set[T]) -> None:
        if op.same_object(self, other):
            self.clear()
            return
        place = other._next_place(0)
        while place < op.buffer_len(other._marks):
            mark, key = op.buffer_load(other._marks, place), op.buffer_load(other._keys, place)
            here = self._find(key, mark)
            if here >= 0:
                self._drop(here)
            else:
                self._add(key, mark)
            place = other._next_place(op.add(place, 1))

    # --- comparing ---------------------------------------------------------------------------------

    def _within(self, other: Set[U]) -> bool:
        if self._used > other._used:
            return False
        place = self._next_place(0)
        while place < op.buffer_len(self._marks):
            key = op.buffer_load(self._keys, place)
            if other._find(key, op.buffer_load(self._marks, place)) < 0:
                return False
            place = self._next_place(op.add(place, 1))
        return True

    def __eq__(self, other: Set[U]) -> bool:
        return self._used == other._used and self._within(other)

    def __le__(self, other: Set[U]) -> bool:
        return self._within(other)

    def __lt__(self, other: Set[U]) -> bool:
        return self._used < other._used and self._within(other)

    def __ge__(self, other: Set[U]) -> bool:
        return other._within(self)

    def __gt__(self, other: Set[U]) -> bool:
        return other._used < self._used and other._within(self)

    def issubset(self, other: U) -> bool:
        return self._within(_as_set(other))

    def issuperset(self, other: U) -> bool:
        for key in other:
            if key not in self:
                return False
        return True

    def isdisjoint(self, other: U) -> bool:
        for key in other:
            if key in self:
                return False
        return True

    def __iter__(self) -> SetIterator[T]:
        return SetIterator[T](self)


@inline
def mark_of(key: object) -> int:
    mark = op.not_(key_hash(key))
    return op.add(mark, 1) if mark == _GONE else mark


@inline
def _stop(start: int, mask: int) -> int:
    """The last of the places in a row that begins at `start`."""
    far = op.add(start, 9)
    return far if far <= mask else start


@inline
def _next(start: int, rest: u64, mask: int) -> int:
    far = op.add(op.mul(op.cast(start, to=u64), op.cast(5, to=u64)), op.cast(1, to=u64))
    return op.and_(op.cast(op.add(far, rest), to=int), mask)


def _insert(marks: Buffer[int], keys: Buffer[T], mark: int, key: T) -> None:
    """An element that is not there, where none was deleted."""
    mask = op.sub(op.buffer_len(marks), 1)
    rest = op.cast(op.not_(mark), to=u64)
    start = op.and_(op.not_(mark), mask)
    while True:
        place, stop = start, _stop(start, mask)
        while place <= stop:
            if op.buffer_load(marks, place) == 0:
                op.buffer_store(marks, place, mark)
                op.buffer_store(keys, place, key)
                return
            place = op.add(place, 1)
        rest = op.shr(rest, op.cast(5, to=u64))
        start = _next(start, rest, mask)


def _as_set(items: object):
    if isinstance(items, set):
        return items
    return {x for x in items}


class SetIterator(Generic[T]):
    _of: Set[T]
    _size: int
    _at: int

    def __init__(self, of: Set[T]) -> None:
        self._of = of
        self._size = of._used
        self._at = 0

    def __more__(self) -> bool:
        of = self._of
        if of._used != self._size:
            raise RuntimeError("Set changed size during iteration")
        self._at = of._next_place(self._at)
        return self._at < op.buffer_len(of._marks)

    @inline
    def __next__(self) -> T:
        at = self._at
        self._at = op.add(at, 1)
        return op.buffer_load(self._of._keys, at)


@builtin(set)
def set_of_set(items: Set[T]) -> Set[T]:
    return items.copy()


@builtin(set)
def set_of_dict(items: Dict[T, V]) -> Set[T]:
    made = Set[T]()
    made._update(items)
    return made


@builtin(set)
def set_of(items: object):
    return {x for x in items}


@builtin(str, repr)
def repr_of_set(items: Set[T]) -> Str:
    if len(items) == 0:
        return "set()"
    return "{" + ", ".join([repr(x) for x in items]) + "}"
