"""Buffers that become longer where they lie."""

from __future__ import annotations

from ...ir.core import Op
from ...ir.types import Buffer
from ...runtime import abi
from ..layout import layout
from ..writer import LIKELY, SIZE_RANGE, UNLIKELY
from . import blocks, cycles
from .function import FunctionLowering
from .memory import buffer_size, bytes_of, field_of, new_buffer


def lower_field_resize(f: FunctionLowering, op: Op) -> None:
    """The allocator makes the block longer, often where it is, unless somebody else holds it, or
    the collector has listed it: then what it held moves, and it is left to that."""
    at, t, access = field_of(f, op)
    assert isinstance(t, Buffer)
    (old,) = f.load(t, at, access)
    n = f.one(op.operands[1])
    length = f.address(old, abi.BUFFER_LENGTH)
    before = f.new(f"load i64, ptr {length}, align 8{f.w.tbaa('length')}{SIZE_RANGE}")
    count = f.new(f"load i64, ptr {old}, align 8{f.w.tbaa('header')}")
    alone, shared, done = f.label("alone"), f.label("shared"), f.label("resized")
    f.branch(f.new(f"icmp eq i64 {count}, 1"), alone, shared, LIKELY)
    f.start(alone)
    listed = ""
    if t in cycles.of(f.w):
        listed, free = f.label("listed"), f.label("free")
        word = f.new(f"load i64, ptr {f.address(old, cycles.of(f.w).place(t))}, align 8")
        f.branch(f.new(f"icmp ugt i64 {word}, {cycles.LISTED}"), listed, free, UNLIKELY)
        f.start(free)
    there = buffer_size(f, before, t.elem)
    block = f.new(f.target.reallocate(f.w, old, there, buffer_size(f, n, t.elem)))
    f.check(f.new(f"icmp ne ptr {block}, null"), f.w.site(op.span, "MemoryError"))
    f.emit(f"store i64 {n}, ptr {f.address(block, abi.BUFFER_LENGTH)}, align 8{f.w.tbaa('length')}")
    if layout(t.elem).owned:
        f.w.intrinsic("llvm.memset.p0.i64", "void", "ptr", "i8", "i64", "i1")
        first = f.new(f"mul nuw nsw i64 {before}, {layout(t.elem).size}")
        end = f.new(f"getelementptr i8, ptr {f.address(block, abi.BUFFER_DATA)}, i64 {first}")
        rest = bytes_of(f, f.new(f"sub i64 {n}, {before}"), t.elem)
        f.emit(f"call void @llvm.memset.p0.i64(ptr {end}, i8 0, i64 {rest}, i1 false)")
    f.store(t, [block], at, access)
    f.jump(done)
    if listed:
        f.start(listed)
        copy = _moved(f, op, t, old, before, n, at, access)
        f.emit(f"store i64 0, ptr {old}, align 8{f.w.tbaa('header')}")
        cycles.filled(f, t, copy)
        f.jump(done)
    f.start(shared)
    copy = _moved(f, op, t, old, before, n, at, access, counted=True)
    f.release(t, [old])
    cycles.filled(f, t, copy)
    f.jump(done)
    f.start(done)


def _moved(
    f: FunctionLowering,
    op: Op,
    t: Buffer,
    old: str,
    before: str,
    n: str,
    at: str,
    access: str,
    counted: bool = False,
) -> str:
    """A longer block in the place of another, with what that held, or holds, too (`counted`)."""
    copy = new_buffer(f, n, t.elem, op, zero=True)
    start, to = (f.address(b, abi.BUFFER_DATA) for b in (old, copy))
    if layout(t.elem).owned and counted:
        f.emit(f"call void {blocks.each(f.w, t.elem, 'retain')}(ptr {start}, i64 {before})")
    f.w.intrinsic("llvm.memmove.p0.p0.i64", "void", "ptr", "ptr", "i64", "i1")
    size = bytes_of(f, before, t.elem)
    f.emit(f"call void @llvm.memmove.p0.p0.i64(ptr {to}, ptr {start}, i64 {size}, i1 false)")
    f.store(t, [copy], at, access)
    return copy


EMIT = {"field.resize": lower_field_resize}
