"""`bytes`: one block of bytes that nobody changes."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .bytes_letters import repr_of_bytes
from .bytes_methods import BytesMethods
from .containers_str import Str
from .hashing import siphash
from .intrinsics import Buffer, inline, op, pyobj, u8
from .registry import builtin
from .utf8 import byte


@builtin(bytes)
class Bytes(BytesMethods):
    __python_type__ = "PyBytes_Type"
    __hash__ = object.__hash__

    _data: Buffer[u8]

    @staticmethod
    def __literal__(data: Buffer[u8]) -> Bytes:
        return op.object_new(data, result=Bytes)

    @staticmethod
    def __from_python__(source: pyobj) -> Bytes:
        n = op.extern(source, name="PyBytes_Size", result=int)
        data = op.buffer_new(n, elem=u8)
        op.extern(data, source, n, name="host_copy_bytes", result=None)
        return op.object_new(data, result=Bytes)

    def __to_python__(self) -> pyobj:
        n = op.buffer_len(self._data)
        return op.extern(self._data, n, name="PyBytes_FromStringAndSize", result=pyobj)

    @inline
    def _made(self, data: Buffer[u8]) -> Bytes:
        return op.object_new(data, result=Bytes)

    def _too_long(self) -> None:
        raise OverflowError("repeated bytes are too long")

    @inline
    def __len__(self) -> int:
        return op.buffer_len(self._data)

    @inline
    def __getitem__(self, i: int) -> int:
        n = op.buffer_len(self._data)
        if i < 0:
            i = op.add(i, n)
        if i < 0 or i >= n:
            raise IndexError("index out of range")
        return byte(self._data, i)


@builtin(hash)
def hash_of_bytes(value: Bytes) -> int:
    n = op.buffer_len(value._data)
    if n == 0:
        return 0
    found = op.cast(siphash(value._data, n), to=int)
    return -2 if found == -1 else found


@builtin(str, repr)
def str_of_bytes(value: Bytes) -> Str:
    return repr_of_bytes(value._data, op.buffer_len(value._data))
