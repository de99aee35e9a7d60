"""Instances of the user's classes at the border: copied in, their changes written back.

An instance stands for the Python object it came from, or becomes, in the session of the call
(`session.py`), as lists do. It is entered there before its fields are converted, which the
outermost conversion does for all entries in turn (`js.fill_all`): so circles come in as they are,
and no chain is too long. Each entry has a function that fills it:

    js.fill T     i32(ctx, object, instance, held, owners): the instance's fields, from what the
                  object held
    js.dress T    the same way round: the object's attributes, from the instance

What an object held is a list of its attributes' values in the order of the fields; for an attribute
that was not set, an object that no user has (`unset`). Classes, their
makers and the names of attributes stand in the table `js_objects`, which whoever loads the code
fills (`runtime/instances.py`).
"""

from __future__ import annotations

from ...ir.types import UNBOUND, Object, Type, members, union_of
from ...runtime import abi
from ..layout import layout
from ..lower import cycles
from ..writer import Writer, symbol
from . import convert, convert_unions, held, held_parts, session
from .code import CANNOT, Code
from .instance_fields import (
    attribute,
    boxed_of,
    entry_of,
    fields_of,
    is_late,
    is_unset,
    name_of,
    value_of,
)
from .instance_updates import changes, commit
from .support import (
    elements_exact,
    field_misfits,
    fields_as_declared,
    interrupted,
    look_for_signals,
)


def unbox(c: Code, t: Object) -> None:
    """The body of `js.unbox`."""
    w, number = c.w, session.type_number(t)
    look_for_signals(c, "mismatch")
    same = c.let(f"icmp eq ptr {c.type_of('%o')}, {entry_of(c, f'class {t.name}')}")
    holdable = held.is_holdable(w, t)
    c.unless(same, "native" if holdable else "mismatch")
    known = c.let(f"call ptr {session.native_of(w)}(ptr %ctx, ptr %o, i64 {number})")
    c.line(f"br i1 {c.let(f'icmp eq ptr {known}, null')}, label %fresh, label %known")
    c.block("known")
    c.unless(c.let(f"icmp ne ptr {known}, {session.OTHER}"), "mismatch")
    c.line(f"call void {w.retain()}(ptr {known})")
    convert.fits(c, t, known)
    if holdable:
        c.block("native")
        held_parts.read(c, t, number)
    c.block("fresh")
    before = c.host("PyList_New", "0", otherwise="failed")
    for name, f, _ in fields_of(w, t):
        value = attribute(c, "%o", name, f, "drop.before")
        status = c.host("PyList_Append", before, value, otherwise=CANNOT)
        c.host("Py_DecRef", value)
        c.unless(c.let(f"icmp eq i32 {status}, 0"), "drop.before")
    made = _allocated(c, t)
    c.unless(c.let(f"icmp ne ptr {made}, null"), "no.memory")
    functions = (changes(w, t), commit(w, t))
    pointers = ", ".join(f"ptr {p}" for p in (*functions, before))
    kept = c.let(
        f"call i32 {session.remember(w)}(ptr %ctx, ptr %o, ptr {made}, i64 {number}, {pointers})"
    )
    c.unless(c.let(f"icmp eq i32 {kept}, 0"), "forgotten")
    status = c.let(f"call i32 {_enter(w)}(ptr %ctx, ptr {_fill(w, t)}, ptr {before})")
    c.host("Py_DecRef", before)
    c.unless(c.let(f"icmp eq i32 {status}, 0"), "unfilled")
    convert.fits(c, t, made)
    c.block("no.memory")
    c.host("PyErr_NoMemory")
    c.line("br label %drop.before")
    c.block("forgotten")
    c.line(f"call void {w.release()}(ptr {made})")
    c.line("br label %drop.before")
    c.block("drop.before")
    c.host("Py_DecRef", before)
    c.line("br label %failed")
    c.block("unfilled")
    c.line(f"call void {w.release()}(ptr {made})")
    c.line("br label %failed")
    c.block("failed")
    interrupted(c)
    c.line("br label %mismatch")


