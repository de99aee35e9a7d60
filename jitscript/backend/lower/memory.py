"""Instances, buffers, reference counts, and calls to the host.

A store takes its reference to the new value before it gives back the old one, so that storing a
value over itself is safe.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...ir.core import Op, Value
from ...ir.types import Array, Buffer, Object, Scalar, Type
from ...runtime import abi
from ..code import succeeds
from ..layout import SIZES, fields, layout
from ..writer import SIZE_RANGE, Writer
from . import blocks, cycles
from .function import FunctionLowering

# A block larger than this cannot be; asking for it makes the allocator fail.
LARGEST = 1 << 62
COPIED = 4  # constants that a copy is better for than a store each


Failure = tuple[str, Sequence[str]]  # the site of an error, and its arguments


def allocate(
    f: FunctionLowering,
    size: str,
    drop: str,
    op: Op,
    zero: bool = False,
    failure: Failure | None = None,
    fill: Callable[[str], None] | None = None,
) -> str:
    """A new block of `size` bytes whose header is set; where there is none, `failure`, or else a
    MemoryError. `fill` comes first, and may get null."""
    block = f.new(f.target.allocate(f.w, size, zero))
    if fill is not None:
        fill(block)
    ok = f.new(f"icmp ne ptr {block}, null")
    f.check(ok, *(failure or (f.w.site(op.span, "MemoryError"), ())))
    head = f.w.tbaa("header")
    f.emit(f"store i64 1, ptr {block}, align 8{head}")
    f.emit(f"store ptr {drop}, ptr {f.address(block, abi.HEADER_DROP)}, align 8{head}")
    return block


def new_buffer(
    f: FunctionLowering,
    n: str,
    elem: Type,
    op: Op,
    zero: bool,
    failure: Failure | None = None,
    fill: Callable[[str], None] | None = None,
) -> str:
    """A new buffer of `n` elements, n >= 0."""
    drop = blocks.drop(f.w, Buffer(elem))
    block = allocate(f, buffer_size(f, n, elem), drop, op, zero, failure, fill)
    length = f.address(block, abi.BUFFER_LENGTH)
    f.emit(f"store i64 {n}, ptr {length}, align 8{f.w.tbaa('length')}")
    if not zero:
        f.emit(
            f"store i64 0, ptr {f.address(block, abi.BUFFER_ARRAY)}, align 8{f.w.tbaa('length')}"
        )
    return block


def buffer_size(f: FunctionLowering, n: str, elem: Type) -> str:
    """The bytes of a buffer of `n` elements; where they cannot be counted, more than there are."""
    fits = f.new(f"icmp ule i64 {n}, {LARGEST // max(layout(elem).size, 1)}")
    return f.new(f"select i1 {fits}, i64 {blocks.size(f, n, elem)}, i64 -1")


def lower_object_new(f: FunctionLowering, op: Op) -> None:
    t = op.result.type
    types = [v.type for v in op.operands]
    offsets, _ = fields(types, abi.OBJECT_FIELDS)
    block = allocate(f, str(blocks.room(f.w, t, types)), blocks.drop(f.w, t), op)
    cycles.new(f, t, block)
    names = [name for name, _ in f.w.module.classes[t].fields] if isinstance(t, Object) else []
    for name, offset, value in zip(names, offsets, op.operands):
        leaves = f.values[value]
        f.retain(value.type, leaves)
        f.store(value.type, leaves, f.address(block, offset), f.w.tbaa(f"{t!r}.{name}"))
    f.set(op, block)


def field_of(f: FunctionLowering, op: Op) -> tuple[str, Type, str]:
    """(address, type, access tag) of the field that `op` names."""
    t = op.operands[0].type
    assert isinstance(t, Object)
    if t not in f.w.offsets:
        found = f.w.module.classes[t].fields
        offsets, _ = fields([field for _, field in found], abi.OBJECT_FIELDS)
        f.w.offsets[t] = {name: at for (name, _), at in zip(found, offsets)}
    name = op.attrs["name"]
    field = f.w.module.classes[t].field(name)
    assert field is not None
    at = f.address(f.one(op.operands[0]), f.w.offsets[t][name])
    return at, field, f.w.tbaa(f"{t!r}.{name}")


def lower_field_get(f: FunctionLowering, op: Op) -> None:
    at, t, access = field_of(f, op)
    f.set(op, *f.load(t, at, access))


def lower_field_set(f: FunctionLowering, op: Op) -> None:
    at, t, access = field_of(f, op)
    _replace(f, t, op.operands[1], at, access)
    holder, value = op.operands
    cycles.stored(f, holder.type, f.one(holder), t, f.values[value])


def _replace(f: FunctionLowering, t: Type, value: Value, at: str, access: str) -> None:
    """Store `value` at `at`, over a valid value."""
    leaves = f.values[value]
    old = f.load(t, at, access) if layout(t).owned else []
    f.retain(t, leaves)
    f.store(t, leaves, at, access)
    if old:
        f.release(t, old)


def lower_buffer_new(f: FunctionLowering, op: Op) -> None:
    """One without elements is the same for all: what is put into it makes another."""
    elem, n = op.attrs["elem"], f.one(op.operands[0])
    zero = bool(layout(elem).owned) or not op.attrs.get("blank")
    empty = f.target.counts and n == "0"
    f.set(op, f.w.block(b"") if empty else new_buffer(f, n, elem, op, zero))


def lower_buffer_const(f: FunctionLowering, op: Op) -> None:
    f.set(op, f.w.block(bytes(op.attrs["data"])))


def lower_buffer_len(f: FunctionLowering, op: Op) -> None:
    at = f.address(f.one(op.operands[0]), abi.BUFFER_LENGTH)
    f.set(op, f.new(f"load i64, ptr {at}, align 8{f.w.tbaa('length')}{SIZE_RANGE}"))


def element(f: FunctionLowering, buffer: Value, index: Value | str) -> tuple[str, Type, str]:
    """(address, type, access tag) of an element of a buffer."""
    t = buffer.type
    assert isinstance(t, Buffer)
    first = f.address(f.one(buffer), abi.BUFFER_DATA)
    i = index if isinstance(index, str) else f.one(index)
    at = f.new(f"getelementptr inbounds {layout(t.elem).mem}, ptr {first}, i64 {i}")
    # Bytes of text, and the elements of arrays, are also read by other means.
    return at, t.elem, f.w.tbaa(f"element {layout(t.elem).mem}")


def lower_buffer_load(f: FunctionLowering, op: Op) -> None:
    at, t, access = element(f, op.operands[0], op.operands[1])
    f.set(op, *f.load(t, at, access))


def lower_buffer_store(f: FunctionLowering, op: Op) -> None:
    holder, index, value = op.operands
    at, t, access = element(f, holder, index)
    _replace(f, t, value, at, access)
    cycles.stored(f, holder.type, f.one(holder), t, f.values[value])


def lower_buffer_init(f: FunctionLowering, op: Op) -> None:
    """Constants are copied from data, where there are enough of them, and the rest stored."""
    buffer, index, *values = op.operands
    at, t, access = element(f, buffer, index)
    known = [_is_data(t, f.values[value]) for value in values]
    copied = sum(known) >= COPIED
    if copied:
        kind, text = _data(t, [f.values[v] if k else None for v, k in zip(values, known)])
        size, data = len(values) * layout(t).size, f.w.data(kind, text)
        f.w.intrinsic("llvm.memcpy.p0.p0.i64", "void", "ptr", "ptr", "i64", "i1")
        f.emit(f"call void @llvm.memcpy.p0.p0.i64(ptr {at}, ptr {data}, i64 {size}, i1 false)")
    for i, value in enumerate(values):
        if not (copied and known[i]):
            f.retain(t, f.values[value])
            f.store(t, f.values[value], f.address(at, i * layout(t).size), access)
    for value in values:
        cycles.stored(f, buffer.type, f.one(buffer), t, f.values[value])


def _is_data(t: Type, leaves: Sequence[str]) -> bool:
    """Whether a value is known now and holds no address."""
    kinds = [leaf.reg for leaf in layout(t).leaves]
    return "ptr" not in kinds and not any(text.startswith("%") for text in leaves)


def _data(t: Type, values: Sequence[Sequence[str] | None]) -> tuple[str, str]:
    """The LLVM type and text of an array of `t`, laid out as in memory; zero where None."""
    of = layout(t)
    ends = [leaf.offset for leaf in of.leaves[1:]] + [of.size]
    kinds, parts = [], []
    for leaves in values:
        for leaf, text, end in zip(of.leaves, leaves or [x.zero for x in of.leaves], ends):
            text = str(int(text == "true")) if leaf.reg == "i1" else text
            kinds.append(leaf.mem)
            parts.append(f"{leaf.mem} {text}")
            room = end - leaf.offset - SIZES[leaf.mem]
            if room:
                kinds.append(f"[{room} x i8]")
                parts.append(f"[{room} x i8] zeroinitializer")
    return f"<{{{', '.join(kinds)}}}>", f"<{{{', '.join(parts)}}}>"


def bytes_of(f: FunctionLowering, n: str, elem: Type) -> str:
    return f.new(f"mul nuw nsw i64 {n}, {layout(elem).size}")


def lower_buffer_clear(f: FunctionLowering, op: Op) -> None:
    buffer, i, n = op.operands
    at, elem, _ = element(f, buffer, i)
    count = f.one(n)
    if layout(elem).owned:
        f.emit(f"call void {blocks.each(f.w, elem, 'release')}(ptr {at}, i64 {count})")
    f.w.intrinsic("llvm.memset.p0.i64", "void", "ptr", "i8", "i64", "i1")
    f.emit(
        f"call void @llvm.memset.p0.i64(ptr {at}, i8 0, i64 {bytes_of(f, count, elem)}, i1 false)"
    )


def lower_buffer_copy(f: FunctionLowering, op: Op) -> None:
    target, i, source, j, n = op.operands
    to, elem, _ = element(f, target, i)
    start, _, _ = element(f, source, j)
    count = f.one(n)
    if layout(elem).owned:
        come, goes, counted = start, to, count
        if target is source:
            come, goes, counted = _apart(f, start, to, count, elem)
        f.emit(f"call void {blocks.each(f.w, elem, 'retain')}(ptr {come}, i64 {counted})")
        f.emit(f"call void {blocks.each(f.w, elem, 'release')}(ptr {goes}, i64 {counted})")
    if layout(elem).size == 1 and count.startswith("%"):
        f.emit(f"call void {blocks.copy_bytes(f.w)}(ptr {to}, ptr {start}, i64 {count})")
        return
    f.w.intrinsic("llvm.memmove.p0.p0.i64", "void", "ptr", "ptr", "i64", "i1")
    size = bytes_of(f, count, elem)
    f.emit(f"call void @llvm.memmove.p0.p0.i64(ptr {to}, ptr {start}, i64 {size}, i1 false)")
    cycles.filled(f, target.type, f.one(target))


def _apart(f: FunctionLowering, start: str, to: str, n: str, elem: Type) -> tuple[str, str, str]:
    """Where n elements move within a buffer: those that are there twice then, those that are
    overwritten and no more, and how many these are. What lies in both ranges keeps its counts."""
    size = layout(elem).size
    ahead = f.new(f"sub i64 {f.new(f'ptrtoint ptr {to} to i64')}, "
                  f"{f.new(f'ptrtoint ptr {start} to i64')}")  # fmt: skip
    up = f.new(f"icmp sgt i64 {ahead}, 0")
    by = f.new(f"sdiv exact i64 {ahead}, {size}")
    by = f.new(f"select i1 {up}, i64 {by}, i64 {f.new(f'sub i64 0, {by}')}")
    counted = f.new(f"select i1 {f.new(f'icmp slt i64 {by}, {n}')}, i64 {by}, i64 {n}")
    rest = f.new(f"mul i64 {f.new(f'sub i64 {n}, {counted}')}, {size}")
    first = f.new(f"select i1 {up}, i64 0, i64 {rest}")
    last = f.new(f"select i1 {up}, i64 {rest}, i64 0")
    come = f.new(f"getelementptr i8, ptr {start}, i64 {first}")
    return come, f.new(f"getelementptr i8, ptr {to}, i64 {last}"), counted


def lower_same_object(f: FunctionLowering, op: Op) -> None:
    a, b = op.operands
    found = "true"
    for leaf, x, y in zip(layout(a.type).leaves, f.values[a], f.values[b]):
        if isinstance(a.type, Array) and leaf.count == "ref":
            same = f.new(f"call i1 {_same_owner(f.w)}(ptr {x}, ptr {y})")
            found = f.new(f"and i1 {found}, {same}")
            continue
        compare = "fcmp oeq" if leaf.reg in ("half", "float", "double") else "icmp eq"
        same = f.new(f"{compare} {leaf.reg} {x}, {y}")
        found = same if found == "true" else f.new(f"and i1 {found}, {same}")
    f.set(op, found)


def lower_object_place(f: FunctionLowering, op: Op) -> None:
    (address,) = f.values[op.operands[0]]
    whole = f.new(f"ptrtoint ptr {address} to i64")
    f.set(op, f.new(f"lshr i64 {whole}, 4"))


def _same_owner(w: Writer) -> str:
    """`i1 js.same_owner(ptr, ptr)`: one owner, or owners that stand for one array of Python's."""
    name = "@js.same_owner"
    if name not in w.named:
        w.named[name] = name
        array = f"i64 {abi.BUFFER_ARRAY}"
        w.define(
            [
                f"define internal i1 {name}(ptr %a, ptr %b) nounwind {{",
                "  %same = icmp eq ptr %a, %b",
                "  %null.a = icmp eq ptr %a, null",
                "  %null.b = icmp eq ptr %b, null",
                "  %null = or i1 %null.a, %null.b",
                "  %known = or i1 %same, %null",
                "  br i1 %known, label %done, label %look",
                "look:",
                f"  %at.a = getelementptr inbounds i8, ptr %a, {array}",
                f"  %at.b = getelementptr inbounds i8, ptr %b, {array}",
                "  %array.a = load ptr, ptr %at.a, align 8",
                "  %array.b = load ptr, ptr %at.b, align 8",
                "  %equal = icmp eq ptr %array.a, %array.b",
                "  %there = icmp ne ptr %array.a, null",
                "  %one = and i1 %equal, %there",
                "  ret i1 %one",
                "done:",
                "  ret i1 %same",
                "}",
            ]
        )
    return name


