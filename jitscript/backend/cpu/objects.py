"""Instances of library classes at the border: lists, strings and what comes after them.

How a class converts is written in the class itself, in the language:

    __from_python__(source: pyobj) -> Self         a new instance with the content of `source`
    __to_python__(self) -> pyobj                   a new Python object with the content of `self`
    __update_python__(self, target: pyobj) -> None make `target` equal to `self`

The front end puts their instances in the module, with the attribute `border` (the type's text, a
dot, the method's name); the attribute `python_type` of the first names the host's type object that
`source` must have exactly, and without it the method itself refuses what it does not take. Which
object a mutable instance stands for, its session knows (`session.py`).
"""

from __future__ import annotations

from ...ir.types import Object, Type
from ...runtime import abi
from ..layout import layout
from ..writer import symbol
from . import session
from .code import Code
from .support import look_for_signals, unless_interrupted


def unbox_object(c: Code, t: Object) -> None:
    """The body of `js.unbox` for an instance; the caller owns the value."""
    w = c.w
    function = session.method(w, t, "__from_python__")
    if function is None:
        c.line("br label %mismatch")
        return
    look_for_signals(c, "mismatch")
    expected = function.attrs.get("python_type")
    if expected is not None:
        same = c.let(f"icmp eq ptr {c.type_of('%o')}, {c.data(expected)}")
        c.unless(same, "mismatch")
    convert = symbol(function.name)
    update = session.method(w, t, "__update_python__")
    thunk = session.update_function(w, t, update) if update is not None else "null"
    identity = session.has_identity(w, t)
    if identity:
        known = c.let(f"call ptr {session.native_of(w)}(ptr %ctx, ptr %o, ptr {thunk})")
        c.line(f"br i1 {c.let(f'icmp eq ptr {known}, null')}, label %fresh, label %known")
        c.block("known")
        c.unless(c.let(f"icmp ne ptr {known}, {session.OTHER}"), "mismatch")
        c.line(f"call void {w.retain()}(ptr {known})")
        _fits(c, t, known)
        c.block("fresh")
    both = c.let(f"call {{i32, ptr}} {convert}(ptr %ctx, ptr %o)")
    status = c.let(f"extractvalue {{i32, ptr}} {both}, 0")
    c.unless(c.let(f"icmp eq i32 {status}, 0"), "failed")
    made = c.let(f"extractvalue {{i32, ptr}} {both}, 1")
    if identity:
        c.line(f"call void {session.remember(w)}(ptr %ctx, ptr %o, ptr {made}, ptr {thunk})")
    _fits(c, t, made)
    c.block("failed")  # the slow path finds out why, and says so better
    unless_interrupted(c, "%ctx", "mismatch")
    c.host("PyErr_Clear")
    c.store("i64", "0", "%ctx", abi.CTX_NFRAMES)
    c.line("br label %mismatch")


def box_object(c: Code, t: Object) -> None:
    """The body of `js.box` for an instance."""
    w = c.w
    convert = session.method(w, t, "__to_python__")
    if convert is None:
        c.line(f"ret ptr {c.host('PyErr_NoMemory')}")
        return
    look_for_signals(c, "interrupted")
    mutable = session.has_identity(w, t)
    if mutable:
        known = c.let(f"call ptr {session.object_of(w)}(ptr %ctx, ptr %v)")
        c.line(f"br i1 {c.let(f'icmp eq ptr {known}, null')}, label %fresh, label %known")
        c.block("known")
        c.host("Py_IncRef", known)
        c.line(f"ret ptr {known}")
        c.block("fresh")
    both = c.let(f"call {{i32, ptr}} {symbol(convert.name)}(ptr %ctx, ptr %v)")
    status = c.let(f"extractvalue {{i32, ptr}} {both}, 0")
    c.unless(c.let(f"icmp eq i32 {status}, 0"), "failed")
    made = c.let(f"extractvalue {{i32, ptr}} {both}, 1")
    if mutable:
        c.unless(c.let(f"icmp ne ptr {made}, null"), "null")
        c.line(f"call void {session.remember(w)}(ptr %ctx, ptr {made}, ptr %v, ptr null)")
        c.line("br label %null")
        c.block("null")
    c.line(f"ret ptr {made}")
    c.block("failed")
    c.line(f"ret ptr {c.let('call ptr @js.fail(ptr %ctx)')}")
    c.block("interrupted")
    c.line("ret ptr null")


def _fits(c: Code, t: Type, value: str) -> None:
    shape = f"{{i8, {layout(t).reg}}}"
    made = c.let(f"insertvalue {shape} {{i8 0, {layout(t).reg} undef}}, ptr {value}, 1")
    c.line(f"ret {shape} {made}")
