"""Native containers that Python holds (`runtime/held.py`), as arguments and results.

A parameter of such a container takes the held object as it is, one of its annotation `List[int]`
nothing else; the call owns a reference to the native container, and has it in use until it ends:
what a signal's handler, or another thread, asks of it meanwhile is an error. So compiled code may
know what it has read of a container. The GIL is held for the same reason.

A result of the annotation `List[int]` is the object that stands for the container in the session,
or a new held one.
"""

from __future__ import annotations

from collections.abc import Callable

from ...ir.types import Object, Tuple, Type, Union
from ...runtime import abi
from ...runtime.fingerprint import digest
from ...runtime.held_type import KINDS
from ..layout import layout
from ..writer import Writer, symbol
from . import convert, convert_unions, session
from .code import CANNOT, Code, define
from .convert_array import keep_image, let_go

_VALUES = ("int", "float", "bool", "complex", "str", "bytes")
_DROP = "@js.drop_held"
_USED = "a {} is in use by a call of compiled code that has not ended"


def is_holdable(t: Type) -> bool:
    """Whether Python may hold the containers of a type."""
    return isinstance(t, Object) and t.name in KINDS and all(map(_is_value, t.args))


def _is_value(t: Type) -> bool:
    if isinstance(t, Tuple):
        return not t.name and all(map(_is_value, t.items))
    return repr(t) in _VALUES


def number(w: Writer, t: Type) -> int:
    """What tells types apart whose containers are held, and code that knows another layout."""
    text = f"{abi.HELD_VERSION} {t!r} {_fields(w, t)}"
    return int.from_bytes(digest(text.encode())[:8], "little", signed=True)


def _fields(w: Writer, t: Type) -> str:
    if isinstance(t, Tuple):
        return " ".join(_fields(w, part) for part in t.items)
    if not isinstance(t, Object):
        return ""
    fields = w.module.classes[t].fields
    return f"{fields!r} {layout(t).mem} {' '.join(_fields(w, a) for a in t.args)}"


def holdable_in(t: Type) -> Object | None:
    """The type of the containers that Python may hold, of a parameter's type or among its members;
    None where there is none, or several."""
    members = t.members if isinstance(t, Union) else (t,)
    found = [m for m in members if is_holdable(m)]
    return found[0] if len(found) == 1 else None  # type: ignore[return-value]


IN_USE = "inttoptr (i64 1 to ptr)"


def _taken(c: Code) -> None:
    """`ptr js.held(ctx, object, number, changes)`: the native container of a held object of the
    type `number`, which the call of this context uses then; null of any other object, `IN_USE`
    where another call uses it. `changes`: 1 where the call may change it."""
    kind = c.type_of(c.type_of("%o"))
    same = c.let(f"icmp eq ptr {kind}, {c.data('held_type')}")
    c.line(f"br i1 {same}, label %held, label %no")
    c.block("held")
    number = c.load("i64", "%o", abi.HELD_NUMBER)
    c.line(f"br i1 {c.let(f'icmp eq i64 {number}, %number')}, label %fits, label %no")
    c.block("fits")
    user = c.load("ptr", "%o", abi.HELD_USER)
    free = c.let(f"icmp eq ptr {user}, null")
    mine = c.let(f"icmp eq ptr {user}, %ctx")
    c.branch(c.let(f"or i1 {free}, {mine}"), "take", "used")
    c.block("take")
    c.store("ptr", "%ctx", "%o", abi.HELD_USER)
    count = c.let(f"add i64 {c.load('i64', '%o', abi.HELD_CHANGES)}, %changes")
    c.store("i64", count, "%o", abi.HELD_CHANGES)
    image = c.data("image")
    c.line(f"br i1 {c.let(f'icmp eq ptr {image}, null')}, label %taken, label %keep")
    c.block("keep")  # parts of the container may be freed by this code from now on
    c.host("Py_IncRef", image)
    c.line("br label %taken")
    c.block("taken")
    c.line(f"ret ptr {c.load('ptr', '%o', abi.HELD_NATIVE)}")
    c.block("used")
    c.line(f"ret ptr {IN_USE}")
    c.block("no")
    c.line("ret ptr null")


def _unused(c: Code) -> None:
    """`void js.unused(object)`: let others use a held object, if it is one."""
    c.line(f"br i1 {c.let('icmp eq ptr %o, null')}, label %done, label %held")
    c.block("held")
    c.store("ptr", "null", "%o", abi.HELD_USER)
    c.line("br label %done")
    c.block("done")
    c.line("ret void")


