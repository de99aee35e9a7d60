"""Functions that the back end writes for each type: freeing blocks, counting many references.

A drop function frees its block and gives back what the block refers to. Blocks that are then
without references it does not free itself, but puts on a list for its caller (`js.drop`).
"""

from __future__ import annotations

from collections.abc import Sequence

from ...ir.types import Buffer, Object, Type
from ...runtime import abi
from ..code import Code
from ..layout import fields, layout
from ..writer import Writer, symbol
from . import cycles


def drop(w: Writer, t: Type) -> str:
    """`void(ptr block, ptr list)`: free a block of type `t`, an object or a buffer."""
    plain = isinstance(t, Buffer) and not layout(t.elem).owned
    key = f"js.drop {t!r}"
    if isinstance(t, Buffer) and plain:
        key = f"js.drop {layout(t.elem).size}"
    if key not in w.named:
        w.named[key] = symbol(key)  # before the body: a class may hold itself
        f = Code(w)
        if t in cycles.of(w):
            cycles.drop(f, t, lambda c, into: _empty(c, t, into), lambda c: _free(c, t))
        else:
            _empty(f, t, "%list")
            _free(f, t)
        w.define(
            [f"define internal void {symbol(key)}(ptr %p, ptr %list) nounwind {{", *f.lines, "}"]
        )
    return w.named[key]


def _empty(f: Code, t: Type, into: str) -> None:
    """Give back what the block `%p` refers to; what is then without references goes on a list."""
    if isinstance(t, Buffer):
        if layout(t.elem).owned:
            n = f.new(f"load i64, ptr {f.address('%p', abi.BUFFER_LENGTH)}, align 8")
            first = f.address("%p", abi.BUFFER_DATA)
            f.emit(f"call void {each(f.w, t.elem, 'unlink')}(ptr {first}, i64 {n}, ptr {into})")
        return
    assert isinstance(t, Object), t
    types = [field for _, field in f.w.module.classes[t].fields]
    offsets, _ = fields(types, abi.OBJECT_FIELDS)
    if _may_hold(types):
        _drop_both(f, t)
    for offset, field in zip(offsets, types):
        count_stored(f, field, "%p", offset, "unlink")


def _free(f: Code, t: Type) -> None:
    if isinstance(t, Buffer):
        n = f.new(f"load i64, ptr {f.address('%p', abi.BUFFER_LENGTH)}, align 8")
        known = size(f, n, t.elem)
    else:
        assert isinstance(t, Object), t
        known = str(room(f.w, t))
    f.emit(f.w.target.free(f.w, "%p", known))
    f.emit("ret void")


def _may_hold(types: Sequence[Type]) -> bool:
    """Whether an instance with these fields may lie in one block with the first."""
    first = types[0] if types else None
    return (
        isinstance(first, Buffer)
        and layout(first.elem).size == 1
        and not any(layout(t).owned for t in types[1:])
    )


def room(w: Writer, t: Type, values: Sequence[Type] = ()) -> int:
    """The bytes of a block for an instance alone, or for `values` that are no class's. Where it
    might have been one with a buffer behind it, no other block may begin there."""
    types = [field for _, field in w.module.classes[t].fields] if isinstance(t, Object) else values
    end = fields(types, abi.OBJECT_FIELDS)[1]
    if t in cycles.of(w):
        end = max(end, cycles.of(w).place(t) + 8)
    return end + (8 if _may_hold(types) else 0)


def held_at(w: Writer, t: Object) -> tuple[int, Type]:
    """Where in the block of an instance the buffer begins, and of what that is."""
    types = [field for _, field in w.module.classes[t].fields]
    assert isinstance(types[0], Buffer)
    return fields(types, abi.OBJECT_FIELDS)[1], types[0].elem


