"""The interpreter's ops that texts are made of (see `interp_memory.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .core import Op
from .interp_memory import METHODS, in_range, runs
from .interp_values import BufferValue, ObjectValue, Undefined, zero
from .ops.eval_arith import numpy_class
from .types import U8, U64

if TYPE_CHECKING:
    from .interp import Frame

__all__ = ["METHODS"]


@runs("object.holding")
def _object_holding(frame: Frame, op: Op) -> None:
    n, *values = frame.operands(op)
    info = frame.machine.module.classes[op.results[0].type]  # type: ignore[index]
    data = BufferValue(U8, [zero(U8)] * n)
    made = ObjectValue(info, {name: v for (name, _), v in zip(info.fields, (data, *values))})
    for value in values:
        frame.machine.keep(value)
    frame.machine.made(data)
    frame.machine.made(made)
    frame.set(op, made)


@runs("buffer.extend")
def _buffer_extend(frame: Frame, op: Op) -> None:
    buffer, n = frame.operands(op)
    room = n <= len(buffer.items) + 8  # some, as blocks have
    if room:
        buffer.items.extend([zero(buffer.elem)] * (n - len(buffer.items)))
        del buffer.items[n:]
    frame.set(op, room)


@runs("buffer.word")
def _buffer_word(frame: Frame, op: Op) -> None:
    data, at = frame.operands(op)
    found = data.items[at : at + op.attrs["size"]]
    if at < 0 or len(found) < op.attrs["size"]:
        raise Undefined("reads bytes that are not in the buffer", op)
    frame.set(op, numpy_class(U64)(int.from_bytes(bytes(map(int, found)), "little")))


@runs("buffer.order")
def _buffer_order(frame: Frame, op: Op) -> None:
    a, b = (bytes(map(int, buffer.items)) for buffer in frame.operands(op))
    frame.set(op, (a > b) - (a < b))


@runs("buffer.find")
def _buffer_find(frame: Frame, op: Op) -> None:
    buffer, start, stop, byte = frame.operands(op)
    in_range(op, start, max(stop - start, 0), buffer)
    found = (i for i in range(start, stop) if buffer.items[i] == byte)
    frame.set(op, next(found, -1))


@runs("buffer.count")
def _buffer_count(frame: Frame, op: Op) -> None:
    buffer, start, stop, byte = frame.operands(op)
    in_range(op, start, max(stop - start, 0), buffer)
    frame.set(op, buffer.items[start : max(stop, start)].count(byte))
