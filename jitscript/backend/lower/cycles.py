"""Objects that may refer to themselves in the end, which counting alone does not free.

A type is *cyclic* if its fields or elements lead back to it. The blocks of such types have a word
for the collector (`cpu/collector.py`): what it has listed is linked through that word. An object
comes on the list when a reference is stored into it that may close a circle: the last reference of
every circle is stored into an object that was there before, so some object of each is listed. A
reference to what refers to nothing of its group closes none. Making objects, counting them and
reading them costs nothing more.

    word:        reference to the next of the list << 8 | a byte that is a field's
    reference:   address << 8 | rank << 10 | where the word lies, in eights; 0 none, 1 << 40 the end

Types that lead to each other are a group; its *rank* is how many groups lie below it, one under the
other. The collector takes what has the highest rank first: what that held is free to go then.

The drop function of a cyclic type does what the collector asks (`ASKS`) when the address of its
list is odd: it then is that of a `Collector`, plus one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ...ir.core import Module
from ...ir.types import Buffer, Object, Tuple, Type, Union
from ...runtime import abi
from ..code import Code
from ..layout import fields, layout
from ..writer import UNLIKELY, Writer, symbol
from .function import FunctionLowering

# What the collector keeps (see `cpu/collector.py`), and what it asks a block to do.
ASKS, LIST = 40, 48
VISIT_DOWN, VISIT_ALIVE, VISIT_OTHERS, END, FREE = range(5)
LISTED = 255  # words above are of blocks that are listed; they are above 2 ** 32, too
_FARTHEST = 8 * 0x3FF  # where a word may lie
RANK_AT, HIGHEST = 13, 3  # where in what is told of a word's place the rank is; the last one


class Groups:
    """Which types are cyclic, and which belong together: each leads to the other."""

    def __init__(self, module: Module):
        edges: dict[Type, list[Type]] = {}
        for t, info in module.classes.items():
            _note(t, [part for _, f in info.fields for part in _parts(f)], edges)
        self._reached = {t: found for t in edges if t in (found := _reached(t, edges))}
        self._places: dict[Type, int] = {}
        for cyclic in list(self._reached):
            place = abi.BUFFER_ARRAY
            if isinstance(cyclic, Object):
                place = _place([f for _, f in module.classes[cyclic].fields])
            if place > _FARTHEST:
                del self._reached[cyclic]
            self._places[cyclic] = place
        self._ranks: dict[Type, int] = {}

    def __contains__(self, t: Type) -> bool:
        return t in self._reached

    def __bool__(self) -> bool:
        return bool(self._reached)

    def place(self, t: Type) -> int:
        """Where in its block the word of a cyclic type lies."""
        return self._places[t]

    def told(self, t: Type) -> int:
        """The place of a cyclic type's word with the rank of its group."""
        return self._places[t] | min(self._rank(t), HIGHEST) << RANK_AT

    def _rank(self, t: Type) -> int:
        if t not in self._ranks:
            below = [u for u in self._reached[t] if u in self._reached and not self.joined(t, u)]
            self._ranks[t] = max((self._rank(u) + 1 for u in below), default=0)
        return self._ranks[t]

    def joined(self, a: Type, b: Type) -> bool:
        return b in self._reached.get(a, ()) and a in self._reached.get(b, ())

    def leads(self, holder: Type, t: Type) -> bool:
        """Whether a `t` within a `holder` refers to what leads back to that."""
        return holder in self._reached and any(self.joined(holder, part) for part in _parts(t))


def of(w: Writer) -> Groups:
    """The groups of what is being written."""
    if "cycles" not in w.offsets:
        w.offsets["cycles"] = Groups(w.module if w.target.counts else Module())
    found: Groups = w.offsets["cycles"]
    return found


def _parts(t: Type) -> Iterator[Type]:
    """The blocks that a value refers to."""
    if isinstance(t, (Object, Buffer)):
        yield t
    for part in t.items if isinstance(t, Tuple) else t.members if isinstance(t, Union) else ():
        yield from _parts(part)


