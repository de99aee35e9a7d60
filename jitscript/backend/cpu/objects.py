"""Instances of library classes at the border: lists, strings and what comes after them.

How a class converts is written in the class itself, in the language:

    __from_python__(source: pyobj) -> Self         a new instance with the content of `source`
    __to_python__(self) -> pyobj                   a new Python object with the content of `self`
    __same_python__(self, object: pyobj) -> bool   whether `object` has just that content

and of a mutable class

    __snapshot_python__(source: pyobj) -> pyobj    what `source` holds now: conversions read this
    __changes_python__(self, before: pyobj) -> pyobj
                                                   what makes an object that holds `before` equal
                                                   to `self`: None, if nothing
    __commit_python__(object, before, change: pyobj, step: int) -> None
                                                   0: RuntimeError, if `object` no longer holds
                                                   `before`; 1: make room, as far as that may fail;
                                                   2: undo this; 3: make the change, without failure

The front end puts their instances in the module, with the attribute `border` (the type's text, a
dot, the method's name); the attribute `python_type` of the first names the host's type object that
`source` must have exactly, and without it the method itself refuses what it does not take. Which
object a mutable instance stands for, its session knows (`session.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from ...ir.core import Function
from ...ir.types import Object, Scalar, Tuple, Type, Union
from ...runtime import abi
from ..layout import layout
from ..writer import symbol
from . import session, updates
from .code import Code
from .support import interrupted, look_for_signals, unless_interrupted


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
    if session.method(w, t, "__changes_python__") is not None:
        _unbox_mutable(c, t, function)
    elif session.has_identity(w, t):
        _unbox_identity(c, t, function)
    else:
        _fits(c, t, _converted(c, function, "%o", "failed"))
    c.block("failed")
    _failed(c)
    c.line("br label %mismatch")


def _known(c: Code, t: Object) -> None:
    """Return the instance that stands for the object already; go on where there is none."""
    w, number = c.w, session.type_number(t)
    known = c.let(f"call ptr {session.native_of(w)}(ptr %ctx, ptr %o, i64 {number})")
    c.line(f"br i1 {c.let(f'icmp eq ptr {known}, null')}, label %fresh, label %known")
    c.block("known")
    c.unless(c.let(f"icmp ne ptr {known}, {session.OTHER}"), "mismatch")
    c.line(f"call void {w.retain()}(ptr {known})")
    _fits(c, t, known)
    c.block("fresh")


def _remembered(c: Code, t: Object, made: str, pointers: str, held: str = "") -> None:
    """Enter a new instance in the session, and return it."""
    w, number = c.w, session.type_number(t)
    kept = c.let(
        f"call i32 {session.remember(w)}(ptr %ctx, ptr %o, ptr {made}, i64 {number}, {pointers})"
    )
    if held:
        c.host("Py_DecRef", held)
    c.unless(c.let(f"icmp eq i32 {kept}, 0"), "forgotten")
    _fits(c, t, made)
    c.block("forgotten")
    c.line(f"call void {w.release()}(ptr {made})")
    interrupted(c)
    c.line("br label %mismatch")


def _unbox_identity(c: Code, t: Object, function: Function) -> None:
    _known(c, t)
    made = _converted(c, function, "%o", "failed")
    _remembered(c, t, made, "ptr null, ptr null, ptr null")


def _unbox_mutable(c: Code, t: Object, function: Function) -> None:
    w, number = c.w, session.type_number(t)
    _known(c, t)
    snapshot = session.method(w, t, "__snapshot_python__")
    changes = session.method(w, t, "__changes_python__")
    commit = session.method(w, t, "__commit_python__")
    assert snapshot is not None and changes is not None and commit is not None, t
    held = _source(c, t, snapshot)
    made = _converted(c, function, held, "drop.held")
    if _has_instances(t):  # one of which may hold this object, which came in with it then
        meanwhile = c.let(f"call ptr {session.native_of(w)}(ptr %ctx, ptr %o, i64 {number})")
        c.branch(c.let(f"icmp eq ptr {meanwhile}, null"), "first", "circle")
        c.block("circle")
        c.line(f"call void {w.release()}(ptr {made})")
        c.host("Py_DecRef", held)
        c.unless(c.let(f"icmp ne ptr {meanwhile}, {session.OTHER}"), "mismatch")
        c.line(f"call void {w.retain()}(ptr {meanwhile})")
        _fits(c, t, meanwhile)
        c.block("first")
    functions = (updates.changes_function(w, t, changes), updates.commit_function(w, t, commit))
    pointers = ", ".join(f"ptr {p}" for p in (*functions, held))
    _remembered(c, t, made, pointers, held)
    c.block("drop.held")
    c.host("Py_DecRef", held)
    c.line("br label %failed")


def _source(c: Code, t: Object, snapshot: Function) -> str:
    """What a mutable object is converted from, owned: what it holds now. That is the object itself
    where it is a list whose items are read without running code, and no update will ask what it
    held."""
    if t.name != "list" or not all(_is_plain(a) for a in t.args):
        return _converted(c, snapshot, "%o", "failed")
    source = c.alloca("ptr")
    c.store("ptr", "%o", source)
    current = c.load("ptr", "%ctx", abi.CTX_SESSION)
    c.branch(c.let(f"icmp ne ptr {current}, null"), "in.session", "as.it.is")
    c.block("in.session")
    keeps = c.let(f"icmp ne i64 {c.load('i64', current, session.KEEPS)}, 0")
    c.branch(keeps, "kept", "as.it.is")
    c.block("kept")
    c.store("ptr", _converted(c, snapshot, "%o", "failed"), source)
    c.line("br label %read")
    c.block("as.it.is")
    c.host("Py_IncRef", "%o")
    c.line("br label %read")
    c.block("read")
    return c.load("ptr", source)


def _has_instances(t: Type) -> bool:
    """Whether instances of the user's classes are parts of such a value."""
    if session.is_instance(t):
        return True
    parts: Sequence[Type] = ()
    if isinstance(t, Object):
        parts = t.args
    elif isinstance(t, (Tuple, Union)):
        parts = t.items if isinstance(t, Tuple) else t.members
    return any(map(_has_instances, parts))


