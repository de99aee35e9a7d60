"""Handlers and cells.

In the body of a `try` errors arrive at landings of its own; their chains of cleanups end where the
`try` began, and go on in the handler, which takes the record of the error out of the context.
A cell is memory in the frame, of which LLVM makes registers again where it can.
"""

from __future__ import annotations

from ...ir.core import Op
from ...ir.types import Cell
from ..exceptions import numbers
from ..layout import layout
from ..target import CAUGHT_SIZE
from .function import Catch, FunctionLowering, Join


def lower_try(f: FunctionLowering, op: Op) -> None:
    body, handler = op.regions
    catch, end = Catch(f.label("catch"), f.owned), Join(f.label("end"))
    f.yields.append(end)
    f.catches.append(catch)
    f.region(body)
    f.catches.pop()
    if catch.used:
        f.start(catch.label)
        f.owned = catch.owned
        slot = f.slot(f"[{CAUGHT_SIZE} x i8]")
        f.emit(f"call void {f.target.catch(f.w)}(ptr %ctx, ptr {slot})")
        (exception,) = handler.args
        f.values[exception] = [slot]
        f.take(handler.args)
        f.region(handler)
    f.yields.pop()
    f.join(end, op.results)


def lower_is(f: FunctionLowering, op: Op) -> None:
    name = op.attrs["exc"]
    first, last = numbers(name)
    text = f.w.text(name.encode())
    caught = f.one(op.operands[0])
    args = f"ptr %ctx, ptr {caught}, i64 {first}, i64 {last}, ptr {text}"
    f.set(op, f.new(f"call i1 {f.target.caught_is(f.w)}({args})"))


def lower_raise(f: FunctionLowering, op: Op) -> None:
    (exception,) = op.operands
    f.give(op.operands)
    f.emit(f"call void {f.target.rethrow(f.w)}(ptr %ctx, ptr {f.one(exception)})")
    f.jump(f.landing("leave", ""))


def lower_new(f: FunctionLowering, op: Op) -> None:
    (value,) = op.operands
    of = layout(value.type)
    slot = f.slot(of.mem)
    f.retain(value.type, f.values[value])
    f.store(value.type, f.values[value], slot, f.w.tbaa("cell"))
    f.set(op, slot)


def lower_get(f: FunctionLowering, op: Op) -> None:
    f.set(op, *f.load(op.result.type, f.one(op.operands[0]), f.w.tbaa("cell")))


def lower_set(f: FunctionLowering, op: Op) -> None:
    cell, value = op.operands
    t = cell.type
    assert isinstance(t, Cell)
    slot, leaves, access = f.one(cell), f.values[value], f.w.tbaa("cell")
    old = f.load(t.elem, slot, access) if layout(t.elem).owned else []
    f.retain(t.elem, leaves)
    f.store(t.elem, leaves, slot, access)
    if old:
        f.release(t.elem, old)


EMIT = {
    "try": lower_try,
    "exc.is": lower_is,
    "exc.raise": lower_raise,
    "cell.new": lower_new,
    "cell.get": lower_get,
    "cell.set": lower_set,
}
