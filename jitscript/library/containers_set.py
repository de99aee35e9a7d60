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
from .hashing import STATE_GONE, STATE_ROUNDS, hash_state, key_hash
from .intrinsics import Buffer, inline, op, pyobj, u64
from .registry import builtin
from .sorting import compares

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

    # --- the border --------------------------------------------------------------------------------

    @staticmethod
    def __snapshot_python__(source: pyobj) -> pyobj:
        return set_snapshot(source)

    @staticmethod
    def __from_python__(source: pyobj) -> Set[T]:
        items, table = _item(source, 0), _item(source, 1)
        made = Set[T]()
        size = op.shr(op.extern(table, name="PyBytes_Size", result=int), 4)
        if size == 0:
            for i in range(_size(items)):
                made.add(op.py_unbox(_item(items, i), result=T))
            return made
        words = op.buffer_new(op.mul(size, 2), elem=int)
        address = op.extern(table, name="PyBytes_AsString", result=int)
        op.extern(words, address, op.mul(size, 16), name="copy_from_address", result=None)
        marks, keys = op.buffer_new(size, elem=int), op.buffer_new(size, elem=T)
        used, fill = 0, 0
        for place in range(size):
            mark = _mark_of_words(words, place)
            if mark != 0:
                fill = op.add(fill, 1)
                if mark != _GONE:
                    key = op.py_unbox(_item(items, used), result=T)
                    op.buffer_store(keys, place, key)
                    used = op.add(used, 1)
                op.buffer_store(marks, place, mark)
        made._marks = marks
        made._keys = keys
        made._used = used
        made._fill = fill
        made._finger = op.py_unbox(_item(source, 2), result=int)
        return made

    def __to_python__(self) -> pyobj:
        items = op.extern(0, name="PyList_New", result=pyobj)
        place = self._next_place(0)
        while place < op.buffer_len(self._marks):
            item = op.py_box(op.buffer_load(self._keys, place))
            op.extern(items, item, name="PyList_Append", result=None)
            place = self._next_place(op.add(place, 1))
        return self._arranged(items)

    def _arranged(self, items: pyobj) -> pyobj:
        """A set of Python's that has the elements, which are in a list, in the same places."""
        made = op.extern(items, name="PySet_New", result=pyobj)
        if hash_state(STATE_GONE) == 0 or not self._has_hashes():
            return made
        size = op.buffer_len(self._marks)
        if _places(made) != size:
            made = op.extern(made, name="PySet_New", result=pyobj)
        if _places(made) != size:
            made = _of_places(size)
        if _places(made) == size:
            op.extern(
                made, items, self._marks, _GONE, self._finger, name="host_set_arrange", result=None
            )
        return made

    def _has_hashes(self) -> bool:
        """Whether Python's hashes are those of the table: a nan's is not."""
        for key in self:
            if not compares(key):
                return False
        return True

    def __changes_python__(self, before: pyobj) -> pyobj:
        items, table = _item(before, 0), _item(before, 1)
        if self._is_still(items, table, op.py_unbox(_item(before, 2), result=int)):
            return op.py_box(None)
        origins = op.buffer_new(op.buffer_len(self._marks), elem=int)
        for i in range(_size(items)):
            key = op.py_unbox(_item(items, i), result=T)
            place = self._find(key, mark_of(key))
            if place >= 0 and op.py_same(op.buffer_load(self._keys, place), _item(items, i)):
                op.buffer_store(origins, place, op.add(i, 1))
        made = op.extern(0, name="PyList_New", result=pyobj)
        place = self._next_place(0)
        while place < op.buffer_len(self._marks):
            i = op.sub(op.buffer_load(origins, place), 1)
            if i >= 0:
                op.extern(made, _item(items, i), name="PyList_Append", result=None)
            else:
                item = op.py_box(op.buffer_load(self._keys, place))
                op.extern(made, item, name="PyList_Append", result=None)
            place = self._next_place(op.add(place, 1))
        return self._arranged(made)

    def _is_still(self, items: pyobj, table: pyobj, finger: int) -> bool:
        """Whether this is the table that came."""
        size = op.shr(op.extern(table, name="PyBytes_Size", result=int), 4)
        if size != op.buffer_len(self._marks) or finger != self._finger:
            return False
        words = op.buffer_new(op.mul(size, 2), elem=int)
        address = op.extern(table, name="PyBytes_AsString", result=int)
        op.extern(words, address, op.mul(size, 16), name="copy_from_address", result=None)
        used = 0
        for place in range(size):
            mark = _mark_of_words(words, place)
            if mark != op.buffer_load(self._marks, place):
                return False
            if mark != 0 and mark != _GONE:
                if not op.py_same(op.buffer_load(self._keys, place), _item(items, used)):
                    return False
                used = op.add(used, 1)
        return True

    @staticmethod
    def __commit_python__(target: pyobj, before: pyobj, change: pyobj, step: int) -> None:
        if step == 0:
            items = op.extern(target, name="PySequence_List", result=pyobj)
            if op.extern(items, _item(before, 0), name="host_same_items", result=int) == 0:
                raise RuntimeError("set changed during the call, which changed it too")
        if step == 3:
            if hash_state(STATE_GONE) != 0:
                op.extern(target, change, name="host_set_swap", result=None)
                return
            items = op.extern(change, name="PySequence_List", result=pyobj)
            op.extern(target, name="PySet_Clear", result=None)
            for i in range(_size(items)):
                op.extern(target, _item(items, i), name="PySet_Add", result=None)

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


