"""Conversion of unions, and of what containers hold: where a value may be taken as it is, or only
after a conversion (see `convert.py`)."""

from __future__ import annotations

from collections.abc import Iterator

from ...ir.types import PYOBJ, UNBOUND, Object, Scalar, Tuple, Type, Union, members, union_of
from ..layout import layout, tag
from ..writer import Writer, symbol
from . import convert, session
from .code import CANNOT, Code
from .support import elements_exact, interrupted, unless_interrupted


def element(w: Writer, t: Type) -> str:
    """The unboxing function of what a container holds. What is not exactly a `t` the runtime
    converts, as it does arguments, unless only exact types do."""
    if isinstance(t, Object) or t is PYOBJ:
        return convert.unbox(w, t)
    key = ("element", t)
    if key in w.named:
        return w.named[key]
    w.named[key] = symbol(f"js.element {t!r}")
    c = Code(w)
    function = convert.unbox(w, t, exact=True)
    ask = "1" if holds_container(t) else ""
    before = elements_exact(c, ask)
    value = c.unboxed(function, t, "%o", 0, "other")
    elements_exact(c, ask and before)
    convert.fits(c, t, value)
    c.block("other")
    elements_exact(c, ask and before)
    c.unless(c.let(f"icmp eq i8 {before}, 0"), "mismatch")
    if convert.owns(t):
        unless_interrupted(c, "%ctx", "mismatch")
    if convert.converts(t):
        following = c.label()
        convert.fits(c, t, c.unboxed(convert.unbox(w, t), t, "%o", 0, following))
        c.block(following)
        if convert.owns(t):
            unless_interrupted(c, "%ctx", "mismatch")
    for name in ("PyUnicode_Type", "PyList_Type"):  # what nothing converts
        c.unless(c.let(f"icmp ne ptr {c.type_of('%o')}, {c.data(name)}"), "mismatch")
    c.unless(c.let(f"icmp ne ptr %o, {c.data('None')}"), "mismatch")
    text = repr(union_of(*(m for m in members(t) if m is not UNBOUND))).encode()
    name = c.host("PyUnicode_DecodeUTF8", w.text(text), str(len(text)), "0", otherwise="failed")
    operands = (c.data("exact_object"), name, "%o", "null")
    # Looked at when the name is given back.
    made = c.host("PyObject_CallFunctionObjArgs", *operands, otherwise=CANNOT)
    c.host("Py_DecRef", name)
    c.unless(c.let(f"icmp ne ptr {made}, null"), "failed")
    value = c.unboxed(function, t, made, 0, "odd")
    c.host("Py_DecRef", made)
    convert.fits(c, t, value)
    c.block("odd")
    c.host("Py_DecRef", made)
    c.line("br label %mismatch")
    c.block("failed")
    interrupted(c)
    c.line("br label %mismatch")
    convert.mismatch(c, t)
    head = f"{convert.result_type(t)} {w.named[key]}(ptr %ctx, ptr %o, ptr %owners) nounwind"
    w.define(c.function(f"define internal {head}"))
    return w.named[key]


def unbox(c: Code, t: Type, contiguous: bool, writes: bool, exact: bool) -> None:
    """The member that fits exactly, else the first that a conversion fits. An int rather stays
    one than becomes a float."""
    assert isinstance(t, Union)
    tries = [(member, True) for member in t.members]
    if not exact:
        tries += [(member, False) for member in sorted(t.members, key=_width)]
    for member, only in tries:
        if not only and not convert.converts(member):
            continue
        owner = sum(map(convert.arrays_in, t.members[: t.members.index(member)]))
        following = c.label()
        forget = session.attempt(c, member)
        function = convert.unbox(c.w, member, contiguous, writes, only)
        with_elements = only and not exact and holds_container(member)
        before = elements_exact(c, "1") if with_elements else ""
        value = c.unboxed(function, member, "%o", owner, following)
        if before:
            elements_exact(c, before)
        convert.fits(c, t, as_member(c, t, member, value))
        c.block(following)
        if before:
            elements_exact(c, before)
        if convert.owns(member):
            unless_interrupted(c, "%ctx", "mismatch")
        forget()
    c.line("br label %mismatch")


def as_member(c: Code, t: Union, member: Type, value: str) -> str:
    """A value of type `member` as one of the union `t`."""
    slot = c.alloca(layout(t).mem)
    c.line(f"store {layout(t).mem} zeroinitializer, ptr {slot}, align {layout(t).align}")
    c.line(f"store i8 {tag(t, member)}, ptr {slot}, align 1")
    if layout(member).leaves:
        place = c.offset(slot, _slot_offset(t, member))
        c.line(f"store {layout(member).mem} {c.to_memory(member, value)}, ptr {place}, align 1")
    return c.let(f"load {layout(t).mem}, ptr {slot}, align {layout(t).align}")


def holds_container(t: Type) -> bool:
    """Whether there is a container in `t`, whose elements may be converted."""
    if isinstance(t, (Tuple, Union)):
        return any(map(holds_container, t.items if isinstance(t, Tuple) else t.members))
    return isinstance(t, Object) and bool(t.args)


def _width(t: Type) -> int:
    """How much an int changes in the widest place of `t`: in one for a float, a complex number, or
    a float of NumPy's. A union converts to its narrowest member."""
    if isinstance(t, (Tuple, Union)):
        return max(map(_width, t.items if isinstance(t, Tuple) else t.members), default=0)
    if isinstance(t, Object):
        return max(map(_width, t.args), default=0)
    if not isinstance(t, Scalar) or t.kind not in ("float", "complex"):
        return 0
    return (t.kind == "complex") + (1 if t.python else 2)


def _slot_offset(t: Union, member: Type) -> int:
    first = layout(t).slots[member]
    return layout(t).leaves[first].offset


def part(c: Code, t: Union, member: Type, slot: str) -> str:
    """A union's value as one of `member`, as it lies in memory at `slot`."""
    place = c.offset(slot, _slot_offset(t, member))
    return c.let(f"load {layout(member).mem}, ptr {place}, align 1")


def each_member(c: Code, t: Union, otherwise: str = "") -> Iterator[tuple[Type, str]]:
    """Branch by what the union `%v` is: each member with its value, in a block that the caller
    ends. An unknown tag goes to `otherwise`, or to the first."""
    slot = c.alloca(layout(t).mem)
    c.line(f"store {convert.reg(t)} %v, ptr {slot}, align {layout(t).align}")
    which = c.let(f"extractvalue {convert.reg(t)} %v, 0")
    labels = [c.label() for _ in t.members]
    cases = " ".join(f"i8 {tag(t, m)}, label %{at}" for m, at in zip(t.members, labels))
    c.line(f"switch i8 {which}, label %{otherwise or labels[0]} [{cases}]")
    for member, label in zip(t.members, labels):
        c.block(label)
        value = "zeroinitializer"
        if layout(member).leaves:
            value = c.from_memory(member, part(c, t, member, slot))
        yield member, value


def box(c: Code, t: Type) -> None:
    assert isinstance(t, Union)
    for member, value in each_member(c, t):
        function = convert.box(c.w, member)
        made = c.let(f"call ptr {function}(ptr %ctx, {convert.reg(member)} {value})")
        c.line(f"ret ptr {made}")