def _drop_both(f: Code, t: Object) -> None:
    """In the drop function of a class: where the buffer is in the block of the instance, the block
    goes with the one of the two that is dropped last."""
    at, elem = held_at(f.w, t)
    buffer = f.address("%p", at)
    first = f.new(f"load ptr, ptr {f.address('%p', abi.OBJECT_FIELDS)}, align 8")
    f.branch(f.new(f"icmp eq ptr {first}, {buffer}"), "held", "apart")
    f.start("held")
    count = f.new(f"load i64, ptr {buffer}, align 8")
    left = f.new(f"sub i64 {count}, 1")
    f.emit(f"store i64 {left}, ptr {buffer}, align 8")
    f.branch(f.new(f"icmp eq i64 {left}, 0"), "both", "one")
    f.start("one")
    f.emit("ret void")
    f.start("both")
    _free_both(f, "%p", buffer, at, elem)
    f.start("apart")


def _free_both(f: Code, block: str, buffer: str, at: int, elem: Type) -> None:
    n = f.new(f"load i64, ptr {f.address(buffer, abi.BUFFER_LENGTH)}, align 8")
    f.emit(f.w.target.free(f.w, block, f.new(f"add i64 {size(f, n, elem)}, {at}")))
    f.emit("ret void")


def drop_held(w: Writer, t: Object) -> str:
    """`void(ptr buffer, ptr list)`: of a buffer in the block of an instance, which is gone."""
    key = f"js.drop held {t!r}"
    if key not in w.named:
        w.named[key] = symbol(key)
        f = Code(w)
        at, elem = held_at(w, t)
        _free_both(f, f.address("%p", -at), "%p", at, elem)
        w.define(
            [f"define internal void {symbol(key)}(ptr %p, ptr %list) nounwind {{", *f.lines, "}"]
        )
    return w.named[key]


def size(f: Code, n: str, elem: Type) -> str:
    """The bytes of a buffer of `n` elements. One of bytes has room for an eighth more at most, so
    that text can grow where it is."""
    step = layout(elem).size
    total = f.new(f"add i64 {f.new(f'mul i64 {n}, {step}')}, {abi.BUFFER_DATA}")
    if step != 1:
        return total
    f.w.intrinsic("llvm.ctlz.i64", "i64", "i64", "i1")
    zeros = f.new(f"call i64 @llvm.ctlz.i64(i64 {f.new(f'or i64 {total}, 128')}, i1 true)")
    mask = f.new(f"lshr i64 -1, {f.new(f'add i64 {zeros}, 4')}")
    last = f.new(f"or i64 {f.new(f'add i64 {total}, -9')}, {mask}")
    return f.new(f"add i64 {last}, 9")  # with the header of a text, a multiple of 16


def count_stored(f: Code, t: Type, base: str, start: int, what: str) -> None:
    """Retain, release or unlink all that a `t` in memory refers to; references may be null."""
    for i in layout(t).owned:
        leaf = layout(t).leaves[i]
        at = f.address(base, start + leaf.offset)
        held = f.new(f"load ptr, ptr {at}, align 8")
        f.w.count_leaf(f, what, held, leaf.count)


def each(w: Writer, elem: Type, what: str) -> str:
    """`void(ptr first, i64 n)`: retain or release `n` elements of a buffer; or unlink them, with
    the list as a third parameter."""
    key = f"js.{what} each {elem!r}"
    if key not in w.named:
        w.named[key] = symbol(key)
        f = Code(w)
        f.jump("head")
        f.start("head")
        f.emit("%i = phi i64 [0, %entry], [%next, %latch]")
        more = f.new("icmp ult i64 %i, %n")
        f.branch(more, "body", "done")
        f.start("body")
        at = f.new(f"getelementptr inbounds {layout(elem).mem}, ptr %first, i64 %i")
        if what == "unlink" and _is_flat(w, elem):
            _drop_here(f, at)
        else:
            count_stored(f, elem, at, 0, what)
        f.jump("latch")
        f.start("latch")
        f.emit("%next = add nuw nsw i64 %i, 1")
        f.jump("head")
        f.start("done")
        f.emit("ret void")
        more = ", ptr %list" if what == "unlink" else ""
        head = f"define internal void {symbol(key)}(ptr %first, i64 %n{more}) nounwind {{"
        w.define([head, "entry:", *f.lines, "}"])
    return w.named[key]


