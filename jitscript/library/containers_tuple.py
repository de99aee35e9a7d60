"""`tuple` of any length: a block of elements of one type, which nobody changes.

Tuples of a length that is known when a program is compiled are no instances: they are values, as
numbers are. One becomes the other where a type asks for it (`frontend/tuples.py`).
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

import copy
from typing import Generic, TypeVar

from .containers_list import List
from .containers_str import Str
from .hashing import tuple_end, tuple_mixed, tuple_start
from .intrinsics import Buffer, inline, op, pyobj, u8
from .pylists import append, new_list
from .registry import builtin
from .slicing import clip_up, cut

T = TypeVar("T")
U = TypeVar("U")


@builtin(tuple)
class VarTuple(Generic[T]):
    __python_type__ = "PyTuple_Type"

    _data: Buffer[T]

    __hash__ = object.__hash__  # it has one where its elements have: see below

    def __init__(self) -> None:
        self._data = op.buffer_new(0, elem=T)

    @staticmethod
    @inline
    def __display__(data: Buffer[T]) -> VarTuple[T]:
        return op.object_new(data, result=VarTuple[T])

    # --- the border ------------------------------------------------------------------------------

    @staticmethod
    def __from_python__(source: pyobj) -> VarTuple[T]:
        n = op.extern(source, name="PyTuple_Size", effects="reads(python)", result=int)
        data = op.buffer_new(n, elem=T)
        for i in range(n):
            item = op.extern(source, i, name="PySequence_GetItem", result=pyobj)
            op.buffer_store(data, i, op.py_unbox(item, result=T))
        return op.object_new(data, result=VarTuple[T])

    def __to_python__(self) -> pyobj:
        items = new_list()
        for x in self:
            append(items, op.py_box(x))
        return op.extern(items, name="PyList_AsTuple", result=pyobj)

    def __carried__(self) -> Buffer[u8]:
        """As the argument of an exception: its `repr`, behind a byte that no text begins with."""
        return told(repr(self))

    # --- elements --------------------------------------------------------------------------------

    @inline
    def __len__(self) -> int:
        return op.buffer_len(self._data)

    @inline
    def __item__(self, i: int) -> T:
        return op.buffer_load(self._data, i)

    @inline
    def __getitem__(self, i: int) -> T:
        n = op.buffer_len(self._data)
        if i < 0:
            i = op.add(i, n)
        if i < 0 or i >= n:
            raise IndexError("tuple index out of range")
        return op.buffer_load(self._data, i)

    def __getslice__(self, start: int | None, stop: int | None, step: int | None) -> VarTuple[T]:
        low, count, k = cut(len(self), start, stop, step)
        data = op.buffer_new(count, elem=T)
        if k == 1:
            op.buffer_copy(data, 0, self._data, low, count)
        else:
            for i in range(count):
                op.buffer_store(data, i, op.buffer_load(self._data, low + i * k))
        return op.object_new(data, result=VarTuple[T])

    def _find(self, value: U, start: int, stop: int) -> int:
        """The first place of `value` in [start, stop), or -1."""
        for i in range(start, min(stop, len(self))):
            if op.buffer_load(self._data, i) == value:
                return i
        return -1

    def __contains__(self, value: U) -> bool:
        return self._find(value, 0, len(self)) >= 0

    def index(self, value: U, start: int = 0, stop: int = 9223372036854775807) -> int:
        n = len(self)
        found = self._find(value, clip_up(start, n), clip_up(stop, n))
        if found < 0:
            raise ValueError("tuple.index(x): x not in tuple")
        return found

    def count(self, value: U) -> int:
        n = 0
        for x in self:
            if x == value:
                n += 1
        return n

    # --- made of others --------------------------------------------------------------------------

    def __add__(self, other: VarTuple[T]) -> VarTuple[T]:
        n, m = len(self), len(other)
        data = op.buffer_new(op.add(n, m), elem=T)
        op.buffer_copy(data, 0, self._data, 0, n)
        op.buffer_copy(data, n, other._data, 0, m)
        return op.object_new(data, result=VarTuple[T])

    def __mul__(self, times: int) -> VarTuple[T]:
        n = len(self)
        if times < 0 or n == 0:
            times = 0
        if times == 1:
            return self
        if n > 0 and times > 9223372036854775807 // n:
            raise MemoryError
        data = op.buffer_new(n * times, elem=T)
        for i in range(times):
            op.buffer_copy(data, op.mul(i, n), self._data, 0, n)
        return op.object_new(data, result=VarTuple[T])

    def __rmul__(self, times: int) -> VarTuple[T]:
        return self * times

    # --- comparing -------------------------------------------------------------------------------

    def _same_until(self, other: VarTuple[U]) -> int:
        """The first place in which the two differ, or the length of the shorter one."""
        i, most = 0, min(len(self), len(other))
        while i < most and op.buffer_load(self._data, i) == op.buffer_load(other._data, i):
            i += 1
        return i

    def __eq__(self, other: VarTuple[U]) -> bool:
        if self is other:
            return True
        return len(self) == len(other) and self._same_until(other) == len(self)

    def _equals(self, items: tuple[object, ...]) -> bool:
        """As `==`, of a tuple of known length."""
        if len(self) != len(items):
            return False
        for i, x in enumerate(items):
            if op.buffer_load(self._data, i) != x:
                return False
        return True

    def __lt__(self, other: VarTuple[U]) -> bool:
        i = self._same_until(other)
        if i < len(self) and i < len(other):
            return op.buffer_load(self._data, i) < op.buffer_load(other._data, i)
        return len(self) < len(other)

    def __le__(self, other: VarTuple[U]) -> bool:
        i = self._same_until(other)
        if i < len(self) and i < len(other):
            return op.buffer_load(self._data, i) <= op.buffer_load(other._data, i)
        return len(self) <= len(other)

    def __gt__(self, other: VarTuple[U]) -> bool:
        i = self._same_until(other)
        if i < len(self) and i < len(other):
            return op.buffer_load(self._data, i) > op.buffer_load(other._data, i)
        return len(self) > len(other)

    def __ge__(self, other: VarTuple[U]) -> bool:
        i = self._same_until(other)
        if i < len(self) and i < len(other):
            return op.buffer_load(self._data, i) >= op.buffer_load(other._data, i)
        return len(self) >= len(other)


@builtin(tuple)
def tuple_of_tuple(items: VarTuple[T]) -> VarTuple[T]:
    return items


@builtin(tuple)
def tuple_of_list(items: List[T]) -> VarTuple[T]:
    n = len(items)
    data = op.buffer_new(n, elem=T)
    op.buffer_copy(data, 0, items._data, 0, n)
    return op.object_new(data, result=VarTuple[T])


@inline
def of_own(items: List[T]) -> VarTuple[T]:
    """Of a list that nobody else has."""
    return tuple_of_list(items)


@builtin(list)
def list_of_tuple(items: VarTuple[T]) -> List[T]:
    n = len(items)
    data = op.buffer_new(n, elem=T)
    op.buffer_copy(data, 0, items._data, 0, n)
    return op.object_new(data, n, result=List[T])


def told(text: Str) -> Buffer[u8]:
    """What the runtime makes an object of again: `_told` in runtime/errors.py."""
    n = op.buffer_len(text._data)
    data = op.buffer_new(op.add(n, 1), elem=u8)
    op.buffer_store(data, 0, op.cast(254, to=u8))
    op.buffer_copy(data, 1, text._data, 0, n)
    return data


def converted(items: VarTuple[T], data: Buffer[U]) -> VarTuple[U]:
    """With each element as one of another type, which loses nothing, in a buffer of as many."""
    for i, x in enumerate(items):
        _store(data, i, x)
    return op.object_new(data, result=VarTuple[U])


@inline
def _store(data: Buffer[U], i: int, x: U) -> None:
    op.buffer_store(data, i, x)


@builtin(hash)
def hash_of_any_tuple(items: VarTuple[T]) -> int:
    mixed = tuple_start()
    for x in items:
        mixed = tuple_mixed(mixed, hash(x))
    return tuple_end(mixed, len(items))


@builtin(copy.copy)
def copy_of_tuple(x: VarTuple[T]) -> VarTuple[T]:
    return x


@builtin(str, repr)
def repr_of_tuple(items: VarTuple[T]) -> Str:
    if len(items) == 1:
        return "(" + repr(items[0]) + ",)"
    return "(" + ", ".join([repr(x) for x in items]) + ")"