def lower_retain(f: FunctionLowering, op: Op) -> None:
    (value,) = op.operands
    f.retain(value.type, f.values[value])
    f.set(op, *f.values[value])


def lower_release(f: FunctionLowering, op: Op) -> None:
    (value,) = op.operands
    f.give(op.operands)
    f.release(value.type, f.values[value])


def lower_own(f: FunctionLowering, op: Op) -> None:
    f.give(op.operands)
    f.values[op.result] = f.values[op.operands[0]]


def lower_alone(f: FunctionLowering, op: Op) -> None:
    if not f.target.counts:
        f.set(op, "false")
        return
    count = f.new(f"load i64, ptr {f.one(op.operands[0])}, align 8{f.w.tbaa('header')}")
    f.set(op, f.new(f"icmp eq i64 {count}, 1"))


def lower_extern(f: FunctionLowering, op: Op) -> None:
    """Call through the table, or one of the back end's helpers. One that fails has set a Python
    exception, which is raised."""
    name = op.attrs["name"]
    if name in abi.HELPERS:
        signature, fails = abi.HELPERS[name]
        function = f.target.helper(f.w, name)
    else:
        address, signature = f.w.host(name)
        fails = abi.HOST[abi.HOST_INDEX[name]][2]
        function = f.new(f"load ptr, ptr {address}, align 8")
    returns, params = signature.split(" (", 1)
    kinds = [p.strip() for p in params.rstrip(")").split(",") if p.strip()]
    args = [f"{kind} {_argument(f, value, kind)}" for kind, value in zip(kinds, op.operands)]
    call = f"call {returns} {function}({', '.join(args)})"
    if returns == "void":
        f.emit(call)
        f.set(op)
        return
    result = f.new(call)
    assert op.effects.exits or not fails, f"{name} may fail, and its effects do not say so"
    if fails:
        f.check_host(f.new(succeeds(fails, returns, result)), op.span)
    leaves = layout(op.result.type).leaves
    f.set(op, *(_resize(f, result, returns, leaf.reg) for leaf in leaves[:1]))


