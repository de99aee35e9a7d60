"""Texts: instances with their bytes in one block, or in the object file; bytes looked at many at a
time.

    i64 js.find_byte(ptr data, i64 start, i64 stop, i8 byte)     the first place, or -1
    i64 js.count_byte(ptr data, i64 start, i64 stop, i8 byte)

What is left behind the last whole block is looked at byte by byte: nobody knows what follows it.
"""

from __future__ import annotations

from ...ir.core import Op
from ...ir.types import Buffer, Object
from ...runtime import abi
from ..layout import fields
from ..writer import SIZE_RANGE, Writer
from . import blocks
from .function import FunctionLowering
from .memory import LARGEST, allocate, element

_READS = "noinline nounwind willreturn memory(argmem: read)"
_PARAMS = "ptr %data, i64 %start, i64 %stop, i8 %byte"


def lower_object_const(f: FunctionLowering, op: Op) -> None:
    """Instances that lie in constant data one after the other."""
    t, data, size = op.result.type, op.attrs["data"], op.attrs["size"]
    assert isinstance(t, Object)
    info = f.w.module.classes[t]
    room = fields([field for _, field in info.fields], abi.OBJECT_FIELDS)[1]
    first = blocks.instances(f.w, data, size, len(info.fields) - 2)
    if len(data) <= size:
        f.set(op, first)
        return
    offset = f.new(f"mul i64 {f.one(op.operands[0])}, {room}")
    f.set(op, f.new(f"getelementptr inbounds i8, ptr {first}, i64 {offset}"))


def lower_word(f: FunctionLowering, op: Op) -> None:
    at, _, access = element(f, *op.operands)
    kind = f"i{8 * op.attrs['size']}"
    found = f.new(f"load {kind}, ptr {at}, align 1{access}")
    f.set(op, found if kind == "i64" else f.new(f"zext {kind} {found} to i64"))


def lower_object_kept(f: FunctionLowering, op: Op) -> None:
    t, name = op.result.type, op.attrs["name"]
    assert isinstance(t, Object)
    f.set(op, f.w.kept(name, blocks.room(f.w, t)))


def lower_object_holding(f: FunctionLowering, op: Op) -> None:
    """The buffer lies behind the instance; each of the two keeps the block."""
    t = op.result.type
    assert isinstance(t, Object)
    n, *values = op.operands
    room, elem = blocks.held_at(f.w, t)
    fits = f.new(f"icmp ule i64 {f.one(n)}, {LARGEST}")
    whole = f.new(f"add i64 {blocks.size(f, f.one(n), elem)}, {room}")
    asked = f.new(f"select i1 {fits}, i64 {whole}, i64 -1")
    block = allocate(f, asked, blocks.drop(f.w, t), op)
    buffer, head = f.address(block, room), f.w.tbaa("header")
    f.emit(f"store i64 1, ptr {buffer}, align 8{head}")
    drop = blocks.drop_held(f.w, t)
    f.emit(f"store ptr {drop}, ptr {f.address(buffer, abi.HEADER_DROP)}, align 8{head}")
    for at, text in ((abi.BUFFER_LENGTH, f.one(n)), (abi.BUFFER_ARRAY, "0")):
        f.emit(f"store i64 {text}, ptr {f.address(buffer, at)}, align 8{f.w.tbaa('length')}")
    info = f.w.module.classes[t].fields
    offsets, _ = fields([field for _, field in info], abi.OBJECT_FIELDS)
    for (name, kind), offset, leaves in zip(
        info, offsets, [[buffer], *(f.values[v] for v in values)]
    ):
        if leaves[0] is not buffer:
            f.retain(kind, leaves)
        f.store(kind, leaves, f.address(block, offset), f.w.tbaa(f"{t!r}.{name}"))
    f.set(op, block)


def lower_buffer_extend(f: FunctionLowering, op: Op) -> None:
    buffer, n = (f.one(v) for v in op.operands)
    t = op.operands[0].type
    assert isinstance(t, Buffer)
    at = f.address(buffer, abi.BUFFER_LENGTH)
    before = f.new(f"load i64, ptr {at}, align 8{f.w.tbaa('length')}{SIZE_RANGE}")
    there = f.new(f"sub i64 {blocks.size(f, before, t.elem)}, {abi.BUFFER_DATA}")
    room = f.new(f"icmp ule i64 {n}, {there}")
    made = f.new(f"select i1 {room}, i64 {n}, i64 {before}")
    f.emit(f"store i64 {made}, ptr {at}, align 8{f.w.tbaa('length')}")
    f.set(op, room)


def lower_find(f: FunctionLowering, op: Op) -> None:
    _call(f, op, f.w.once("js.find_byte", lambda: _find(f.w)))


def lower_count(f: FunctionLowering, op: Op) -> None:
    _call(f, op, f.w.once("js.count_byte", _count))


def lower_order(f: FunctionLowering, op: Op) -> None:
    function = f.w.once("js.order_bytes", lambda: _order(f.w))
    a, b = (f.one(v) for v in op.operands)
    f.set(op, f.new(f"call i64 {function}(ptr {a}, ptr {b})"))


def _call(f: FunctionLowering, op: Op, function: str) -> None:
    buffer, start, stop, byte = (f.one(v) for v in op.operands)
    data = f.address(buffer, abi.BUFFER_DATA)
    f.set(op, f.new(f"call i64 {function}(ptr {data}, i64 {start}, i64 {stop}, i8 {byte})"))


