"""What a call has changed of instances is written back (see `instances.py`)."""

from __future__ import annotations

from ...ir.types import Object
from ..writer import Writer, symbol
from . import convert, session
from .code import CANNOT, Code
from .instance_fields import attribute, boxed_of, fields_of, is_late, name_of, unset, value_of
from .support import interrupted

_CHANGED = "an instance was changed during the call, which changed it too"


def changes(w: Writer, t: Object) -> str:
    """`ptr(ctx, instance, before)`: the list of what the attributes are to be, each the object that
    it was where the value is the same; None where all are; null when it cannot be made."""

    def make(c: Code) -> None:
        made = c.host("PyList_New", "0", otherwise="none")
        changed = "false"
        for i, (_, f, at) in enumerate(fields_of(w, t)):
            item = c.host("PySequence_GetItem", "%before", str(i), otherwise="drop")
            value = value_of(c, f, at)
            same = c.let(
                f"call i32 {w.target.same(w, f)}(ptr %ctx, {convert.reg(f)} {value}, ptr {item})"
            )
            differs, as_it_was, add, failed = (c.label() for _ in range(4))
            c.line(
                f"switch i32 {same}, label %{failed} [i32 0, label %{differs} "
                f"i32 1, label %{as_it_was}]"
            )
            c.block(failed)
            c.host("Py_DecRef", item)
            c.line("br label %drop")
            c.block(differs)
            c.host("Py_DecRef", item)
            boxed = boxed_of(c, f, at, "drop")
            end = c.label()
            c.line(f"br label %{end}")
            c.block(end)
            c.line(f"br label %{add}")
            c.block(as_it_was)
            c.line(f"br label %{add}")
            c.block(add)
            new = c.let(f"phi ptr [{boxed}, %{end}], [{item}, %{as_it_was}]")
            here = c.let(f"phi i1 [true, %{end}], [{changed}, %{as_it_was}]")
            changed = here
            status = c.host("PyList_Append", made, new, otherwise=CANNOT)
            c.host("Py_DecRef", new)
            c.unless(c.let(f"icmp eq i32 {status}, 0"), "drop")
        c.unless(changed, "equal")
        c.line(f"ret ptr {made}")
        c.block("equal")
        c.host("Py_DecRef", made)
        none = c.data("None")
        c.host("Py_IncRef", none)
        c.line(f"ret ptr {none}")
        c.block("drop")
        c.host("Py_DecRef", made)
        c.line("br label %none")
        c.block("none")
        c.line("ret ptr null")

    head = "ptr {}(ptr %ctx, ptr %instance, ptr %before)"
    return session.once(w, symbol(f"js.changes {t!r}"), head, make)


def commit(w: Writer, t: Object) -> str:
    """`i32(ctx, object, before, change, step)`: see `objects.py`. Attributes that are there are set
    without failure, as no room is needed; those that are not get their value when room is made."""
    late = [(i, name) for i, (name, f, _) in enumerate(fields_of(w, t)) if is_late(f)]
    grow = "i64 1, label %grow i64 2, label %shrink " if late else ""

    def make(c: Code) -> None:
        c.line(f"switch i64 %step, label %done [i64 0, label %check {grow}i64 3, label %settle]")
        c.block("check")
        for i, (name, f, _) in enumerate(fields_of(w, t)):
            was = c.host("PySequence_GetItem", "%before", str(i), otherwise="failed")
            c.host("Py_DecRef", was)  # the list has it
            now = attribute(c, "%object", name, f, "failed")
            c.host("Py_DecRef", now)
            c.unless(c.let(f"icmp eq ptr {now}, {was}"), "changed")
        c.line("ret i32 0")
        c.block("settle")
        for i, (name, f, _) in enumerate(fields_of(w, t)):
            was = c.host("PySequence_GetItem", "%before", str(i), otherwise="failed")
            new = c.host("PySequence_GetItem", "%change", str(i), otherwise="failed")
            c.host("Py_DecRef", was)
            set_, after = c.label(), c.label()
            c.branch(c.let(f"icmp eq ptr {new}, {was}"), after, set_)
            c.block(set_)
            value = new
            if is_late(f):
                gone = c.let(f"icmp eq ptr {new}, {unset(c)}")
                value = c.let(f"select i1 {gone}, ptr null, ptr {new}")
            c.host("PyObject_GenericSetAttr", "%object", name_of(c, name), value, otherwise=CANNOT)
            c.line(f"br label %{after}")
            c.block(after)
            c.host("Py_DecRef", new)
        c.line("ret i32 0")
        if late:
            _grow(c, symbol(f"js.commit {t!r}"), late)
        c.block("changed")
        c.host("PyErr_SetString", c.data("RuntimeError"), w.text(_CHANGED.encode()))
        c.line("br label %failed")
        c.block("failed")
        interrupted(c)
        c.line("ret i32 1")
        c.block("done")
        c.line("ret i32 0")

    head = "i32 {}(ptr %ctx, ptr %object, ptr %before, ptr %change, i64 %step)"
    return session.once(w, symbol(f"js.commit {t!r}"), head, make)


def _grow(c: Code, commit: str, late: list[tuple[int, str]]) -> None:
    """Set attributes that were not set; where that fails, or `shrink` asks for it, none is."""
    for step in ("grow", "shrink"):
        c.block(step)
        for i, name in late:
            was = c.host("PySequence_GetItem", "%before", str(i), otherwise="failed")
            new = c.host("PySequence_GetItem", "%change", str(i), otherwise="failed")
            for each in (was, new):
                c.host("Py_DecRef", each)  # the lists have them
            set_, after = c.label(), c.label()
            fresh = c.let(f"icmp eq ptr {was}, {unset(c)}")
            c.branch(c.let(f"and i1 {fresh}, {c.let(f'icmp ne ptr {new}, {was}')}"), set_, after)
            c.block(set_)
            value = new if step == "grow" else "null"
            args = ("%object", name_of(c, name), value)
            status = c.host("PyObject_GenericSetAttr", *args, otherwise=CANNOT)
            if step == "grow":
                c.unless(c.let(f"icmp eq i32 {status}, 0"), "full")
            else:
                c.host("PyErr_Clear")  # it was not reached
            c.line(f"br label %{after}")
            c.block(after)
        c.line("ret i32 0")
    c.block("full")
    error = [c.alloca("ptr") for _ in range(3)]
    c.host("PyErr_Fetch", *error)
    c.let(f"call i32 {commit}(ptr %ctx, ptr %object, ptr %before, ptr %change, i64 2)")
    c.host("PyErr_Restore", *(c.load("ptr", place) for place in error))
    c.line("ret i32 1")
