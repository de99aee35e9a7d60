"""`set`, with CPython's own table, so that elements come in the same order.

The table has a power of two of places. Of each, `_marks` holds the complement of its element's
hash: 0 is free, `GONE` had an element once. Where an element goes, when the table grows and to
what size, and which operation makes what follow CPython step by step.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import Generic, TypeVar

from .containers_dict import Dict
from .containers_str import Str
from .intrinsics import Buffer, inline, op, pyobj, u64
from .registry import builtin
from .set_table import GONE, ROW, insert, is_taken, mark_of, next_start, places_for, searched

T = TypeVar("T")
U = TypeVar("U")
V = TypeVar("V")


@builtin(set)
class Set(Generic[T]):
    __python_type__ = "PySet_Type"
    __keys__ = (T,)
    __like__ = ((U, T),)
    __fills__ = (("update", (T,)), ("__ior__", (T,)))

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

    # --- the border: see set_border.py -----------------------------------------------------------

    @staticmethod
    def __snapshot_python__(source: pyobj) -> pyobj:
        return set_border.snapshot(source)

    @staticmethod
    def __from_python__(source: pyobj) -> Set[T]:
        made = Set[T]()
        set_border.fill(made, source)
        return made

    def __to_python__(self) -> pyobj:
        return set_border.arranged(self, set_border.boxed(self))

    def __changes_python__(self, before: pyobj) -> pyobj:
        return set_border.changes(self, before)

    @staticmethod
    def __commit_python__(target: pyobj, before: pyobj, change: pyobj, step: int) -> None:
        set_border.commit(target, before, change, step)

    # --- the table -------------------------------------------------------------------------------

    @inline
    def _mask(self) -> int:
        return op.sub(op.buffer_len(self._marks), 1)

    def _find(self, key: U, mark: int) -> int:
        """The place of a key, or -1."""
        while True:
            marks = self._marks
            place = searched(marks, self._keys, key, mark)
            if place < 0 or op.same_object(marks, self._marks):
                return place
            # comparing has changed them

    def _add(self, key: T, mark: int) -> None:
        marks, keys = self._marks, self._keys
        mask = op.sub(op.buffer_len(marks), 1)
        rest = op.cast(op.not_(mark), to=u64)
        start = op.and_(op.not_(mark), mask)
        gone = -1
        while True:
            for k in range(ROW if op.add(start, ROW) <= op.add(mask, 1) else 1):
                place = op.add(start, k)
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
                if found == GONE:
                    gone = place
            rest = op.shr(rest, op.cast(5, to=u64))
            start = next_start(start, rest, mask)

    @inline
    def _put(self, key: T, mark: int) -> None:
        """Add what is not there, where none was deleted. CPython compares it with those that have
        its hash, which only instances notice."""
        if isinstance(key, (int, str, float)):
            self._append(key, mark)
        else:
            self._add(key, mark)

    def _append(self, key: T, mark: int) -> None:
        insert(self._marks, self._keys, mark, key)
        fill = op.add(self._fill, 1)
        self._used = op.add(self._used, 1)
        self._fill = fill
        if op.mul(fill, 5) >= op.mul(self._mask(), 3):
            self._grow()

    def _grow(self) -> None:
        self._resize(op.mul(self._used, 2 if self._used > 50000 else 4))

    def _resize(self, least: int) -> None:
        """The smallest table of more than `least` places."""
        size = places_for(least)
        old, old_keys = self._marks, self._keys
        marks, keys = op.buffer_new(size, elem=int), op.buffer_new(size, elem=T, blank=True)
        for place in range(op.buffer_len(old)):
            mark = op.buffer_load(old, place)
            if is_taken(mark):
                insert(marks, keys, mark, op.buffer_load(old_keys, place))
        self._marks = marks
        self._keys = keys
        self._fill = self._used

    def _drop(self, place: int) -> None:
        """Have no element at a place that has one."""
        op.buffer_store(self._marks, place, GONE)
        self._used = op.sub(self._used, 1)
        op.buffer_clear(self._keys, place, 1)

    def _next_place(self, place: int) -> int:
        """The first place with an element, from `place` on; the table's end where there is none."""
        marks = self._marks
        size = op.buffer_len(marks)
        while place < size and not is_taken(op.buffer_load(marks, place)):
            place = op.add(place, 1)
        return place

    def _is_full_with(self, more: int) -> bool:
        return op.mul(op.add(self._fill, more), 5) >= op.mul(self._mask(), 3)

    # --- elements --------------------------------------------------------------------------------

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
        set_algebra.merge(made, self)
        return made

    def update(self, *others: object) -> None:
        for other in others:
            set_algebra.update(self, other)

    # --- algebra ---------------------------------------------------------------------------------

    def union(self, *others: object) -> Set[T]:
        made = self.copy()
        for other in others:
            if not set_algebra.is_same(self, other):
                set_algebra.update(made, other)
        return made

    def __or__(self, other: Set[T]) -> Set[T]:
        made = self.copy()
        if not op.same_object(self, other):
            set_algebra.merge(made, other)
        return made

    def __ior__(self, other: Set[T]) -> Set[T]:
        set_algebra.merge(self, other)
        return self

    def intersection(self, *others: object) -> Set[T]:
        if len(others) == 0:
            return self.copy()
        made = self
        for other in others:
            made = set_algebra.common_with_any(made, other)
        return made

    def __and__(self, other: Set[T]) -> Set[T]:
        return set_algebra.common(self, other)

    def __iand__(self, other: Set[T]) -> Set[T]:
        self._become(set_algebra.common(self, other))
        return self

    def intersection_update(self, *others: object) -> None:
        made = self if len(others) > 0 else self.copy()
        for other in others:
            made = set_algebra.common_with_any(made, other)
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
                made = set_algebra.without(self, other)
            else:
                set_algebra.remove_all(made, other)
            first = False
        return made

    def __sub__(self, other: Set[U]) -> Set[T]:
        return set_algebra.without(self, other)

    def __isub__(self, other: Set[U]) -> Set[T]:
        set_algebra.remove_all(self, other)
        return self

    def difference_update(self, *others: object) -> None:
        for other in others:
            set_algebra.remove_all(self, other)

    def symmetric_difference(self, other: U) -> Set[T]:
        made = Set[T]()
        set_algebra.update(made, other)
        set_algebra.toggle(made, self)
        return made

    def __xor__(self, other: Set[T]) -> Set[T]:
        made = other.copy()
        set_algebra.toggle(made, self)
        return made

    def __ixor__(self, other: Set[T]) -> Set[T]:
        set_algebra.toggle(self, other)
        return self

    def symmetric_difference_update(self, other: U) -> None:
        if isinstance(other, (set, frozenset)):
            set_algebra.toggle(self, set_algebra.plain(other))
        elif isinstance(other, dict):
            set_algebra.toggle_keys(self, other)
        else:
            made = Set[T]()
            set_algebra.update(made, other)
            set_algebra.toggle(self, made)

    # --- comparing -------------------------------------------------------------------------------

    def __eq__(self, other: Set[U]) -> bool:
        return self._used == other._used and set_algebra.within(self, other)

    def __le__(self, other: Set[U]) -> bool:
        return set_algebra.within(self, other)

    def __lt__(self, other: Set[U]) -> bool:
        return self._used < other._used and set_algebra.within(self, other)

    def __ge__(self, other: Set[U]) -> bool:
        return set_algebra.within(other, self)

    def __gt__(self, other: Set[U]) -> bool:
        return other._used < self._used and set_algebra.within(other, self)

    def issubset(self, other: U) -> bool:
        return set_algebra.within(self, set_algebra.as_set(other))

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

    def __iter__(self) -> set_algebra.SetIterator[T]:
        return set_algebra.SetIterator[T](self)


@builtin(set)
def set_of_set(items: Set[T]) -> Set[T]:
    return items.copy()


@builtin(set)
def set_of_dict(items: Dict[T, V]) -> Set[T]:
    made = Set[T]()
    set_algebra.update(made, items)
    return made


@builtin(set)
def set_of(items: object):
    return {x for x in items}


@builtin(str, repr)
def repr_of_set(items: Set[T]) -> Str:
    if len(items) == 0:
        return "set()"
    return "{" + ", ".join([repr(x) for x in items]) + "}"


from . import set_algebra, set_border  # noqa: E402  they build on this
