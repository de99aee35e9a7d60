"""Native containers that Python holds (`runtime/held.py`), as arguments and results.

A parameter of such a container takes the held object as it is, one of its annotation `List[int]`
nothing else; the call owns a reference to the native container, and has it in use until it ends:
what a signal's handler, or another thread, asks of it meanwhile is an error. So compiled code may
know what it has read of a container. The GIL is held for the same reason.

Containers in containers can be had by themselves, too. So a call that has a container of such
is the only one that has anything that Python holds, and no other begins until it ends.

Instances that are parts of arguments are read by `held_parts.py`; `held_uses.py` notes which call
uses what.

A result of the annotation `List[int]` is the object that stands for the container in the session,
or for which Python holds it already, or a new held one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ...ir.core import Function
from ...ir.types import NONE, Array, Enum, Object, Tuple, Type, Union, members, walk_type
from ...runtime import abi
from ...runtime.fingerprint import digest
from ...runtime.held_type import KINDS
from ..layout import layout
from ..writer import Writer, symbol
from . import convert, convert_unions, session
from .code import CANNOT, Code, define
from .convert_array import keep_image, let_go
from .held_uses import IN_USE, letter_go, taker

_VALUES = ("int", "float", "bool", "complex", "str", "bytes")
_DROP = "@js.drop_held"
_USED = "{} is in use by a call of compiled code that has not ended"


def is_holdable(w: Writer, t: Type) -> bool:
    """Whether Python may hold the containers, or the instances, of a type."""
    return _holds(w, t, set())


def _holds(w: Writer, t: Type, seen: set[Type]) -> bool:
    if t in seen:
        return True
    if session.is_instance(t):
        seen.add(t)
        info = w.module.classes.get(t)  # type: ignore[call-overload]
        return (
            info is not None
            and not info.type.args
            and all(
                _is_field(m) or _holds(w, m, seen)
                for _, f in info.fields
                for m in (f.members if isinstance(f, Union) else (f,))
            )
        )
    if not isinstance(t, Object) or t.name not in KINDS:
        return False
    *keys, last = t.args
    part = t.name != "set" and _holds(w, last, seen)
    return all(map(_is_value, keys)) and (_is_value(last) or part)


def has_parts(w: Writer, t: Object) -> bool:
    """Whether there are containers or instances in it, which Python may hold by themselves."""
    if not session.is_instance(t):
        return not _is_value(t.args[-1])
    fields = [f for _, f in w.module.classes[t].fields]
    members = [m for f in fields for m in (f.members if isinstance(f, Union) else (f,))]
    return not all(map(_is_field, members))


def holds_arrays(w: Writer, types: Iterable[Type]) -> bool:
    """Whether arrays that a call is given may stay in instances that Python holds."""
    seen: set[Type] = set()
    work = list(types)
    while work:
        t = work.pop()
        if isinstance(t, (Tuple, Union)):
            work += t.items if isinstance(t, Tuple) else t.members
        elif isinstance(t, Object) and t not in seen:
            seen.add(t)
            held = session.is_instance(t) and is_holdable(w, t)
            fields = [f for _, f in w.module.classes[t].fields] if held else []
            if any(isinstance(part, Array) for f in fields for part in walk_type(f)):
                return True
            work += [*t.args, *fields]
    return False


def _is_field(t: Type) -> bool:
    return _is_value(t) or t is NONE or isinstance(t, (Array, Enum))


def _is_value(t: Type) -> bool:
    if isinstance(t, Tuple):
        return not t.name and all(map(_is_value, t.items))
    return repr(t) in _VALUES


def number(w: Writer, t: Type) -> int:
    """What tells types apart whose containers are held, and code that knows another layout."""
    text = f"{abi.HELD_VERSION} {t!r} {_fields(w, t, set())}"
    return int.from_bytes(digest(text.encode())[:8], "little", signed=True)


def _fields(w: Writer, t: Type, seen: set[Type]) -> str:
    if isinstance(t, (Tuple, Union)):
        parts = t.items if isinstance(t, Tuple) else t.members
        return " ".join(_fields(w, part, seen) for part in parts)
    if not isinstance(t, Object) or t in seen:
        return ""
    seen.add(t)
    fields = w.module.classes[t].fields
    inner = [f for _, f in fields] if session.is_instance(t) else t.args
    return f"{fields!r} {layout(t).mem} {' '.join(_fields(w, a, seen) for a in inner)}"


def holdable_in(w: Writer, t: Type) -> Object | None:
    """The type of what Python may hold, of a parameter's type or among its members; None where
    there is none, or several."""
    found = [m for m in members(t) if is_holdable(w, m)]
    return found[0] if len(found) == 1 else None  # type: ignore[return-value]


def used_text(w: Writer, t: Object) -> str:
    """What is said where another call uses one."""
    name = t.name.rpartition(".")[2] if session.is_instance(t) else t.name.title()
    text = _USED.format(f"{'an' if name[:1] in 'AEIO' else 'a'} {name}")
    return w.text(text.encode())


class Argument:
    """An argument that may be a held object. `only`: nothing else is taken; `changes`: the call may
    change it; `given_back`: its result, or a part of another argument, may be the object again."""

    def __init__(self, c: Code, t: Type, only: bool, context: str, changes: bool, given_back: bool):
        held = holdable_in(c.w, t)
        assert held is not None
        self.whole, self.type, self.only, self.context = t, held, only, context
        self.changes, self.given_back = changes, given_back
        self.parts, self.own = has_parts(c.w, held), ""
        self.place = c.alloca("ptr")
        c.store("ptr", "null", self.place)

    def read(self, c: Code, object: str, otherwise: Callable[[], str], misfit: str) -> str:
        """The container, of which the caller owns a reference. To `in.use`, `interrupted`."""
        w, numbered = c.w, number(c.w, self.type)
        given = f"ptr {object}, i64 {numbered}, i64 {self.changes:d}, ptr {self.own}"
        found = c.let(f"call ptr {taker(w, self.parts)}(ptr {self.context}, {given})")
        plain, held, join = c.label(), c.label(), c.label()
        is_held = c.let(f"icmp ne ptr {found}, null")
        optional = self.whole is not self.type
        if self.only and not optional:
            c.unless(is_held, misfit)
        else:
            c.line(f"br i1 {is_held}, label %{held}, label %{plain}")
            c.block(held)
        c.unless(c.let(f"icmp ne ptr {found}, {IN_USE}"), "in.use")
        c.store("ptr", object, self.place)
        if self.given_back:
            rest = f"i64 {session.type_number(self.type)}, ptr null, ptr null, ptr null"
            given = f"ptr {self.context}, ptr {object}, ptr {found}, {rest}"
            kept = c.let(f"call i32 {session.remember(w)}({given})")
            c.unless(c.let(f"icmp eq i32 {kept}, 0"), "interrupted")
        c.line(f"call void {w.retain()}(ptr {found})")
        if self.only and not optional:
            return found
        as_whole = found
        if optional:
            as_whole = convert_unions.as_member(c, self.whole, self.type, found)  # type: ignore[arg-type]
        after = c.label()
        c.line(f"br label %{after}")
        c.block(after)
        c.line(f"br label %{join}")
        c.block(plain)
        if self.only:
            c.unless(c.let(f"icmp eq ptr {object}, {c.data('None')}"), misfit)
            value = convert_unions.as_member(c, self.whole, NONE, "zeroinitializer")  # type: ignore[arg-type]
        else:
            value = otherwise()
        last = c.label()
        c.line(f"br label %{last}")
        c.block(last)
        c.line(f"br label %{join}")
        c.block(join)
        return c.let(f"phi {convert.reg(self.whole)} [{as_whole}, %{after}], [{value}, %{last}]")

    def let_go(self, c: Code) -> None:
        """The call does not use it any more."""
        given = f"ptr {self.context}, ptr {c.load('ptr', self.place)}"
        c.line(f"call void {letter_go(c.w)}({given})")
        c.store("ptr", "null", self.place)  # it may be another call's when this is said again


def arguments(
    c: Code, context: str, function: Function, params: Sequence[dict[str, Any]]
) -> list[Argument | None]:
    """For each parameter that may be a container which Python holds, how it is read."""
    writes = function.attrs.get("writes", ())
    types = [p.type for p in function.params]
    found: list[Argument | None] = []
    for i, (t, told) in enumerate(zip(types, params)):
        container = holdable_in(c.w, t)
        if container is None:
            found.append(None)
        else:
            only = bool(told.get("held"))
            takers = [
                j
                for j in writes
                if not params[j].get("held") and container in [*walk_type(types[j])][1:]
            ]
            given_back = session.is_mutable(c.w, function.result) or bool(takers)
            found.append(Argument(c, t, only, context, i in writes, given_back))
    return found


def counted(c: Code, arguments: list[Argument], also: bool) -> str:
    """Before they are read: have a place for how many of them, and `also` of parts of others, the
    call uses; its address, or nothing."""
    if not arguments and not also:
        return ""
    own = c.alloca("i64")
    c.store("i64", "0", own)
    for argument in arguments:
        argument.own = own
    return own


def in_use(c: Code, arguments: list[Argument]) -> None:
    """The block for arguments that another call uses."""
    c.block("in.use")
    c.host("PyErr_SetString", c.data("RuntimeError"), used_text(c.w, arguments[0].type))
    c.line("br label %interrupted")


def box(w: Writer, t: Type) -> str:
    """`ptr(ctx, T)`: the held object of a result, which is borrowed."""
    key = ("box held", t)
    if key not in w.named:
        w.named[key] = symbol(f"js.box held {t!r}")
        c = Code(w)
        if isinstance(t, Union):  # with None
            for member, value in convert_unions.each_member(c, t):
                inner = box(w, member) if is_holdable(w, member) else convert.box(w, member)
                given = f"ptr %ctx, {convert.reg(member)} {value}"
                c.line(f"ret ptr {c.let(f'call ptr {inner}({given})')}")
        else:
            _box(c, t)
        head = f"define internal ptr {w.named[key]}(ptr %ctx, {convert.reg(t)} %v) nounwind"
        w.define(c.function(head))
    return w.named[key]


def _box(c: Code, t: Type) -> None:
    w = c.w
    known = c.let(f"call ptr {session.object_of(w)}(ptr %ctx, ptr %v)")
    c.line(f"br i1 {c.let(f'icmp eq ptr {known}, null')}, label %fresh, label %known")
    c.block("known")
    c.host("Py_IncRef", known)
    c.line(f"ret ptr {known}")
    c.block("fresh")
    address = c.host("PyLong_FromVoidPtr", "%v", otherwise="lost")
    reference = c.host("PyDict_GetItem", c.data("held_alive"), address)
    c.line(f"br i1 {c.let(f'icmp eq ptr {reference}, null')}, label %new, label %met")
    c.block("met")  # a weak reference
    alive = c.host("PyObject_CallFunctionObjArgs", reference, "null", otherwise="none")
    c.line(f"br i1 {c.let(f'icmp eq ptr {alive}, ' + c.data('None'))}, label %dead, label %alive")
    c.block("alive")
    c.host("Py_DecRef", address)
    c.line(f"ret ptr {alive}")
    c.block("dead")
    c.host("Py_DecRef", alive)
    c.line("br label %new")
    c.block("new")
    if _DROP not in w.named:
        w.named[_DROP] = _DROP
        define(w, f"define internal void {_DROP}(ptr %capsule) noinline nounwind", let_go)
    c.line(f"call void {w.retain()}(ptr %v)")
    capsule = c.host("PyCapsule_New", "%v", "null", _DROP, otherwise="uncapsuled")
    keep_image(c, capsule)
    name = repr(t).encode()
    text = c.host("PyUnicode_DecodeUTF8", w.text(name), str(len(name)), "0", otherwise="nameless")
    numbered = c.host("PyLong_FromLongLong", str(number(w, t)), otherwise="unnumbered")
    # Looked at by whoever boxes, when its operands are given back.
    operands = (capsule, address, text, numbered)
    made = c.host(
        "PyObject_CallFunctionObjArgs", c.data("held"), *operands, "null", otherwise=CANNOT
    )
    for operand in operands:
        c.host("Py_DecRef", operand)
    c.line(f"ret ptr {made}")
    c.block("unnumbered")
    c.host("Py_DecRef", text)
    c.line("br label %nameless")
    c.block("nameless")
    c.host("Py_DecRef", capsule)
    c.line("br label %none")
    c.block("uncapsuled")
    c.line(f"call void {w.release()}(ptr %v)")
    c.line("br label %none")
    c.block("none")
    c.host("Py_DecRef", address)
    c.line("br label %lost")
    c.block("lost")
    c.line("ret ptr null")