def _once(w: Writer, head: str, make: Callable[[Code], None]) -> None:
    """Define a small function that is put into its callers."""
    if head not in w.named:
        w.named[head] = head
        define(w, f"define internal {head} alwaysinline nounwind", make)


class Argument:
    """An argument that may be a held object. `only`: nothing else is taken; `changes`: the call may
    change it; `given_back`: its result may be the object again."""

    def __init__(self, c: Code, t: Type, only: bool, context: str, changes: bool, given_back: bool):
        held = holdable_in(t)
        assert held is not None
        self.whole, self.type, self.only, self.context = t, held, only, context
        self.changes, self.given_back = changes, given_back
        self.place = c.alloca("ptr")
        c.store("ptr", "null", self.place)

    def read(self, c: Code, object: str, otherwise: Callable[[], str], misfit: str) -> str:
        """The container, of which the caller owns a reference. To `in.use`, `interrupted`."""
        w, numbered = c.w, number(c.w, self.type)
        given = f"ptr {self.context}, ptr {object}, i64 {numbered}, i64 {self.changes:d}"
        _once(w, "ptr @js.held(ptr %ctx, ptr %o, i64 %number, i64 %changes)", _taken)
        found = c.let(f"call ptr @js.held({given})")
        plain, held, join = c.label(), c.label(), c.label()
        is_held = c.let(f"icmp ne ptr {found}, null")
        if self.only:
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
        if self.only:
            return found
        as_whole = found
        if self.whole is not self.type:
            as_whole = convert_unions.as_member(c, self.whole, self.type, found)  # type: ignore[arg-type]
        after = c.label()
        c.line(f"br label %{after}")
        c.block(after)
        c.line(f"br label %{join}")
        c.block(plain)
        value = otherwise()
        last = c.label()
        c.line(f"br label %{last}")
        c.block(last)
        c.line(f"br label %{join}")
        c.block(join)
        return c.let(f"phi {convert.reg(self.whole)} [{as_whole}, %{after}], [{value}, %{last}]")

    def let_go(self, c: Code) -> None:
        """The call does not use it any more."""
        _once(c.w, "void @js.unused(ptr %o)", _unused)
        c.line(f"call void @js.unused(ptr {c.load('ptr', self.place)})")


def in_use(c: Code, arguments: list[Argument]) -> None:
    """The block for arguments that another call uses."""
    c.block("in.use")
    text = _USED.format(arguments[0].type.name.title())
    c.host("PyErr_SetString", c.data("RuntimeError"), c.w.text(text.encode()))
    c.line("br label %interrupted")


def any_held(c: Code, arguments: list[Argument]) -> str:
    """Whether one of the arguments is a held object."""
    found = "false"
    for argument in arguments:
        is_held = c.let(f"icmp ne ptr {c.load('ptr', argument.place)}, null")
        found = is_held if found == "false" else c.let(f"or i1 {found}, {is_held}")
    return found


def box(w: Writer, t: Type) -> str:
    """`ptr(ctx, T)`: the held object of a result, which is borrowed."""
    key = ("box held", t)
    if key not in w.named:
        w.named[key] = symbol(f"js.box held {t!r}")
        c = Code(w)
        _box(c, t)
        w.define(c.function(f"define internal ptr {w.named[key]}(ptr %ctx, ptr %v) nounwind"))
    return w.named[key]


def _box(c: Code, t: Type) -> None:
    w = c.w
    known = c.let(f"call ptr {session.object_of(w)}(ptr %ctx, ptr %v)")
    c.line(f"br i1 {c.let(f'icmp eq ptr {known}, null')}, label %fresh, label %known")
    c.block("known")
    c.host("Py_IncRef", known)
    c.line(f"ret ptr {known}")
    c.block("fresh")
    if _DROP not in w.named:
        w.named[_DROP] = _DROP
        define(w, f"define internal void {_DROP}(ptr %capsule) noinline nounwind", let_go)
    c.line(f"call void {w.retain()}(ptr %v)")
    capsule = c.host("PyCapsule_New", "%v", "null", _DROP, otherwise="lost")
    keep_image(c, capsule)
    address = c.host("PyLong_FromVoidPtr", "%v", otherwise="none")
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
    c.host("Py_DecRef", address)
    c.line("br label %none")
    c.block("none")
    c.host("Py_DecRef", capsule)
    c.line("ret ptr null")
    c.block("lost")
    c.line(f"call void {w.release()}(ptr %v)")
    c.line("ret ptr null")