def _note(t: Type, parts: list[Type], edges: dict[Type, list[Type]]) -> None:
    edges[t] = parts
    for part in parts:
        if isinstance(part, Buffer) and part not in edges:
            _note(part, list(_parts(part.elem)), edges)


def _reached(t: Type, edges: dict[Type, list[Type]]) -> set[Type]:
    found: set[Type] = set()
    waiting = list(edges[t])
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.add(part)
            waiting += edges.get(part, ())
    return found


def _place(types: Sequence[Type]) -> int:
    """Where the word of an instance lies: around a byte that has eight to itself, as the tag of a
    union has, or else behind the fields."""
    offsets, end = fields(types, abi.OBJECT_FIELDS)
    leaves = [(at + leaf.offset, leaf.mem) for at, t in zip(offsets, types)
              for leaf in layout(t).leaves]  # fmt: skip
    starts = [at for at, _ in leaves]
    for at, mem in leaves:
        if mem == "i8" and at % 8 == 0 and not any(at < other < at + 8 for other in starts):
            return at
    return -(-end // 8) * 8


# --- what is stored -------------------------------------------------------------------------------


def stored(f: FunctionLowering, holder: Type, at: str, t: Type, leaves: Sequence[str]) -> None:
    """A `t` has been stored into the block `at`, which may have closed a circle."""
    groups = of(f.w)
    if not groups.leads(holder, t):
        return
    # Not the byte, which may just have been stored: this load would wait for that.
    half = f.new(f"load i32, ptr {f.address(at, groups.place(holder) + 4)}, align 4")
    fresh, on = f.label("fresh"), f.label("on")
    f.branch(f.new(f"icmp ne i32 {half}, 0"), on, fresh)
    f.start(fresh)

    def link(part: Type, leaf: str) -> None:
        f.emit(f"call void {_link(f.w, holder, part)}(ptr %ctx, ptr {at}, ptr {leaf})")

    each_part(f, holder, t, leaves, link)
    f.jump(on)
    f.start(on)


def filled(f: FunctionLowering, t: Type, at: str) -> None:
    """Many values have been stored into the block `at`."""
    groups = of(f.w)
    if groups.joined(t, t):
        function = f.target.suspect(f.w)
        f.emit(f"call void {function}(ptr %ctx, ptr {at}, i64 {groups.told(t)})")


def new(f: FunctionLowering, t: Type, block: str) -> None:
    """A new instance is not listed. Before its fields are set."""
    groups = of(f.w)
    if t in groups:
        f.emit(f"store i64 0, ptr {f.address(block, groups.place(t))}, align 8")


def each_part(
    f: Code, holder: Type, t: Type, leaves: Sequence[str], then: Callable[[Type, str], None]
) -> None:
    """Emit `then` for each block of the holder's group that a `t` within it refers to."""
    groups = of(f.w)
    if isinstance(t, (Object, Buffer)) and groups.joined(holder, t):
        then(t, leaves[0])
    if isinstance(t, Tuple):
        at = 0
        for item in t.items:
            n = len(layout(item).leaves)
            if groups.leads(holder, item):
                each_part(f, holder, item, leaves[at : at + n], then)
            at += n
    if isinstance(t, Union):
        for i, member in enumerate(t.members):
            if groups.leads(holder, member):
                first = layout(t).slots[member]
                here, on = f.label("member"), f.label("other")
                f.branch(f.new(f"icmp eq i8 {leaves[0]}, {i}"), here, on)
                f.start(here)
                each_part(f, holder, member, leaves[first:], then)
                f.jump(on)
                f.start(on)


def _others(f: Code, holder: Type, t: Type, leaves: Sequence[str]) -> None:
    """Give back what a `t` within a holder refers to outside of its group, to the list `%list`."""
    groups = of(f.w)
    if not groups.leads(holder, t):
        for i in layout(t).owned:
            f.w.count_leaf(f, "unlink", leaves[i], layout(t).leaves[i].count)
    elif isinstance(t, Tuple):
        at = 0
        for item in t.items:
            _others(f, holder, item, leaves[at : at + len(layout(item).leaves)])
            at += len(layout(item).leaves)
    elif isinstance(t, Union):
        for i, member in enumerate(t.members):
            if layout(member).owned and not groups.joined(holder, member):
                first = layout(t).slots[member]
                here, on = f.label("member"), f.label("other")
                f.branch(f.new(f"icmp eq i8 {leaves[0]}, {i}"), here, on)
                f.start(here)
                _others(f, holder, member, leaves[first:])
                f.jump(on)
                f.start(on)


def _link(w: Writer, holder: Type, t: Type) -> str:
    """`void(ctx, block, ptr value)`: list a block, unless the value refers to nothing of the
    group, or is null."""
    key = f"js.link {holder!r} {t!r}"
    if key not in w.named:
        w.named[key] = symbol(key)
        f = Code(w)
        f.branch(f.new(f"call i1 {_leads(w, holder, t)}(ptr %value)"), "list", "done")
        f.start("list")
        f.emit(f"call void {w.target.suspect(w)}(ptr %ctx, ptr %p, i64 {of(w).told(holder)})")
        f.jump("done")
        f.start("done")
        f.emit("ret void")
        head = f"define internal void {symbol(key)}(ptr %ctx, ptr %p, ptr %value) nounwind"
        w.define([head + " {", *f.lines, "}"])
    return w.named[key]


def _leads(w: Writer, holder: Type, t: Type, inner: bool = False) -> str:
    """`i1(block)`: whether a block refers to others of the holder's group. A container without
    elements does not; what a container has within one is not looked at."""
    key = f"js.leads {holder!r} {t!r}" + inner * " within"
    if key in w.named:
        return w.named[key]
    w.named[key] = symbol(key)
    f = Code(w)

    def found(part: Type, leaf: str) -> None:
        on = f.label("on")
        if isinstance(part, Object) and "." not in part.name and not inner:
            yes = f.new(f"call i1 {_leads(w, holder, part, True)}(ptr {leaf})")
        else:
            yes = f.new(f"icmp ne ptr {leaf}, null")
            if isinstance(part, Buffer):
                look = f.label("look")
                f.branch(yes, look, on)
                f.start(look)
                length = f.address(leaf, abi.BUFFER_LENGTH)
                yes = f.new(f"icmp ne i64 {f.new(f'load i64, ptr {length}, align 8')}, 0")
        f.branch(yes, "yes", on)
        f.start(on)

    f.branch(f.new("icmp eq ptr %p, null"), "no", "there")
    f.start("there")
    if isinstance(t, Buffer):
        length = f.new(f"load i64, ptr {f.address('%p', abi.BUFFER_LENGTH)}, align 8")
        f.branch(f.new(f"icmp ne i64 {length}, 0"), "yes", "no")
    else:
        _in_fields(f, holder, t, found)
        f.jump("no")
    f.start("yes")
    f.emit("ret i1 true")
    f.start("no")
    f.emit("ret i1 false")
    w.define([f"define internal i1 {symbol(key)}(ptr %p) nounwind {{", *f.lines, "}"])
    return w.named[key]


def _in_fields(f: Code, holder: Type, t: Type, then: Callable[[Type, str], None]) -> None:
    types = [field for _, field in f.w.module.classes[t].fields]  # type: ignore[index]
    offsets, _ = fields(types, abi.OBJECT_FIELDS)
    for offset, field in zip(offsets, types):
        if of(f.w).leads(holder, field):
            each_part(f, holder, field, f.load(field, f.address("%p", offset), ""), then)


# --- the end of a block ---------------------------------------------------------------------------


def drop(
    f: Code, t: Type, empty: Callable[[Code, str], None], free: Callable[[Code], None]
) -> None:
    """The body of the drop function of a cyclic type, of what gives back all that the block refers
    to, given a list, and what frees it and returns. A block that is listed is left to the
    collector."""
    w, groups = f.w, of(f.w)
    content = Code(w)
    empty(content, "%list")
    content.emit("ret void")
    name = symbol(f"js.empty {t!r}")
    w.define([f"define internal void {name}(ptr %p, ptr %list) nounwind {{", *content.lines, "}"])
    bits = f.new("ptrtoint ptr %list to i64")
    f.branch(f.new(f"trunc i64 {bits} to i1"), "asked", "dropped", UNLIKELY)
    f.start("dropped")
    word = f.new(f"load i64, ptr {f.address('%p', groups.place(t))}, align 8")
    f.emit(f"call void {name}(ptr %p, ptr %list)")
    f.branch(f.new(f"icmp ugt i64 {word}, {LISTED}"), "listed", "free", UNLIKELY)
    f.start("listed")
    f.emit("store i64 0, ptr %p, align 8")
    f.emit("ret void")
    f.start("asked")
    collector = f.address("%list", -1)
    what = f.new(f"load i64, ptr {f.address(collector, ASKS)}, align 8")
    f.emit(f"switch i64 {what}, label %visit [i64 {END}, label %end i64 {FREE}, label %free]")
    f.start("visit")
    f.emit(f"call void {_walk(w, t)}(ptr %p, ptr {collector})")
    f.emit("ret void")
    f.start("end")
    f.emit(f"call void {_rest(w, t)}(ptr %p, ptr {f.address(collector, LIST)})")
    f.jump("free")
    f.start("free")
    free(f)


def _walk(w: Writer, t: Type) -> str:
    """`void(block, collector)`: have all be visited that a block refers to within its group."""
    f = Code(w)

    def visit(part: Type, leaf: str) -> None:
        place = of(w).told(part)
        f.emit(f"call void {w.target.visit(w)}(ptr {leaf}, i64 {place}, ptr %collector)")

    if isinstance(t, Buffer):
        _each(f, t, lambda leaves: each_part(f, t, t.elem, leaves, visit))
    else:
        _in_fields(f, t, t, visit)
    return _written(f, f"js.walk {t!r}", "collector")


def _rest(w: Writer, t: Type) -> str:
    """`void(block, list)`: give back what a block refers to outside of its group. What is counted
    within the group is not counted any more."""
    f = Code(w)
    if isinstance(t, Buffer):
        _each(f, t, lambda leaves: _others(f, t, t.elem, leaves))
    else:
        types = [field for _, field in w.module.classes[t].fields]  # type: ignore[index]
        offsets, _ = fields(types, abi.OBJECT_FIELDS)
        for offset, field in zip(offsets, types):
            if layout(field).owned:
                _others(f, t, field, f.load(field, f.address("%p", offset), ""))
    return _written(f, f"js.rest {t!r}", "list")


def _written(f: Code, name: str, second: str) -> str:
    f.emit("ret void")
    head = f"define internal void {symbol(name)}(ptr %p, ptr %{second}) noinline nounwind {{"
    f.w.define([head, "entry:", *f.lines, "}"])
    return symbol(name)


def _each(f: Code, t: Buffer, do: Callable[[list[str]], None]) -> None:
    """Do something with the leaves of each element of the buffer `%p`."""
    n = f.new(f"load i64, ptr {f.address('%p', abi.BUFFER_LENGTH)}, align 8")
    first = f.address("%p", abi.BUFFER_DATA)
    f.jump("head")
    f.start("head")
    f.emit("%i = phi i64 [0, %entry], [%next, %latch]")
    f.branch(f.new(f"icmp ult i64 %i, {n}"), "body", "done")
    f.start("body")
    at = f.new(f"getelementptr inbounds {layout(t.elem).mem}, ptr {first}, i64 %i")
    do(f.load(t.elem, at, ""))
    f.jump("latch")
    f.start("latch")
    f.emit("%next = add nuw nsw i64 %i, 1")
    f.jump("head")
    f.start("done")
