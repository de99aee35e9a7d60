"""`list`: a growing block of elements.

The block is longer than the list by some room to grow; elements past the size are zero, so that
they hold no references.
"""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from .intrinsics import Buffer, apart, inline, op, pyobj
from .pylists import number
from .registry import builtin
from .slicing import clip_up, cut, repeated
from .sorting import sort, sorted_by
from .timsort import reverse_part

T = TypeVar("T")
U = TypeVar("U")


@builtin(list)
class List(Generic[T]):
    __python_type__ = "PyList_Type"
    __fills__ = (("extend", (T,)), ("__iadd__", (T,)))  # what tells the types of an empty one

    _data: Buffer[T]
    _size: int

    def __init__(self) -> None:
        self._data = op.buffer_new(0, elem=T)
        self._size = 0

    @staticmethod
    @inline
    def __display__(data: Buffer[T]) -> List[T]:
        return op.object_new(data, op.buffer_len(data), result=List[T])

    @staticmethod
    def __from_python__(source: pyobj) -> List[T]:
        made = List[T]()
        made._reserve(op.extern(source, name="PyList_Size", effects="reads(python)", result=int))
        lists_read.read(made, source)
        return made

    def __to_python__(self) -> pyobj:
        made = op.extern(0, name="PyList_New", result=pyobj)
        for i in range(self._size):
            item = op.py_box(op.buffer_load(self._data, i))
            op.extern(made, item, name="PyList_Append", result=None)
        return made

    @staticmethod
    def __snapshot_python__(source: pyobj) -> pyobj:
        n = op.extern(source, name="PyList_Size", effects="reads(python)", result=int)
        return op.extern(source, 0, n, name="PyList_GetSlice", result=pyobj)

    def __changes_python__(self, before: pyobj) -> pyobj:
        """The new items of `before[start:stop]`, then start and stop. Where the value is what it
        was, so is the object; also where all behind a place moved as one."""
        n = op.extern(before, name="PyList_Size", effects="reads(python)", result=int)
        m = self._size
        most, start = min(n, m), 0
        while start < most and self._stands_for(start, before, start):
            start += 1
        if start == n and n == m:
            return op.py_box(None)
        end = 0
        while end < most - start and self._stands_for(m - 1 - end, before, n - 1 - end):
            if n != m and self._stays(m - 1 - end, before, n):
                break
            end += 1
        made = op.extern(0, name="PyList_New", result=pyobj)
        used = start  # up to here objects have their places
        for i in range(start, m - end):
            k = self._object_of(i, before, used, n, n - m)
            if k < 0:
                item = op.py_box(op.buffer_load(self._data, i))
                op.extern(made, item, name="PyList_Append", result=None)
            else:
                item = op.extern(before, k, name="PySequence_GetItem", result=pyobj)
                op.extern(made, item, name="PyList_Append", result=None)
                used = max(used, k + 1)
        op.extern(made, op.py_box(start), name="PyList_Append", result=None)
        op.extern(made, op.py_box(n - end), name="PyList_Append", result=None)
        return made

    def _object_of(self, i: int, items: pyobj, low: int, high: int, moved: int) -> int:
        """The place in `items[:high]` of what the item `i` was, or -1: its own, one of the next few
        from `low` on, or where it would be if all behind it had moved as one."""
        if self._stays(i, items, high):
            return i
        for k in range(low, min(low + 4, high)):
            if self._stands_for(i, items, k):
                return k
        k = i + moved
        return k if low <= k and k < high and self._stands_for(i, items, k) else -1

    def _stays(self, i: int, items: pyobj, n: int) -> bool:
        return i < n and self._stands_for(i, items, i)

    def _stands_for(self, i: int, items: pyobj, k: int) -> bool:
        item = op.extern(items, k, name="PySequence_GetItem", result=pyobj)
        return op.py_same(op.buffer_load(self._data, i), item)

    @staticmethod
    def __commit_python__(target: pyobj, before: pyobj, change: pyobj, step: int) -> None:
        if step == 0:
            if op.extern(target, before, name="host_same_items", result=int) == 0:
                raise RuntimeError("list changed during the call, which changed it too")
            return
        new = op.extern(change, name="PyList_Size", effects="reads(python)", result=int) - 2
        start, stop = number(change, new), number(change, new + 1)
        old = stop - start
        if step == 1 and new > old:
            more = op.extern(change, old, new, name="PyList_GetSlice", result=pyobj)
            op.extern(target, stop, stop, more, name="PyList_SetSlice", result=None)
        if step == 2 and new > old:
            op.extern(target, stop, stop + new - old, name="host_drop_items", result=None)
        if step == 3:
            for i in range(min(old, new)):
                item = op.extern(change, i, name="PySequence_GetItem", result=pyobj)
                op.extern(item, name="Py_IncRef", result=None)
                op.extern(target, start + i, item, name="PyList_SetItem", result=None)
            if new < old:
                op.extern(target, start + new, stop, name="host_drop_items", result=None)

    @inline
    def __len__(self) -> int:
        return self._size

    @inline
    def _place(self, i: int) -> int:
        """The index `i` counted from the front, or -1 when it is out of range."""
        n = self._size
        if i < 0:
            i = op.add(i, n)
        if i < 0 or i >= n:
            return -1
        return i

    @inline
    def __getitem__(self, i: int) -> T:
        n = self._size
        if i < 0:
            i = op.add(i, n)
        if i < 0 or i >= n:
            raise IndexError("list index out of range")
        return op.buffer_load(self._data, i)

    @inline
    def __setitem__(self, i: int, value: T) -> None:
        n = self._size
        if i < 0:
            i = op.add(i, n)
        if i < 0 or i >= n:
            raise IndexError("list assignment index out of range")
        op.buffer_store(self._data, i, value)

    @apart
    def _reserve(self, n: int) -> None:
        """Have room for `n` elements; grows by half at least."""
        room = op.buffer_len(self._data)
        if n <= room:
            return
        more = op.add(room, op.add(op.shr(room, 1), 6))
        op.field_resize(self, max(n, more), name="_data")

    @inline
    def append(self, value: T) -> None:
        n = self._size
        if n == op.buffer_len(self._data):
            self._reserve(op.add(n, 1))
        op.buffer_init(self._data, n, value)
        self._size = op.add(n, 1)

    def pop(self, i: int = -1) -> T:
        n = self._size
        if n == 0:
            raise IndexError("pop from empty list")
        k = self._place(i)
        if k < 0:
            raise IndexError("pop index out of range")
        data = self._data
        value = op.buffer_load(data, k)
        last = op.sub(n, 1)
        if k < last:
            op.buffer_copy(data, k, data, op.add(k, 1), op.sub(last, k))
        op.buffer_clear(data, last, 1)
        self._size = last
        return value

    def insert(self, i: int, value: T) -> None:
        n = self._size
        k = clip_up(i, n)
        self._reserve(op.add(n, 1))
        data = self._data
        op.buffer_copy(data, op.add(k, 1), data, k, op.sub(n, k))
        op.buffer_store(data, k, value)
        self._size = op.add(n, 1)

    def extend(self, other: U) -> None:
        if isinstance(other, (list, range)):
            extending.extend(self, other)
        else:
            for value in other:
                self.append(value)

    def _extend(self, other: List[T]) -> None:
        n, m = self._size, other._size
        self._reserve(op.add(n, m))
        op.buffer_copy(self._data, n, other._data, 0, m)
        self._size = op.add(n, m)

    def clear(self) -> None:
        n = self._size
        self._size = 0
        op.buffer_clear(self._data, 0, n)

    def copy(self) -> List[T]:
        return self.__getslice__(None, None, None)

    def reverse(self) -> None:
        reverse_part(self._data, 0, self._size)

    def _find(self, value: U, start: int, stop: int) -> int:
        """The first place of `value` in [start, stop), or -1. Comparing may change the list."""
        i = start
        while i < stop and i < self._size:
            if op.buffer_load(self._data, i) == value:
                return i
            i += 1
        return -1

    def __contains__(self, value: U) -> bool:
        return self._find(value, 0, self._size) >= 0

    def index(self, value: U, start: int = 0, stop: int = 9223372036854775807) -> int:
        n = self._size
        found = self._find(value, clip_up(start, n), clip_up(stop, n))
        if found < 0:
            raise ValueError(f"{value!r} is not in list")
        return found

    def count(self, value: U) -> int:
        n = 0
        i = self._find(value, 0, self._size)
        while i >= 0:
            n += 1
            i = self._find(value, i + 1, self._size)
        return n

    def remove(self, value: U) -> None:
        i = self._find(value, 0, self._size)
        if i < 0:
            raise ValueError("list.remove(x): x not in list")
        self.pop(i)

    def __getslice__(self, start: int | None, stop: int | None, step: int | None) -> List[T]:
        low, count, k = cut(self._size, start, stop, step)
        data = op.buffer_new(count, elem=T, blank=True)
        if k == 1:
            op.buffer_copy(data, 0, self._data, low, count)
        else:
            for i in range(count):
                place = op.add(low, op.mul(i, k))
                op.buffer_store(data, i, op.buffer_load(self._data, place))
        return op.object_new(data, count, result=List[T])

    def __setslice__(
        self, start: int | None, stop: int | None, step: int | None, value: List[T]
    ) -> None:
        low, count, k = cut(self._size, start, stop, step)
        new = value._size
        source = value.copy()._data if op.same_object(self, value) else value._data
        if k == 1:
            if new != count:
                self._make_room(low, count, new)
            op.buffer_copy(self._data, low, source, 0, new)
            return
        if new != count:
            raise ValueError(
                f"attempt to assign sequence of size {new} to extended slice of size {count}"
            )
        for i in range(count):
            op.buffer_store(self._data, op.add(low, op.mul(i, k)), op.buffer_load(source, i))

    def __setslice_of__(self, *parts: object) -> None:
        """Of `self[start:stop:step] = other[first:last:by]` what is not self."""
        moving.move_slice(self, *parts)

    def _make_room(self, low: int, old: int, new: int) -> None:
        """Replace the `old` elements from `low` by `new` that the caller then writes."""
        n = self._size
        size = n - old + new
        self._reserve(size)
        data = self._data
        op.buffer_copy(data, low + new, data, low + old, n - low - old)
        if size < n:
            op.buffer_clear(data, size, n - size)
        self._size = size

    def __delitem__(self, i: int) -> None:
        k = self._place(i)
        if k < 0:
            raise IndexError("list assignment index out of range")
        self._make_room(k, 1, 0)

    def __delslice__(self, start: int | None, stop: int | None, step: int | None) -> None:
        low, count, k = cut(self._size, start, stop, step)
        if count == 0:  # and then `low` may be -1
            return
        if k == 1 or count < 2:
            self._make_room(low, count, 0)
            return
        if k < 0:
            low, k = low + (count - 1) * k, -k
        for i in range(count):
            self._make_room(low + i * (k - 1), 1, 0)

    def __add__(self, other: List[T]) -> List[T]:
        n, m = self._size, other._size
        data = op.buffer_new(op.add(n, m), elem=T, blank=True)
        op.buffer_copy(data, 0, self._data, 0, n)
        op.buffer_copy(data, n, other._data, 0, m)
        return op.object_new(data, op.add(n, m), result=List[T])

    def __iadd__(self, other: U) -> List[T]:
        self.extend(other)
        return self

    def __mul__(self, times: int) -> List[T]:
        n = self._size
        if times < 0 or n == 0:
            times = 0
        size = repeated(n, times)
        data = op.buffer_new(size, elem=T, blank=True)
        for i in range(times):
            op.buffer_copy(data, op.mul(i, n), self._data, 0, n)
        return op.object_new(data, size, result=List[T])

    def __rmul__(self, times: int) -> List[T]:
        return self * times

    def __imul__(self, times: int) -> List[T]:
        made = self * times
        self._data = made._data
        self._size = made._size
        return self

    def __eq__(self, other: List[U]) -> bool:
        if self is other:
            return True
        if self._size != other._size:
            return False
        return self._same_until(other) == self._size

    def _same_until(self, other: List[U]) -> int:
        """The first place in which the two differ, or the size of the shorter one."""
        i = 0
        while i < self._size and i < other._size:
            if op.buffer_load(self._data, i) != op.buffer_load(other._data, i):
                break
            i += 1
        return i

    def __lt__(self, other: List[U]) -> bool:
        i = self._same_until(other)
        if i < self._size and i < other._size:
            return op.buffer_load(self._data, i) < op.buffer_load(other._data, i)
        return self._size < other._size

    def __le__(self, other: List[U]) -> bool:
        i = self._same_until(other)
        if i < self._size and i < other._size:
            return op.buffer_load(self._data, i) <= op.buffer_load(other._data, i)
        return self._size <= other._size

    def __gt__(self, other: List[U]) -> bool:
        return other < self

    def __ge__(self, other: List[U]) -> bool:
        return other <= self

    def sort(self, *, key: Callable | None = None, reverse: bool = False) -> None:
        """Sorts a copy, which then takes the place of the elements: whatever ends a sort half-way,
        each element is there once. While keys are made, the list is empty."""
        n = self._size
        if key is not None:
            whole = self._data
            self._data, self._size = op.buffer_new(0, elem=T), 0
            try:
                made = sorted_by(whole, n, key, reverse)
                changed = self._size != 0
                whole = made
            finally:
                self._data, self._size = whole, n
            if changed:
                raise ValueError("list modified during sort")
            return
        data = op.buffer_new(n, elem=T, blank=True)
        op.buffer_copy(data, 0, self._data, 0, n)
        if reverse:
            reverse_part(data, 0, n)
        sort(data, n)
        if reverse:
            reverse_part(data, 0, n)
        self._data = data


from . import extending, lists_read, moving  # noqa: E402  (which need the class)