def _argument(f: FunctionLowering, value: Value, kind: str) -> str:
    text = f.one(value)
    if isinstance(value.type, Buffer):
        return _resize(f, f.address(text, abi.BUFFER_DATA), "ptr", kind)
    if isinstance(value.type, Scalar):
        return _resize(f, text, layout(value.type).leaves[0].reg, kind)
    return text


def _resize(f: FunctionLowering, text: str, source: str, to: str) -> str:
    """An integer of another width, or the same."""
    if source == to:
        return text
    if source == "ptr":
        return f.new(f"ptrtoint ptr {text} to {to}")
    if to == "ptr":
        return f.new(f"inttoptr {source} {text} to ptr")
    if to == "i1":
        return f.new(f"icmp ne {source} {text}, 0")
    wider = SIZES[to] > SIZES[source] and source != "i1"
    how = "zext" if source == "i1" else "sext" if wider else "trunc"
    return f.new(f"{how} {source} {text} to {to}")


EMIT = {
    "object.new": lower_object_new,
    "field.get": lower_field_get,
    "field.set": lower_field_set,
    "buffer.new": lower_buffer_new,
    "buffer.const": lower_buffer_const,
    "buffer.len": lower_buffer_len,
    "buffer.load": lower_buffer_load,
    "buffer.store": lower_buffer_store,
    "buffer.init": lower_buffer_init,
    "buffer.clear": lower_buffer_clear,
    "buffer.copy": lower_buffer_copy,
    "same_object": lower_same_object,
    "object.place": lower_object_place,
    "retain": lower_retain,
    "release": lower_release,
    "own": lower_own,
    "alone": lower_alone,
    "extern": lower_extern,
}