def _is_plain(t: Type) -> bool:
    """Whether reading such a value from an object runs no code of Python's."""
    return isinstance(t, Scalar) or (isinstance(t, Object) and t.name == "str")


def _converted(c: Code, function: Function, object: str, otherwise: str) -> str:
    """What a conversion method makes of an object; to `otherwise` when it fails."""
    both = c.let(f"call {{i32, ptr}} {symbol(function.name)}(ptr %ctx, ptr {object})")
    status = c.let(f"extractvalue {{i32, ptr}} {both}, 0")
    c.unless(c.let(f"icmp eq i32 {status}, 0"), otherwise)
    return c.let(f"extractvalue {{i32, ptr}} {both}, 1")


def _failed(c: Code) -> None:
    """After a conversion that failed: the object does not fit, which the slow path explains, or the
    conversion ends with an exception. Text with surrogates does not fit."""
    unless_interrupted(c, "%ctx", "mismatch")
    c.store("i64", "0", "%ctx", abi.CTX_NFRAMES)
    first = c.load("i8", c.load("ptr", "%ctx", abi.CTX_SITE))
    ways = ((abi.MISMATCH, "mismatch"), (abi.PENDING, "pending"))
    cases = " ".join(f"i8 {ord(text[0])}, label %{label}" for text, label in ways)
    c.line(f"switch i8 {first}, label %raise [{cases}]")
    c.block("raise")  # an error of native code
    c.let("call ptr @js.fail(ptr %ctx)")
    c.line("br label %ended")
    c.block("pending")
    odd = c.host("PyErr_ExceptionMatches", c.data("UnicodeError"))
    c.unless(c.let(f"icmp ne i32 {odd}, 0"), "ended")
    c.host("PyErr_Clear")
    c.line("br label %mismatch")
    c.block("ended")
    interrupted(c)


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
    made = _converted(c, convert, "%v", "failed")
    if mutable and _has_instances(t):
        meanwhile = c.let(f"call ptr {session.object_of(w)}(ptr %ctx, ptr %v)")
        c.branch(c.let(f"icmp eq ptr {meanwhile}, null"), "first", "circle")
        c.block("circle")
        c.host("Py_DecRef", made)
        c.host("Py_IncRef", meanwhile)
        c.line(f"ret ptr {meanwhile}")
        c.block("first")
    if mutable:
        number = session.type_number(t)
        rest = f"ptr %v, i64 {number}, ptr null, ptr null, ptr null"
        kept = c.let(f"call i32 {session.remember(w)}(ptr %ctx, ptr {made}, {rest})")
        c.unless(c.let(f"icmp eq i32 {kept}, 0"), "forgotten")
    c.line(f"ret ptr {made}")
    if mutable:
        c.block("forgotten")
        c.host("Py_DecRef", made)
        c.line("br label %interrupted")
    c.block("failed")
    c.line(f"ret ptr {c.let('call ptr @js.fail(ptr %ctx)')}")
    c.block("interrupted")
    c.line("ret ptr null")


def _fits(c: Code, t: Type, value: str) -> None:
    shape = f"{{i8, {layout(t).reg}}}"
    made = c.let(f"insertvalue {shape} {{i8 0, {layout(t).reg} undef}}, ptr {value}, 1")
    c.line(f"ret {shape} {made}")