def _find(w: Writer) -> list[str]:
    return [
        f"define internal i64 @js.find_byte({_PARAMS}) {_READS} {{",
        "entry:",
        *_blocks(w, 32, "entry", "%start", "eight"),
        *_blocks(w, 8, "eight", "%i32", "rest"),
        "rest:",
        "  %k = phi i64 [%i8, %w8], [%following, %other]",
        "  %inside = icmp slt i64 %k, %stop",
        "  br i1 %inside, label %look, label %nowhere",
        "look:",
        "  %at = getelementptr inbounds i8, ptr %data, i64 %k",
        "  %x = load i8, ptr %at, align 1",
        "  %same = icmp eq i8 %x, %byte",
        "  br i1 %same, label %here, label %other",
        "other:",
        "  %following = add nsw i64 %k, 1",
        "  br label %rest",
        "here:",
        "  ret i64 %k",
        "nowhere:",
        "  ret i64 -1",
    ]


def _blocks(w: Writer, n: int, before: str, start: str, then: str) -> list[str]:
    """Look at whole blocks of n bytes from `start` on, then go to `then`; the label before it is
    `w` and n, and `%i` and n is where it came to."""
    vector, mask = f"<{n} x i8>", f"i{n}"
    w.intrinsic(f"llvm.cttz.{mask}", mask, mask, "i1")
    lines = [
        f"  %one{n} = insertelement {vector} poison, i8 %byte, i64 0",
        f"  %all{n} = shufflevector {vector} %one{n}, {vector} poison, <{n} x i32> zeroinitializer",
        f"  %last{n} = sub i64 %stop, {n}",
        f"  br label %w{n}",
        f"w{n}:",
        f"  %i{n} = phi i64 [{start}, %{before}], [%j{n}, %more{n}]",
        f"  %whole{n} = icmp sle i64 %i{n}, %last{n}",
        f"  br i1 %whole{n}, label %block{n}, label %{then}",
        f"block{n}:",
        f"  %p{n} = getelementptr inbounds i8, ptr %data, i64 %i{n}",
        f"  %x{n} = load {vector}, ptr %p{n}, align 1",
        f"  %e{n} = icmp eq {vector} %x{n}, %all{n}",
        f"  %m{n} = bitcast <{n} x i1> %e{n} to {mask}",
        f"  %none{n} = icmp eq {mask} %m{n}, 0",
        f"  br i1 %none{n}, label %more{n}, label %hit{n}",
        f"more{n}:",
        f"  %j{n} = add nsw i64 %i{n}, {n}",
        f"  br label %w{n}",
        f"hit{n}:",
        f"  %z{n} = call {mask} @llvm.cttz.{mask}({mask} %m{n}, i1 true)",
        f"  %far{n} = zext {mask} %z{n} to i64",
        f"  %found{n} = add nsw i64 %i{n}, %far{n}",
        f"  ret i64 %found{n}",
    ]
    return lines if before == "entry" else ["eight:", *lines]


def _count() -> list[str]:
    return [
        f"define internal i64 @js.count_byte({_PARAMS}) {_READS} {{",
        "entry:",
        "  br label %head",
        "head:",
        "  %i = phi i64 [%start, %entry], [%next, %body]",
        "  %n = phi i64 [0, %entry], [%more, %body]",
        "  %inside = icmp slt i64 %i, %stop",
        "  br i1 %inside, label %body, label %done",
        "body:",
        "  %at = getelementptr inbounds i8, ptr %data, i64 %i",
        "  %x = load i8, ptr %at, align 1",
        "  %same = icmp eq i8 %x, %byte",
        "  %one = zext i1 %same to i64",
        "  %more = add nsw i64 %n, %one",
        "  %next = add nsw i64 %i, 1",
        "  br label %head",
        "done:",
        "  ret i64 %n",
    ]


def _order(w: Writer) -> list[str]:
    w.declare("memcmp", "declare i32 @memcmp(ptr, ptr, i64) nounwind")
    return [
        "define internal i64 @js.order_bytes(ptr %a, ptr %b) noinline nounwind willreturn "
        "memory(argmem: read) {",
        f"  %at.a = getelementptr inbounds i8, ptr %a, i64 {abi.BUFFER_LENGTH}",
        f"  %at.b = getelementptr inbounds i8, ptr %b, i64 {abi.BUFFER_LENGTH}",
        "  %n = load i64, ptr %at.a, align 8",
        "  %m = load i64, ptr %at.b, align 8",
        f"  %x = getelementptr inbounds i8, ptr %a, i64 {abi.BUFFER_DATA}",
        f"  %y = getelementptr inbounds i8, ptr %b, i64 {abi.BUFFER_DATA}",
        "  %shorter = icmp slt i64 %n, %m",
        "  %both = select i1 %shorter, i64 %n, i64 %m",
        "  %found = call i32 @memcmp(ptr %x, ptr %y, i64 %both)",
        "  %wide = sext i32 %found to i64",
        "  %same = icmp eq i32 %found, 0",
        "  %more = sub i64 %n, %m",
        "  %order = select i1 %same, i64 %more, i64 %wide",
        "  ret i64 %order",
    ]


EMIT = {
    "object.const": lower_object_const,
    "object.kept": lower_object_kept,
    "buffer.order": lower_order,
    "buffer.word": lower_word,
    "object.holding": lower_object_holding,
    "buffer.extend": lower_buffer_extend,
    "buffer.find": lower_find,
    "buffer.count": lower_count,
}
