"""What leaves a function with an error: raise, checks, and the look at waiting signals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...ir.core import Op
from ...ir.ops.handlers import CARRIED
from ...ir.types import Buffer, Object, Scalar, Tuple, Type
from ...runtime import abi
from ..layout import layout
from ..writer import LIKELY
from .casts import REG
from .function import FunctionLowering


def lower_raise(f: FunctionLowering, op: Op) -> None:
    raw: list[str] = []
    kinds = [raw_words(f, value.type, f.values[value], raw) for value in op.operands]
    f.give(op.operands)
    cause = op.attrs.get("cause")
    number = op.attrs.get("number")
    f.fail(f.w.site(op.span, op.attrs["exc"], op.attrs.get("message"), kinds, cause, number), raw)


def raw_words(f: FunctionLowering, t: Type, leaves: Sequence[str], raw: list[str]) -> Any:
    """The kind of an error's argument, a list for a tuple; its 64-bit words are added to `raw`."""
    if isinstance(t, Tuple):
        kinds, at = [], 0
        for item in t.items:
            count = len(layout(item).leaves)
            kinds.append(raw_words(f, item, leaves[at : at + count], raw))
            at += count
        return kinds
    (text,) = leaves
    if isinstance(t, Object):
        raw.append(f.new(f"ptrtoint ptr {text} to i64"))
        raw.append(f"ptrtoint (ptr {f.target.raised_instance(f.w, t)} to i64)")
        return CARRIED
    if isinstance(t, Buffer):
        raw.append(f.new(f"ptrtoint ptr {text} to i64"))
        return "utf8"
    assert isinstance(t, Scalar), t
    if t.kind == "float":
        if t.bits != 64:
            text = f.new(f"fpext {REG[t.bits]} {text} to double")
        raw.append(f.new(f"bitcast double {text} to i64"))
        return "f64"
    if t.bits != 64:
        text = f.new(f"{'sext' if t.kind == 'int' else 'zext'} i{t.bits} {text} to i64")
    raw.append(text)
    return {"bool": "bool", "uint": "uint"}.get(t.kind, "int")


def lower_check_index(f: FunctionLowering, op: Op) -> None:
    i, n = f.one(op.operands[0]), f.one(op.operands[1])
    found = i
    if not op.attrs.get("nonneg"):
        negative = f.new(f"icmp slt i64 {i}, 0")
        moved = f.new(f"add i64 {i}, {n}")
        found = f.new(f"select i1 {negative}, i64 {moved}, i64 {i}")
    ok = f.new(f"icmp ult i64 {found}, {n}")
    message = f"index {{}} is out of bounds for axis {op.attrs['axis']} with size {{}}"
    f.check(ok, f.w.site(op.span, "IndexError", message, ("int", "int")), (i, n))
    f.set(op, found)


def lower_poll(f: FunctionLowering, op: Op) -> None:
    """A byte is looked at; only when it is set does the host hear of it."""
    if f.target.polled(f):
        return
    byte = f.context(abi.CTX_POLL)
    waiting = f.new(f"load volatile i8, ptr {byte}, align 1")
    quiet = f.new(f"icmp eq i8 {waiting}, 0")
    after, asked = f.label("quiet"), f.label("poll")
    f.branch(quiet, after, asked, LIKELY)
    f.start(asked)
    status = f.new(f"call i32 {f.target.poll()}(ptr %ctx) cold")
    f.check_host(f.new(f"icmp eq i32 {status}, 0"), op.span)
    f.jump(after)
    f.start(after)


EMIT = {"raise": lower_raise, "check_index": lower_check_index, "poll": lower_poll}
