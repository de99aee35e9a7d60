"""`bytearray`: a growing block of bytes, longer than the array by some room to grow."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from typing import TypeVar

from . import codecs_text
from .bytes_letters import ALWAYS, repr_of_bytes
from .bytes_methods import BytesMethods
from .containers_bytes import Bytes
from .containers_str import Str
from .intrinsics import Buffer, inline, op, pyobj, u8
from .registry import builtin
from .slicing import clip_up, cut
from .utf8 import byte, same

U = TypeVar("U")
B = TypeVar("B", bytes, bytearray)


@builtin(bytearray)
class ByteArray(BytesMethods):
    __python_type__ = "PyByteArray_Type"

    _data: Buffer[u8]
    _size: int

    def __init__(self) -> None:
        self._data = op.buffer_new(0, elem=u8)
        self._size = 0

    # --- the border ------------------------------------------------------------------------------

    @staticmethod
    def __from_python__(source: pyobj) -> ByteArray:
        """Of the snapshot: bytes."""
        n = op.extern(source, name="PyBytes_Size", result=int)
        data = op.buffer_new(n, elem=u8)
        op.extern(data, source, n, name="host_copy_bytes", result=None)
        return op.object_new(data, n, result=ByteArray)

    def __to_python__(self) -> pyobj:
        n = self._size
        return op.extern(self._data, n, name="PyByteArray_FromStringAndSize", result=pyobj)

    @staticmethod
    def __snapshot_python__(source: pyobj) -> pyobj:
        return op.extern(source, name="PyBytes_FromObject", result=pyobj)

    def __changes_python__(self, before: pyobj) -> pyobj:
        was = ByteArray.__from_python__(before)
        n = self._size
        if n == was._size and same(self._data, 0, was._data, n):
            return op.py_box(None)
        return op.extern(self._data, n, name="PyBytes_FromStringAndSize", result=pyobj)

    @staticmethod
    def __commit_python__(target: pyobj, before: pyobj, change: pyobj, step: int) -> None:
        n = op.extern(target, name="PyByteArray_Size", result=int)
        was = op.extern(before, name="PyBytes_Size", result=int)
        if step == 0:
            now = ByteArray.__from_python__(ByteArray.__snapshot_python__(target))
            if n != was or not same(now._data, 0, ByteArray.__from_python__(before)._data, n):
                raise RuntimeError("bytearray changed during the call, which changed it too")
            return
        m = op.extern(change, name="PyBytes_Size", result=int)
        if step == 1 and m != n:  # fails while somebody looks at the memory, or without memory
            op.extern(target, m, name="PyByteArray_Resize", result=None)
        if step == 2 and n != was:
            op.extern(target, was, name="PyByteArray_Resize", result=None)
            _put(target, before, was)
        if step == 3:
            _put(target, change, m)

    # --- the block -------------------------------------------------------------------------------

    @inline
    def _made(self, data: Buffer[u8]) -> ByteArray:
        return op.object_new(data, op.buffer_len(data), result=ByteArray)

    def _too_long(self) -> None:
        raise MemoryError

    def _exact(self) -> Buffer[u8]:
        data = op.buffer_new(self._size, elem=u8)
        op.buffer_copy(data, 0, self._data, 0, self._size)
        return data

    def _reserve(self, n: int) -> None:
        room = op.buffer_len(self._data)
        if n > room:
            more = op.add(room, op.add(op.shr(room, 1), 15))
            op.field_resize(self, max(n, more), name="_data")

    @inline
    def __len__(self) -> int:
        return self._size

    @inline
    def __getitem__(self, i: int) -> int:
        n = self._size
        if i < 0:
            i = op.add(i, n)
        if i < 0 or i >= n:
            raise IndexError("bytearray index out of range")
        return byte(self._data, i)

    @inline
    def __setitem__(self, i: int, value: int) -> None:
        n = self._size
        if value < 0 or value > 255:
            raise ValueError("byte must be in range(0, 256)")
        if i < 0:
            i = op.add(i, n)
        if i < 0 or i >= n:
            raise IndexError("bytearray index out of range")
        op.buffer_store(self._data, i, op.cast(value, to=u8))

    def __delitem__(self, i: int) -> None:
        n = self._size
        if i < 0:
            i = op.add(i, n)
        if i < 0 or i >= n:
            raise IndexError("bytearray index out of range")
        self._splice(i, i + 1, self._data, 0)

    def _splice(self, low: int, high: int, data: Buffer[u8], m: int) -> None:
        """Put data[:m] where [low:high] is."""
        n = self._size
        size = op.add(op.sub(n, op.sub(high, low)), m)
        self._reserve(size)
        op.buffer_copy(self._data, op.add(low, m), self._data, high, op.sub(n, high))
        op.buffer_copy(self._data, low, data, 0, m)
        self._size = size

    def __setslice__(self, start: int | None, stop: int | None, step: int | None, items: U) -> None:
        new = bytes_to_put(items)
        m = len(new)
        low, count, k = cut(self._size, start, stop, step)
        if k == 1:
            self._splice(low, op.add(low, count), new._data, m)
            return
        if m == 0:
            self.__delslice__(start, stop, step)
            return
        if m != count:
            raise ValueError(
                f"attempt to assign bytes of size {m} to extended slice of size {count}"
            )
        for i in range(count):
            op.buffer_store(self._data, low + i * k, op.buffer_load(new._data, i))

    def __delslice__(self, start: int | None, stop: int | None, step: int | None) -> None:
        low, count, k = cut(self._size, start, stop, step)
        if count == 0:
            return
        if k < 0:
            low, k = low + (count - 1) * k, -k
        to, following, left = low, low, count
        for i in range(low, self._size):
            if left > 0 and i == following:
                following, left = following + k, left - 1
            else:
                op.buffer_store(self._data, to, op.buffer_load(self._data, i))
                to += 1
        self._size = to

    def append(self, item: int) -> None:
        if item < 0 or item > 255:
            raise ValueError("byte must be in range(0, 256)")
        n = self._size
        if n == op.buffer_len(self._data):
            self._reserve(op.add(n, 1))
        op.buffer_store(self._data, n, op.cast(item, to=u8))
        self._size = op.add(n, 1)

    def extend(self, iterable_of_ints: U) -> None:
        new = bytes_to_put(iterable_of_ints)
        n, m = self._size, len(new)
        self._reserve(op.add(n, m))
        op.buffer_copy(self._data, n, new._data, 0, m)
        self._size = op.add(n, m)

    def __iadd__(self, other: B) -> ByteArray:
        self.extend(other)
        return self

    def __imul__(self, times: int) -> ByteArray:
        made = self * times
        self._data = made._data
        self._size = made._size
        return self

    def insert(self, index: int, item: int) -> None:
        if item < 0 or item > 255:
            raise ValueError("byte must be in range(0, 256)")
        at = clip_up(index, self._size)
        one = op.buffer_new(1, elem=u8)
        op.buffer_store(one, 0, op.cast(item, to=u8))
        self._splice(at, at, one, 1)

    def pop(self, index: int = -1) -> int:
        n = self._size
        if n == 0:
            raise IndexError("pop from empty bytearray")
        i = index + n if index < 0 else index
        if i < 0 or i >= n:
            raise IndexError("pop index out of range")
        value = byte(self._data, i)
        self._splice(i, i + 1, self._data, 0)
        return value

    def remove(self, value: int) -> None:
        i = self.find(value)
        if i < 0:
            raise ValueError("value not found in bytearray")
        self._splice(i, i + 1, self._data, 0)

    def clear(self) -> None:
        self._data = op.buffer_new(0, elem=u8)
        self._size = 0

    def copy(self) -> ByteArray:
        return op.object_new(self._exact(), self._size, result=ByteArray)

    def reverse(self) -> None:
        i, j = 0, op.sub(self._size, 1)
        while i < j:
            x = op.buffer_load(self._data, i)
            op.buffer_store(self._data, i, op.buffer_load(self._data, j))
            op.buffer_store(self._data, j, x)
            i, j = op.add(i, 1), op.sub(j, 1)


def _put(target: pyobj, source: pyobj, n: int) -> None:
    """Write n bytes of a bytes object into a bytearray of that size."""
    op.extern(target, source, n, name="host_put_bytes", result=None)


def bytes_to_put(items: U) -> ByteArray:
    """What may be put into a bytearray: bytes, or ints one by one."""
    if isinstance(items, (bytes, bytearray)):
        n = len(items)
        data = op.buffer_new(n, elem=u8)
        op.buffer_copy(data, 0, items._data, 0, n)
        return op.object_new(data, n, result=ByteArray)
    made = ByteArray()
    for x in items:
        made.append(x)
    return made


@builtin(str, repr)
def str_of_bytearray(value: ByteArray) -> Str:
    return "bytearray(" + repr_of_bytes(value._data, value._size, ALWAYS) + ")"


# --- constructors --------------------------------------------------------------------------------


def _zeros(count: int) -> Buffer[u8]:
    if count < 0:
        raise ValueError("negative count")
    data = op.buffer_new(count, elem=u8)
    op.buffer_clear(data, 0, count)
    return data


@builtin(bytearray)
def bytearray_of_nothing() -> ByteArray:
    return ByteArray()


@builtin(bytearray)
def bytearray_of_size(count: int) -> ByteArray:
    return op.object_new(_zeros(count), count, result=ByteArray)


@builtin(bytearray)
def bytearray_of_text(text: Str, encoding: Str, errors: Str = "strict") -> ByteArray:
    return bytearray(text.encode(encoding, errors))


@builtin(bytearray)
def bytearray_of(source: object) -> ByteArray:
    return bytes_to_put(source)


@builtin(bytes)
def bytes_of_nothing() -> Bytes:
    return b""


@builtin(bytes)
def bytes_of_size(count: int) -> Bytes:
    return op.object_new(_zeros(count), result=Bytes)


@builtin(bytes)
def bytes_of_bytes(source: Bytes) -> Bytes:
    return source


@builtin(bytes)
def bytes_of_text(text: Str, encoding: Str, errors: Str = "strict") -> Bytes:
    return codecs_text.encode(text, encoding, errors)


@builtin(bytes)
def bytes_of(source: object) -> Bytes:
    if isinstance(source, (bytes, bytearray)):
        return op.object_new(bytes_to_put(source)._exact(), result=Bytes)
    made = ByteArray()
    for x in source:
        if x < 0 or x > 255:
            raise ValueError("bytes must be in range(0, 256)")
        made.append(x)
    return op.object_new(made._exact(), result=Bytes)