def _allocated(c: Code, t: Object) -> str:
    """A new instance without fields; null without memory."""
    from ..lower import blocks

    w = c.w
    made = c.let(w.target.allocate(w, str(blocks.room(w, t)), True))
    c.unless(c.let(f"icmp ne ptr {made}, null"), "no.memory")
    c.store("i64", "1", made)
    c.store("ptr", blocks.drop(w, t), made, abi.HEADER_DROP)
    return made


def box(c: Code, t: Object) -> None:
    """The body of `js.box`."""
    w = c.w
    look_for_signals(c, "failed")
    known = c.let(f"call ptr {session.object_of(w)}(ptr %ctx, ptr %v)")
    c.line(f"br i1 {c.let(f'icmp eq ptr {known}, null')}, label %fresh, label %known")
    c.block("known")
    c.host("Py_IncRef", known)
    c.line(f"ret ptr {known}")
    c.block("fresh")
    if w.module.classes[t].held and held.is_holdable(w, t):
        copies = held_parts.copies(c)
        c.line(f"br i1 {copies}, label %copy, label %native")
        c.block("native")
        c.line(f"ret ptr {c.let(f'call ptr {held.box(w, t)}(ptr %ctx, ptr %v)')}")
        c.block("copy")
    maker = entry_of(c, f"maker {t.name}")
    made = c.host("PyObject_CallFunctionObjArgs", maker, "null", otherwise="failed")
    status = stands_for(c, t, made, "drop")
    c.unless(c.let(f"icmp eq i32 {status}, 0"), "drop")
    c.line(f"ret ptr {made}")
    c.block("drop")
    c.host("Py_DecRef", made)
    c.line("br label %failed")
    c.block("failed")
    c.line("ret ptr null")


def stands_for(c: Code, t: Object, object: str, otherwise: str = "failed") -> str:
    """Have an object stand for the instance `%v`, and its attributes set; 0 where that is done."""
    w = c.w
    rest = f"ptr %v, i64 {session.type_number(t)}, ptr null, ptr null, ptr null"
    kept = c.let(f"call i32 {session.remember(w)}(ptr %ctx, ptr {object}, {rest})")
    c.unless(c.let(f"icmp eq i32 {kept}, 0"), otherwise)
    return c.let(f"call i32 {_enter(w)}(ptr %ctx, ptr {_dress(w, t)}, ptr null)")


# --- filling --------------------------------------------------------------------------------------


def _enter(w: Writer) -> str:
    """`i32(ctx, fill, held)`: have the last entry of the session filled by `fill`; and fill all
    there are, unless that is under way. Not 0 when that fails, with an exception set or for another
    variant."""

    def make(c: Code) -> None:
        place = c.load("ptr", "%ctx", abi.CTX_SESSION)
        last = c.let(f"sub i64 {session.count_of(c, place)}, 1")
        entry = session.entry_at(c, place, last)
        c.store("ptr", "%fill", entry, session.FILL)
        none = c.let(f"icmp eq ptr {c.load('ptr', entry, session.BEFORE)}, null")
        c.line(f"br i1 {none}, label %keep, label %kept")
        c.block("keep")
        c.store("ptr", "%held", entry, session.BEFORE)
        c.host("Py_IncRef", "%held")
        c.line("br label %kept")
        c.block("kept")
        busy = c.load("i64", place, session.FILLING)
        c.unless(c.let(f"icmp eq i64 {busy}, 0"), "under.way")
        c.store("i64", "1", place, session.FILLING)
        status = c.let(f"call i32 {_fill_all(w)}(ptr %ctx, ptr {place})")
        c.store("i64", "0", place, session.FILLING)
        c.line(f"ret i32 {status}")
        c.block("under.way")
        c.line("ret i32 0")

    return session.once(w, "@js.enter_instance", "i32 {}(ptr %ctx, ptr %fill, ptr %held)", make)


