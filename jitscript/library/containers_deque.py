"""`collections.deque`: a ring of places, a power of two of them."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar

from .containers_str import Str
from .intrinsics import Buffer, inline, op, pyobj
from .pylists import item
from .registry import builtin

T = TypeVar("T")
U = TypeVar("U")


@builtin(deque)
class Deque(Generic[T]):
    __fills__ = (("extend", (T,)), ("extendleft", (T,)), ("__iadd__", (T,)))
    _ring: Buffer[T]
    _first: int
    _size: int
    _most: int  # maxlen, or -1
    _state: int  # counts changes of the length, which end loops

    def __init__(self, *, maxlen: int | None = None) -> None:
        if maxlen is not None and maxlen < 0:
            raise ValueError("maxlen must be non-negative")
        self._ring = op.buffer_new(8, elem=T)
        self._first = 0
        self._size = 0
        self._most = -1 if maxlen is None else maxlen
        self._state = 0

    # --- the border: see collections_border.py ---------------------------------------------------

    @staticmethod
    def __snapshot_python__(source: pyobj) -> pyobj:
        return collections_border.parts(source, 2)

    @staticmethod
    def __from_python__(source: pyobj) -> Deque[T]:
        made = Deque[T]()
        collections_border.fill_deque(made, source)
        made._most = op.py_unbox(item(source, 1), result=int)
        return made

    def __to_python__(self) -> pyobj:
        return collections_border.boxed_deque(self)

    def __changes_python__(self, before: pyobj) -> pyobj:
        return collections_border.deque_changes(self, before)

    @staticmethod
    def __commit_python__(target: pyobj, before: pyobj, change: pyobj, step: int) -> None:
        collections_border.commit_deque(target, before, change, step)

    # --- the ring --------------------------------------------------------------------------------

    @inline
    def _place(self, i: int) -> int:
        return op.and_(op.add(self._first, i), op.sub(op.buffer_len(self._ring), 1))

    def _index(self, i: int) -> int:
        n = self._size
        if i < 0:
            i = op.add(i, n)
        if i < 0 or i >= n:
            raise IndexError("deque index out of range")
        return self._place(i)

    def _grow(self) -> None:
        n = op.buffer_len(self._ring)
        ring = op.buffer_new(op.mul(n, 2), elem=T)
        first = self._first
        op.buffer_copy(ring, 0, self._ring, first, op.sub(n, first))
        op.buffer_copy(ring, op.sub(n, first), self._ring, 0, first)
        self._ring = ring
        self._first = 0

    def append(self, x: T) -> None:
        if self._size == op.buffer_len(self._ring):
            self._grow()
        op.buffer_store(self._ring, self._place(self._size), x)
        self._size = op.add(self._size, 1)
        self._state = op.add(self._state, 1)
        if self._size > self._most and self._most >= 0:
            self._drop_first()

    def appendleft(self, x: T) -> None:
        if self._size == op.buffer_len(self._ring):
            self._grow()
        first = self._place(-1)
        op.buffer_store(self._ring, first, x)
        self._first = first
        self._size = op.add(self._size, 1)
        self._state = op.add(self._state, 1)
        if self._size > self._most and self._most >= 0:
            self._drop_last()

    def _drop_first(self) -> None:
        first = self._first
        self._first = self._place(1)
        self._size = op.sub(self._size, 1)
        self._state = op.add(self._state, 1)
        op.buffer_clear(self._ring, first, 1)

    def _drop_last(self) -> None:
        self._size = op.sub(self._size, 1)
        self._state = op.add(self._state, 1)
        op.buffer_clear(self._ring, self._place(self._size), 1)

    def pop(self) -> T:
        if self._size == 0:
            raise IndexError("pop from an empty deque")
        x = op.buffer_load(self._ring, self._place(op.sub(self._size, 1)))
        self._drop_last()
        return x

    def popleft(self) -> T:
        if self._size == 0:
            raise IndexError("pop from an empty deque")
        x = op.buffer_load(self._ring, self._first)
        self._drop_first()
        return x

    def extend(self, items: U) -> None:
        if isinstance(items, deque):
            self._extend(items)
        else:
            for x in items:
                self.append(x)

    def _extend(self, items: Deque[T]) -> None:
        for x in items.copy():  # which may be this one
            self.append(x)

    def extendleft(self, items: U) -> None:
        if isinstance(items, deque):
            self._extend_left(items)
        else:
            for x in items:
                self.appendleft(x)

    def _extend_left(self, items: Deque[T]) -> None:
        for x in items.copy():
            self.appendleft(x)

    def clear(self) -> None:
        self._ring = op.buffer_new(8, elem=T)
        self._first = 0
        self._size = 0
        self._state = op.add(self._state, 1)

    def copy(self) -> Deque[T]:
        made = Deque[T]()
        made._most = self._most
        for i in range(self._size):
            made.append(op.buffer_load(self._ring, self._place(i)))
        return made

    def rotate(self, n: int = 1) -> None:
        size = self._size
        if size < 2:
            return
        for _ in range(n % size):
            x = self.pop()
            if self._size == op.buffer_len(self._ring):
                self._grow()
            first = self._place(-1)
            op.buffer_store(self._ring, first, x)
            self._first = first
            self._size = op.add(self._size, 1)

    def reverse(self) -> None:
        i, j = 0, op.sub(self._size, 1)
        while i < j:
            left, right = self._place(i), self._place(j)
            x = op.buffer_load(self._ring, left)
            op.buffer_store(self._ring, left, op.buffer_load(self._ring, right))
            op.buffer_store(self._ring, right, x)
            i, j = op.add(i, 1), op.sub(j, 1)

    def count(self, x: U) -> int:
        n = 0
        for y in self:
            if y == x:
                n += 1
        return n

    def _find(self, x: U) -> int:
        i = 0
        for y in self:
            if y == x:
                return i
            i = op.add(i, 1)
        return -1

    def index(self, x: U) -> int:
        i = self._find(x)
        if i < 0:
            raise ValueError(f"{x!r} is not in deque")
        return i

    def remove(self, x: U) -> None:
        i = self._find(x)
        if i < 0:
            raise ValueError(f"{x!r} is not in deque")
        self._delete(i)

    def _delete(self, i: int) -> None:
        while i > 0:
            item = op.buffer_load(self._ring, self._place(op.sub(i, 1)))
            op.buffer_store(self._ring, self._place(i), item)
            i = op.sub(i, 1)
        self._drop_first()

    def insert(self, i: int, x: T) -> None:
        n = self._size
        if n == self._most:
            raise IndexError("deque already at its maximum size")
        if i < 0:
            i = max(i + n, 0)
        if i >= n:
            self.append(x)
            return
        self.appendleft(x)
        for k in range(i):
            item = op.buffer_load(self._ring, self._place(op.add(k, 1)))
            op.buffer_store(self._ring, self._place(k), item)
        op.buffer_store(self._ring, self._place(i), x)

    @inline
    def __len__(self) -> int:
        return self._size

    def __getitem__(self, i: int) -> T:
        return op.buffer_load(self._ring, self._index(i))

    def __setitem__(self, i: int, x: T) -> None:
        op.buffer_store(self._ring, self._index(i), x)

    def __delitem__(self, i: int) -> None:
        self._index(i)
        self._delete(op.add(i, self._size) if i < 0 else i)

    def __contains__(self, x: U) -> bool:
        return self._find(x) >= 0

    def __add__(self, other: Deque[T]) -> Deque[T]:
        made = self.copy()
        made._extend(other)
        return made

    def __iadd__(self, items: U) -> Deque[T]:
        self.extend(items)
        return self

    def __mul__(self, n: int) -> Deque[T]:
        made = self.copy()
        made *= n
        return made

    def __rmul__(self, n: int) -> Deque[T]:
        return self * n

    def __imul__(self, n: int) -> Deque[T]:
        once = self.copy()
        if n <= 0:
            self.clear()
        elif len(once) > 0:
            for _ in range(n - 1):
                self._extend(once)
        return self

    def __eq__(self, other: Deque[U]) -> bool:
        return [x for x in self] == [y for y in other]

    def __lt__(self, other: Deque[U]) -> bool:
        return [x for x in self] < [y for y in other]

    def __le__(self, other: Deque[U]) -> bool:
        return [x for x in self] <= [y for y in other]

    def __gt__(self, other: Deque[U]) -> bool:
        return other < self

    def __ge__(self, other: Deque[U]) -> bool:
        return other <= self

    def __iter__(self) -> DequeIterator[T]:
        return DequeIterator[T](self, False)

    def __reversed__(self) -> DequeIterator[T]:
        return DequeIterator[T](self, True)


class DequeIterator(Generic[T]):
    _of: Deque[T]
    _state: int
    _left: int
    _back: bool

    def __init__(self, of: Deque[T], back: bool) -> None:
        self._of = of
        self._state = of._state
        self._left = of._size
        self._back = back

    def __more__(self) -> bool:
        if self._of._state != self._state:
            raise RuntimeError("deque mutated during iteration")
        return self._left > 0

    def __next__(self) -> T:
        left = op.sub(self._left, 1)
        self._left = left
        of = self._of
        i = left if self._back else op.sub(op.sub(of._size, 1), left)
        return op.buffer_load(of._ring, of._place(i))


@builtin(deque.maxlen)
def maxlen_of(items: Deque[T]) -> int | None:
    return None if items._most < 0 else items._most


@builtin(deque)
def deque_of(iterable: object, maxlen: int | None = None):
    made = deque(maxlen=maxlen)
    for x in iterable:
        made.append(x)
    return made


@builtin(str, repr)
def repr_of_deque(items: Deque[T]) -> Str:
    shown = "deque(" + repr([x for x in items])
    return shown + ")" if items._most < 0 else shown + f", maxlen={items._most})"


from . import collections_border  # noqa: E402  which builds on this
