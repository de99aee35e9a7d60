"""`set`, as a sorted list: what the smallest useful container needs, all of it in this file."""

# mypy: ignore-errors

from __future__ import annotations

from typing import Generic, TypeVar

from .containers_list import List
from .containers_str import Str
from .intrinsics import inline, op, pyobj
from .registry import builtin

T = TypeVar("T")
U = TypeVar("U")


@builtin(set)
class SmallSet(Generic[T]):
    __python_type__ = "PySet_Type"

    _items: List[T]

    def __init__(self) -> None:
        self._items = List[T]()

    @staticmethod
    def __from_python__(source: pyobj) -> SmallSet[T]:
        made = SmallSet[T]()
        walk = op.extern(source, name="PyObject_GetIter", result=pyobj)
        for _ in range(op.extern(source, name="PySet_Size", result=int)):
            made.add(op.py_unbox(op.extern(walk, name="PyIter_Next", result=pyobj), result=T))
        return made

    def __to_python__(self) -> pyobj:
        return op.extern(self._items.__to_python__(), name="PySet_New", result=pyobj)

    @staticmethod
    def __snapshot_python__(source: pyobj) -> pyobj:
        return op.extern(source, name="PySet_New", result=pyobj)

    def __changes_python__(self, before: pyobj) -> pyobj:
        return self._items.__to_python__()

    @staticmethod
    def __commit_python__(target: pyobj, before: pyobj, change: pyobj, step: int) -> None:
        if step < 3:
            return
        op.extern(target, name="PySet_Clear", result=None)
        for i in range(op.extern(change, name="PyList_Size", result=int)):
            item = op.extern(change, i, name="PySequence_GetItem", result=pyobj)
            op.extern(target, item, name="PySet_Add", result=None)

    def _place(self, item: T) -> int:
        """Where `item` is, or belongs."""
        low, high = 0, len(self._items)
        while low < high:
            middle = (low + high) // 2
            if self._items[middle] < item:
                low = middle + 1
            else:
                high = middle
        return low

    @inline
    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, item: T) -> bool:
        i = self._place(item)
        return i < len(self._items) and self._items[i] == item

    def add(self, item: T) -> None:
        i = self._place(item)
        if i == len(self._items) or self._items[i] != item:
            self._items.insert(i, item)

    def remove(self, item: T) -> None:
        i = self._place(item)
        if i == len(self._items) or self._items[i] != item:
            raise KeyError(item)
        self._items.pop(i)

    def update(self, other: U) -> None:
        for item in other:
            self.add(item)

    def __or__(self, other: SmallSet[T]) -> SmallSet[T]:
        made = SmallSet[T]()
        made.update(self)
        made.update(other)
        return made

    def __eq__(self, other: SmallSet[T]) -> bool:
        return self._items == other._items

    def __iter__(self) -> SetIterator[T]:
        return SetIterator[T](self)


class SetIterator(Generic[T]):
    _of: SmallSet[T]
    _size: int
    _next: int

    def __init__(self, of: SmallSet[T]) -> None:
        self._of = of
        self._size = len(of)
        self._next = 0

    def __more__(self) -> bool:
        if len(self._of) != self._size:
            raise RuntimeError("Set changed size during iteration")
        return self._next < self._size

    def __next__(self) -> T:
        i = self._next
        self._next = i + 1
        return self._of._items[i]


@builtin(sorted)
def sorted_set(items: SmallSet[T]) -> List[T]:
    return items._items.copy()


@builtin(str, repr)
def repr_of_set(items: SmallSet[T]) -> Str:
    parts = [repr(x) for x in items]
    return "{" + ", ".join(parts) + "}" if parts else "set()"