def _is_flat(w: Writer, t: Type) -> bool:
    """Whether dropping a `t` drops nothing else that it would not put on the list."""
    info = w.module.classes.get(t) if isinstance(t, Object) else None
    return info is not None and _may_hold([field for _, field in info.fields])


def _drop_here(f: Code, at: str) -> None:
    """Unlink what lies at an address; where it goes, at once, while it is in the cache."""
    held = f.new(f"load ptr, ptr {at}, align 8")
    f.branch(f.new(f"icmp eq ptr {held}, null"), "latch", "count")
    f.start("count")
    left = f.new(f"sub i64 {f.new(f'load i64, ptr {held}, align 8')}, 1")
    f.emit(f"store i64 {left}, ptr {held}, align 8")
    f.branch(f.new(f"icmp eq i64 {left}, 0"), "gone", "latch")
    f.start("gone")
    drop = f.new(f"load ptr, ptr {f.address(held, abi.HEADER_DROP)}, align 8")
    f.emit(f"call void {drop}(ptr {held}, ptr %list)")


def copy_bytes(w: Writer) -> str:
    """`void(ptr to, ptr from, i64 n)`: as memmove, which takes longer than short texts do."""
    return w.once("js.copy_bytes", lambda: _copy_bytes(w))


def _copy_bytes(w: Writer) -> list[str]:
    w.intrinsic("llvm.memmove.p0.p0.i64", "void", "ptr", "ptr", "i64", "i1")
    lines = [
        "define internal void @js.copy_bytes(ptr captures(none) %to, ptr captures(none) %from, "
        "i64 %n) noinline nounwind willreturn memory(argmem: readwrite) {",
        "  %long = icmp ugt i64 %n, 16",
        "  br i1 %long, label %all, label %try8",
    ]
    for size in (8, 4, 2):
        lines += [
            f"try{size}:",
            f"  %has{size} = icmp uge i64 %n, {size}",
            f"  br i1 %has{size}, label %two{size}, label %try{size // 2}",
            f"two{size}:",
            f"  %last{size} = sub i64 %n, {size}",
            f"  %from{size} = getelementptr inbounds i8, ptr %from, i64 %last{size}",
            f"  %to{size} = getelementptr inbounds i8, ptr %to, i64 %last{size}",
            f"  %a{size} = load i{8 * size}, ptr %from, align 1",
            f"  %b{size} = load i{8 * size}, ptr %from{size}, align 1",
            f"  store i{8 * size} %a{size}, ptr %to, align 1",
            f"  store i{8 * size} %b{size}, ptr %to{size}, align 1",
            "  ret void",
        ]
    return [
        *lines,
        "try1:",
        "  %some = icmp ne i64 %n, 0",
        "  br i1 %some, label %one, label %done",
        "one:",
        "  %x = load i8, ptr %from, align 1",
        "  store i8 %x, ptr %to, align 1",
        "  ret void",
        "all:",
        "  call void @llvm.memmove.p0.p0.i64(ptr %to, ptr %from, i64 %n, i1 false)",
        "  ret void",
        "done:",
        "  ret void",
    ]


def instances(w: Writer, data: bytes, size: int, zeros: int) -> str:
    """Constant instances, one for each `size` bytes of data: a buffer of these, the size, so
    many zeros. Their counts are never looked at."""
    key = ("instances", data, size, zeros)
    if key not in w.named:
        kind = f"{{i64, ptr, ptr, i64{', i64' * zeros}}}"
        parts = [data[i : i + size] for i in range(0, len(data), size)] if size else [b""]
        items = [
            f"{kind} {{i64 {abi.IMMORTAL}, ptr null, ptr {w.block(part)}, i64 {size}"
            f"{', i64 0' * zeros}}}"
            for part in parts
        ]
        w.named[key] = w.target.constant(
            w,
            f"@o.{len(w.named)}",
            f"[{len(items)} x {kind}]",
            f"[{', '.join(items)}], align 16",
            "global",
        )
    return w.named[key]
