"""Entries of variants that are made for the types of a call's arguments.

Such a parameter takes its exact type only, and in a chain of variants only what could be of no
other type: an empty list is a `list[int]` and a `list[float]` alike, and which variant is right for
it the runtime decides, not the order in which they were made.

    tells(list<int>)          the list has an element
    tells(list<list<int>>)    one of its elements tells
    tells((int, list<int>))   each of the two tells
    tells(list<int | none>)   never: only all elements together would
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...ir.types import Object, Tuple, Type, Union, walk_type
from ..writer import Writer, symbol
from . import convert
from .code import CANNOT, Code
from .convert_unions import holds_container


def opened_parameters(signature: dict[str, Any] | None, types: Sequence[Type]) -> list[bool]:
    """Which parameters have the type of a call's arguments."""
    params = (signature or {}).get("params", [{}] * len(types))
    return [bool(p.get("opened")) for p in params]


def is_told_inside(signature: dict[str, Any] | None, i: int, t: Type) -> bool:
    """Whether another variant may be for what this parameter's type does not fit inside: elements,
    or fields that have the types of a call's arguments."""
    return holds_container(t) or asks_fields(signature, i)


def asks_fields(signature: dict[str, Any] | None, i: int) -> bool:
    """Whether fields in a parameter have the types of a call's arguments."""
    params = (signature or {}).get("params", ())
    return i < len(params) and params[i].get("opened") == "fields"


def tells(w: Writer, t: Type) -> str:
    """`i1 js.tells T(ptr object)`: whether an object tells its whole type, if it is a `t`. Of
    what is none, the answer does not matter."""
    key = ("tells", t)
    if key not in w.named:
        w.named[key] = symbol(f"js.tells {t!r}")
        c = Code(w)
        _tells(c, t)
        w.define(c.function(f"define internal i1 {w.named[key]}(ptr %o) noinline nounwind"))
    return w.named[key]


def _tells(c: Code, t: Type) -> None:
    if isinstance(t, Tuple):
        _items(c, t)
    elif not isinstance(t, Object) or not t.args:
        c.line("ret i1 true")
    elif t.name == "list" and holds_container(t.args[0]) and not _open(t.args[0]):
        _elements(c, t)
    elif "." in t.name or any(holds_container(a) or _open(a) for a in t.args):
        c.line("ret i1 false")  # an instance of a class of the user's may have a size of its own
    else:
        _has_size(c, t)


def _open(t: Type) -> bool:
    return any(isinstance(part, Union) for part in walk_type(t))


def _has_size(c: Code, t: Object) -> None:
    size = c.host("PyObject_Size", "%o", otherwise="none")
    c.line(f"ret i1 {c.let(f'icmp sgt i64 {size}, 0')}")
    c.block("none")
    c.host("PyErr_Clear")
    c.line("ret i1 false")


def _elements(c: Code, t: Object) -> None:
    """Most lists are told by their first element."""
    c.unless(c.let(f"icmp eq ptr {c.type_of('%o')}, {c.data('PyList_Type')}"), "no")
    c.line("br label %first")
    c.block("first")
    c.line("br label %more")
    c.block("more")
    c.line("%i = phi i64 [0, %first], [%next, %on]")
    size = c.host("PyList_Size", "%o")
    c.unless(c.let(f"icmp slt i64 %i, {size}"), "no")
    item = c.host("PySequence_GetItem", "%o", "%i", otherwise=CANNOT)  # it is below its size
    told = c.let(f"call i1 {tells(c.w, t.args[0])}(ptr {item})")
    c.host("Py_DecRef", item)
    c.line(f"br i1 {told}, label %yes, label %on")
    c.block("on")
    c.line("%next = add i64 %i, 1")
    c.line("br label %more")
    c.block("yes")
    c.line("ret i1 true")
    c.block("no")
    c.line("ret i1 false")


def _items(c: Code, t: Tuple) -> None:
    c.unless(convert.is_tuple(c, t), "no")
    size = c.host("PyTuple_Size", "%o")
    c.unless(c.let(f"icmp eq i64 {size}, {len(t.items)}"), "no")
    for i, item in enumerate(t.items):
        if holds_container(item):
            object = c.host("PyTuple_GetItem", "%o", str(i), otherwise=CANNOT)  # the size is known
            c.unless(c.let(f"call i1 {tells(c.w, item)}(ptr {object})"), "no")
    c.line("ret i1 true")
    c.block("no")
    c.line("ret i1 false")