def set_snapshot(source: pyobj) -> pyobj:
    """A list: of the elements in their order, of the table's bytes, and of where `pop` looks."""
    made = op.extern(0, name="PyList_New", result=pyobj)
    items = op.extern(source, name="PySequence_List", result=pyobj)
    op.extern(made, items, name="PyList_Append", result=None)
    head = op.buffer_new(4, elem=int)
    op.extern(source, head, name="host_set_head", result=None)
    known = hash_state(STATE_GONE) != 0 and hash_state(STATE_ROUNDS) != 0
    size = op.mul(op.add(op.buffer_load(head, 1), 1), 16) if known else 0
    table = op.extern(
        op.buffer_load(head, 2), size, name="PyBytes_FromStringAndSize", result=pyobj
    )
    op.extern(made, table, name="PyList_Append", result=None)
    op.extern(made, op.py_box(op.buffer_load(head, 3)), name="PyList_Append", result=None)
    return made


@inline
def _item(items: pyobj, i: int) -> pyobj:
    return op.extern(items, i, name="PySequence_GetItem", result=pyobj)


@inline
def _size(items: pyobj) -> int:
    return op.extern(items, name="PyList_Size", effects="reads(python)", result=int)


@inline
def _mark_of_words(words: Buffer[int], place: int) -> int:
    """What the table says of a place of Python's, of which the words are the key and the hash."""
    hash = op.buffer_load(words, op.add(op.mul(place, 2), 1))
    if op.buffer_load(words, op.mul(place, 2)) == 0:
        return 0
    return _GONE if hash == -1 else _as_mark(hash)


def _places(made: pyobj) -> int:
    head = op.buffer_new(4, elem=int)
    op.extern(made, head, name="host_set_head", result=None)
    return op.add(op.buffer_load(head, 1), 1)


def _of_places(size: int) -> pyobj:
    """A set of Python's with a table of so many places: what is copied has four for each element,
    or two where they are few."""
    numbers = op.extern(0, name="PyList_New", result=pyobj)
    if size > 8:
        for i in range(max(op.shr(size, 2), 5)):
            op.extern(numbers, op.py_box(i), name="PyList_Append", result=None)
    made = op.extern(numbers, name="PySet_New", result=pyobj)
    return op.extern(made, name="PySet_New", result=pyobj)


@inline
def _as_mark(hash: int) -> int:
    mark = op.not_(hash)
    return op.add(mark, 1) if mark == _GONE else mark


@inline
def mark_of(key: object) -> int:
    return _as_mark(key_hash(key))


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
