"""The fields of instances at the border, and the attributes they stand for (`instances.py`)."""

from __future__ import annotations

from ...ir.types import UNBOUND, Object, Type, Union, members
from ...runtime import abi
from ..layout import fields, layout, tag
from ..writer import Writer, symbol
from . import convert, session
from .code import Code


def entry_of(c: Code, text: str) -> str:
    """An object of the table `js_objects`."""
    objects = c.w.objects
    if text not in objects:
        objects.append(text)
    at = f"getelementptr inbounds (i8, ptr @js_objects, i64 {8 * objects.index(text)})"
    return c.let(f"load ptr, ptr {at}, align 8")


def fields_of(w: Writer, t: Object) -> list[tuple[str, Type, int]]:
    """Name, type and offset of each field."""
    found = w.module.classes[t].fields
    offsets, _ = fields([f for _, f in found], abi.OBJECT_FIELDS)
    return [(name, f, at) for (name, f), at in zip(found, offsets)]


def name_of(c: Code, name: str) -> str:
    return entry_of(c, f"name {name}")


def unset(c: Code) -> str:
    """What stands for the value of an attribute that is not set."""
    return c.data("exact_object")


def is_late(t: Type) -> bool:
    """Whether a field of a type may not be set."""
    return UNBOUND in members(t)


def attribute(c: Code, object: str, name: str, t: Type, otherwise: str) -> str:
    """A new reference to the value of an attribute, or to `unset`."""
    if is_late(t):
        value = c.let(f"call ptr {_found_or_unset(c.w)}(ptr {object}, ptr {name_of(c, name)})")
        c.unless(c.let(f"icmp ne ptr {value}, null"), otherwise)
        return value
    return c.host("PyObject_GetAttr", object, name_of(c, name), otherwise=otherwise)


def _found_or_unset(w: Writer) -> str:
    """`ptr(object, name)`: an attribute, or `unset`; null where looking for it failed."""

    def make(c: Code) -> None:
        value = c.host("PyObject_GetAttr", "%o", "%name", otherwise="missing")
        c.line(f"ret ptr {value}")
        c.block("missing")
        matches = c.host("PyErr_ExceptionMatches", c.data("AttributeError"))
        c.unless(c.let(f"icmp ne i32 {matches}, 0"), "failed")
        c.host("PyErr_Clear")
        none = unset(c)
        c.host("Py_IncRef", none)
        c.line(f"ret ptr {none}")
        c.block("failed")
        c.line("ret ptr null")

    return session.once(w, "@js.found_or_unset", "ptr {}(ptr %o, ptr %name)", make)


def value_of(c: Code, t: Type, at: int) -> str:
    """The value of a field of `%instance`."""
    place = c.offset("%instance", at)
    return c.from_memory(t, c.let(f"load {layout(t).mem}, ptr {place}, align 8"))


def is_unset(c: Code, t: Type, value: str) -> str:
    assert isinstance(t, Union)
    which = c.let(f"extractvalue {convert.reg(t)} {value}, 0")
    return c.let(f"icmp eq i8 {which}, {tag(t, UNBOUND)}")


def boxed_of(c: Code, t: Type, at: int, otherwise: str) -> str:
    """A new reference to the value of a field of `%instance`, or to `unset`."""
    function = _boxed_or_unset(c.w, t) if is_late(t) else convert.box(c.w, t)
    boxed = c.let(f"call ptr {function}(ptr %ctx, {convert.reg(t)} {value_of(c, t, at)})")
    c.unless(c.let(f"icmp ne ptr {boxed}, null"), otherwise)
    return boxed


def _boxed_or_unset(w: Writer, t: Type) -> str:
    """`ptr(ctx, value)`: the object of a value, or `unset`."""

    def make(c: Code) -> None:
        c.line(f"br i1 {is_unset(c, t, '%v')}, label %none, label %some")
        c.block("some")
        boxed = c.let(f"call ptr {convert.box(w, t)}(ptr %ctx, {convert.reg(t)} %v)")
        c.line(f"ret ptr {boxed}")
        c.block("none")
        none = unset(c)
        c.host("Py_IncRef", none)
        c.line(f"ret ptr {none}")

    reg = convert.reg(t).replace("{", "{{").replace("}", "}}")  # the head is a format
    head = f"ptr {{}}(ptr %ctx, {reg} %v)"
    return session.once(w, symbol(f"js.boxed_or_unset {t!r}"), head, make)