def _fill_all(w: Writer) -> str:
    """`i32(ctx, session)`: fill every entry that is not, also those that this enters."""

    def make(c: Code) -> None:
        c.line("br label %head")
        c.block("head")
        count = session.count_of(c, "%session")
        at = c.load("i64", "%session", session.FILLED)
        less = c.let(f"icmp slt i64 {at}, {count}")
        c.unless(less, "done")
        c.store("i64", c.let(f"add i64 {at}, 1"), "%session", session.FILLED)
        entry = session.entry_at(c, "%session", at)
        fill = c.load("ptr", entry, session.FILL)
        c.unless(c.let(f"icmp ne ptr {fill}, null"), "head")
        c.store("ptr", "null", entry, session.FILL)
        parts = (session.OBJECT, session.INSTANCE, session.BEFORE)
        args = ", ".join(f"ptr {c.load('ptr', entry, part)}" for part in parts)
        status = c.let(f"call i32 {fill}(ptr %ctx, {args}, ptr null)")
        c.unless(c.let(f"icmp ne i32 {status}, 0"), "head")
        c.line(f"ret i32 {status}")
        c.block("done")
        c.store("i64", count, "%session", session.FILLED)
        c.line("ret i32 0")

    return session.once(w, "@js.fill_all", "i32 {}(ptr %ctx, ptr %session)", make)


_HEAD = "i32 {}(ptr %ctx, ptr %object, ptr %instance, ptr %held, ptr %owners)"


def _fill(w: Writer, t: Object) -> str:
    def make(c: Code) -> None:
        exact = fields_as_declared(c)
        for i, (name, f, at) in enumerate(fields_of(w, t)):
            item = c.host("PySequence_GetItem", "%held", str(i), otherwise="failed")
            misfit = c.label()
            value = c.unboxed(convert_unions.element(w, f), f, item, 0, misfit)
            c.host("Py_DecRef", item)
            place = c.offset("%instance", at)
            c.line(f"store {layout(f).mem} {c.to_memory(f, value)}, ptr {place}, align 8")
            _misfit(c, misfit, t, name, f, item)
        for label, status in (("", 0), ("failed", 1)):
            if label:
                c.block(label)
            elements_exact(c, exact)
            _suspected(c, t)
            c.line(f"ret i32 {status}")

    return session.once(w, symbol(f"js.fill {t!r}"), _HEAD, make)


def _suspected(c: Code, t: Object) -> None:
    """What came in may be part of a circle."""
    groups = cycles.of(c.w)
    if t in groups:
        place = groups.told(t)
        c.line(f"call void {c.w.target.suspect(c.w)}(ptr %ctx, ptr %instance, i64 {place})")


def _misfit(c: Code, label: str, t: Object, name: str, f: Type, item: str) -> None:
    """Where a field's value does not fit: TypeError, unless an exception is set already."""
    after = c.label()
    c.line(f"br label %{after}")
    c.block(label)
    c.host("Py_DecRef", item)
    error = c.host("PyErr_Occurred")
    c.unless(c.let(f"icmp eq ptr {error}, null"), "failed")
    field_misfits(c, "failed")
    cls = t.name.rpartition(".")[2]
    plain = union_of(*(m for m in members(f) if m is not UNBOUND))
    text = f"the attribute '{name}' of {cls} must be {_shown(plain)}"
    c.host("PyErr_SetString", c.data("TypeError"), c.w.text(text.encode()))
    c.line("br label %failed")
    c.block(after)


def _shown(t: Type) -> str:
    from ...runtime.typetext import parse, python_text

    return python_text(parse(repr(t)))


def _dress(w: Writer, t: Object) -> str:
    def make(c: Code) -> None:
        for name, f, at in fields_of(w, t):
            after = c.label() if is_late(f) else ""
            if after:
                set_ = c.label()
                c.branch(is_unset(c, f, value_of(c, f, at)), after, set_)
                c.block(set_)
            boxed = boxed_of(c, f, at, "failed")
            status = c.host(
                "PyObject_GenericSetAttr", "%object", name_of(c, name), boxed, otherwise=CANNOT
            )
            c.host("Py_DecRef", boxed)
            c.unless(c.let(f"icmp eq i32 {status}, 0"), "failed")
            if after:
                c.line(f"br label %{after}")
                c.block(after)
        c.line("ret i32 0")
        c.block("failed")
        c.line("ret i32 1")

    return session.once(w, symbol(f"js.dress {t!r}"), _HEAD, make)
