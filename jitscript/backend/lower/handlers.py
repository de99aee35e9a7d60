"""Handlers and cells.

In the body of a `try` errors arrive at landings of its own; their chains of cleanups end where the
`try` began, and go on in the handler, which takes the record of the error out of the context.
A cell is memory in the frame, of which LLVM makes registers again where it can.
"""

from __future__ import annotations

from functools import partial

from ...ir.core import Op
from ...ir.ops.handlers import CARRIED
from ...ir.types import BOOL, FLOAT, INT, U8, Cell, Object
from ...runtime import abi
from ..exceptions import hashed, made_of, numbers, own_classes
from ..layout import layout
from ..target import CAUGHT_SIZE
from .function import Catch, FunctionLowering, Join
from .memory import new_buffer
from .raised_here import Here, is_of


def lower_try(f: FunctionLowering, op: Op) -> None:
    body, handler = op.regions
    catch, end = Catch(f.label("catch"), f.owned, f.slot("i64")), Join(f.label("end"))
    f.yields.append(end)
    f.catches.append(catch)
    around, f.w.outer = f.w.outer, _depth(op)
    f.region(body)
    f.w.outer = around
    f.catches.pop()
    if catch.used:
        f.start(catch.label)
        f.owned = catch.owned
        slot = f.slot(f"[{CAUGHT_SIZE} x i8]")
        (exception,) = handler.args
        f.heres[slot] = here = Here(f, catch, slot, exception)
        here.take()
        f.values[exception] = [slot]
        f.take(handler.args)
        f.region(handler)
    f.yields.pop()
    f.join(end, op.results)


def _depth(op: Op) -> int:
    """How many calls around the op were inlined."""
    return len(list(op.span.frames())) - 1


def lower_is(f: FunctionLowering, op: Op) -> None:
    name, caught = op.attrs["exc"], f.one(op.operands[0])
    known = f.target.is_of(f, caught, name)
    if known is None:
        known = f.heres[caught].among(
            lambda site: is_of(f.w.raised[site][0], name), lambda: _asked(f, caught, name)
        )
    f.set(op, known)


def _asked(f: FunctionLowering, caught: str, name: str) -> str:
    """A call that tells whether the record in a slot is of a class."""
    own, _ = own_classes(name)
    if own:
        data = own[0].encode()
        args = f"ptr %ctx, ptr {caught}, i64 {hashed(own[0])}"
        args += f", ptr {f.w.text(data)}, i64 {len(data)}"
        return f.new(f"call i1 {f.target.caught_is_own(f.w)}({args})")
    first, last = numbers(name)
    text = f.w.text(name.encode())
    args = f"ptr %ctx, ptr {caught}, i64 {first}, i64 {last}, ptr {text}"
    return f.new(f"call i1 {f.target.caught_is(f.w)}({args})")


_MADE = -24  # before the text of a site: what its error is made of


def lower_holds(f: FunctionLowering, op: Op) -> None:
    caught, kinds = f.one(op.operands[0]), op.attrs["kinds"].split()
    wanted = made_of(op.attrs["exc"], kinds)

    def asked() -> str:
        if kinds == [CARRIED]:
            return f.new(f"icmp ne ptr {_instance(f, caught, wanted)}, null")
        site = f.new(f"load ptr, ptr {caught}, align 8")
        found = f.new(f"load i64, ptr {f.address(site, _MADE)}, align 8")
        return f.new(f"icmp eq i64 {found}, {wanted}")

    f.set(op, f.heres[caught].among(lambda site: f.w.raised[site][2] == wanted, asked))


def _instance(f: FunctionLowering, caught: str, made: int) -> str:
    args = f"ptr %ctx, ptr {caught}, i64 {made}"
    return f.new(f"call ptr {f.target.caught_native(f.w)}({args})")


def lower_argument(f: FunctionLowering, op: Op) -> None:
    t, caught = op.result.type, f.one(op.operands[0])
    asked = partial(_instance, f, caught, 0) if isinstance(t, Object) else None
    bits = f.heres[caught].argument(op.attrs["index"], asked)
    if t is INT:
        f.set(op, bits)
    elif t is BOOL:
        f.set(op, f.new(f"trunc i64 {bits} to i1"))
    else:
        cast = "bitcast" if t is FLOAT else "inttoptr"
        f.set(op, f.new(f"{cast} i64 {bits} to {layout(t).reg}"))
        f.retain(t, f.values[op.result])


def lower_text(f: FunctionLowering, op: Op) -> None:
    _recorded(f, op)
    size = f.slot("i64")
    what = ("str", "repr", "name").index(op.attrs["what"])
    args = f"ptr %ctx, ptr {f.one(op.operands[0])}, i64 {what}, ptr {size}"
    text = f.new(f"call ptr {f.target.caught_text(f.w)}({args})")
    f.check_host(f.new(f"icmp ne ptr {text}, null"), op.span)
    n = f.new(f"load i64, ptr {size}, align 8")

    def fill(block: str) -> None:
        data = f.new(f"getelementptr i8, ptr {block}, i64 {abi.BUFFER_DATA}")
        there = f.new(f"icmp ne ptr {block}, null")
        data = f.new(f"select i1 {there}, ptr {data}, ptr null")
        f.emit(f"call void {f.target.take_text(f.w)}(ptr %ctx, ptr {text}, ptr {data})")

    f.set(op, new_buffer(f, n, U8, op, zero=False, fill=fill))


def _recorded(f: FunctionLowering, op: Op) -> None:
    f.heres[f.one(op.operands[0])].record()


def lower_object(f: FunctionLowering, op: Op) -> None:
    _recorded(f, op)
    caught = f.one(op.operands[0])
    block = f.new(f"call ptr {f.target.caught_object(f.w)}(ptr %ctx, ptr {caught})")
    f.check_host(f.new(f"icmp ne ptr {block}, null"), op.span)
    f.set(op, block)


def lower_raise(f: FunctionLowering, op: Op) -> None:
    (exception,) = op.operands
    _recorded(f, op)
    f.give(op.operands)
    f.target.rethrown(f, f.one(exception))
    if op.attrs.get("here"):
        f.jump(f.landing("pass", f.w.site(op.span)))
    elif _depth(op) > f.w.outer:  # the calls that it leaves, which were inlined
        f.w.passed = 1
        f.jump(f.landing("pass", f.w.site(op.span)))
        f.w.passed = 0
    else:
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
    "exc.holds": lower_holds,
    "exc.argument": lower_argument,
    "exc.text": lower_text,
    "exc.object": lower_object,
    "exc.raise": lower_raise,
    "cell.new": lower_new,
    "cell.get": lower_get,
    "cell.set": lower_set,
}
