"""The session of a call: which instance stands for which mutable Python object.

Of some classes it matters which object an instance stands for (the attribute `identity` of their
`__to_python__`): of those with `__update_python__`, and of text where `is` compares it. Within
one call an object and its instance stand for each other:

    unboxing the same list twice gives one instance; boxing that instance gives the list again
    the same list as list[int] and as list[float] does not fit: they cannot both be that list
    after the call, returned or raised, every list that came in is updated, if the function writes

The context of the call's conversions points to the session, on the entry's stack:

    {ptr entries, i64 count, i64 capacity, ptr natives, ptr objects}
    entries: {PyObject *, instance, update function or null}, both counted
    natives: a dict from the address of an object to the number of its entry
    objects: a dict from the address of an instance to the address of its object
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ...ir.core import Function
from ...ir.types import Buffer, Object, Tuple, Type, Union
from ...runtime import abi
from ..writer import Writer, symbol
from .code import CANNOT, Code
from .support import hear_signals

SESSION = "{ptr, i64, i64, ptr, ptr}"
_ENTRIES, _COUNT, _CAPACITY, _NATIVES, _OBJECTS = 0, 8, 16, 24, 32
_ENTRY = 24
# What stands for an object whose instance is of another type.
OTHER = "inttoptr (i64 1 to ptr)"


def method(w: Writer, t: Object, name: str) -> Function | None:
    """The conversion method `name` of `t`, if the module has it."""
    wanted = f"{t!r}.{name}"
    for function in (*w.module.functions.values(), *w.module.declared.values()):
        if function.attrs.get("border") == wanted:
            return function
    return None


def has_identity(w: Writer, t: Object) -> bool:
    """Whether it matters which object an instance of `t` stands for."""
    function = method(w, t, "__to_python__")
    return function is not None and "identity" in function.attrs


def is_mutable(w: Writer, t: Type) -> bool:
    """Whether converting `t` may meet mutable instances, so that a session is needed."""
    if isinstance(t, Object):
        return has_identity(w, t) or any(is_mutable(w, a) for a in t.args)
    parts: Sequence[Type] = ()
    if isinstance(t, (Tuple, Union)):
        parts = t.items if isinstance(t, Tuple) else t.members
    elif isinstance(t, Buffer):
        parts = (t.elem,)
    return any(is_mutable(w, part) for part in parts)


def _within(t: Type) -> Iterator[Type]:
    yield t
    if isinstance(t, (Tuple, Union)):
        for part in t.items if isinstance(t, Tuple) else t.members:
            yield from _within(part)


class Session:
    """The session of one entry, as it is written. Inactive while nothing mutable can be met."""

    def __init__(
        self, c: Code, context: str, types: Sequence[Type], writes: set[int], result: Type
    ):
        self.c, self.context = c, context
        self.active = any(is_mutable(c.w, t) for t in (*types, result))
        self.writes = any(i in writes and is_mutable(c.w, t) for i, t in enumerate(types))
        place = "null"
        if self.active:
            place = c.alloca(SESSION)
            c.line(f"store {SESSION} zeroinitializer, ptr {place}, align 8")
        if any(isinstance(inner, Object) for t in (*types, result) for inner in _within(t)):
            c.store("ptr", place, context, abi.CTX_SESSION)

    def update(self, otherwise: str) -> None:
        """Write the changes back to the caller's objects; to `otherwise` when that fails."""
        if self.writes:
            self.c.unless(self.c.let(f"icmp eq i32 {self._update_all()}, 0"), otherwise)

    def update_after_error(self) -> None:
        """As `update`, but keeps the error there is."""
        if not self.writes:
            return
        c = self.c
        saved = [c.alloca("ptr") for _ in range(3)]
        c.host("PyErr_Fetch", *saved)
        self._update_all()
        c.host("PyErr_Clear")
        c.host("PyErr_Restore", *(c.load("ptr", slot) for slot in saved))

    def _update_all(self) -> str:
        """Signals wait meanwhile: what the function did to one argument, it did to all."""
        hear_signals(self.c, self.context, False)
        status = self.c.let(f"call i32 {_update_all(self.c.w)}(ptr {self.context})")
        hear_signals(self.c, self.context, True)
        return status

    def end(self) -> None:
        if self.active:
            self.c.line(f"call void {_end(self.c.w)}(ptr {self.context})")


# --- functions written once in a module ----------------------------------------------------------


def write(w: Writer) -> None:
    """Write them all."""
    for make in (native_of, object_of, remember, _count, _forget, _update_all, _end):
        make(w)


def native_of(w: Writer) -> str:
    """`ptr(ctx, object, update)`: the instance that stands for an object in the session; null if
    there is none, `OTHER` if its class has another update function, so is another class."""
    name = "@js.native_of"
    if name not in w.named:
        w.named[name] = name
        c = Code(w)
        session, number = _find(c, _NATIVES)
        c.unless(c.let(f"icmp sge i64 {number}, 0"), "nothing")  # else forgotten
        entry = _entry(c, session, number)
        same = c.let(f"icmp eq ptr {c.load('ptr', entry, 16)}, %update")
        instance = c.load("ptr", entry, 8)
        c.line(f"ret ptr {c.let(f'select i1 {same}, ptr {instance}, ptr {OTHER}')}")
        c.block("nothing")
        c.line("ret ptr null")
        head = "(ptr %ctx, ptr %p, ptr %update) noinline nounwind"
        w.define(c.function(f"define internal ptr {name}{head}"))
    return name


def object_of(w: Writer) -> str:
    """`ptr(ctx, instance)`: the object that an instance stands for in the session, or null."""
    name = "@js.object_of"
    if name not in w.named:
        w.named[name] = name
        c = Code(w)
        _, address = _find(c, _OBJECTS)
        c.line(f"ret ptr {c.let(f'inttoptr i64 {address} to ptr')}")
        c.block("nothing")
        c.line("ret ptr null")
        w.define(c.function(f"define internal ptr {name}(ptr %ctx, ptr %p) noinline nounwind"))
    return name


def _find(c: Code, field: int) -> tuple[str, str]:
    """The session, and what its dict `field` holds for the address %p; else to `nothing`."""
    session = c.load("ptr", "%ctx", abi.CTX_SESSION)
    c.unless(c.let(f"icmp ne ptr {session}, null"), "nothing")
    table = c.load("ptr", session, field)
    c.unless(c.let(f"icmp ne ptr {table}, null"), "nothing")
    key = c.host("PyLong_FromVoidPtr", "%p", otherwise=CANNOT)
    c.unless(c.let(f"icmp ne ptr {key}, null"), "nothing")
    found = c.host("PyDict_GetItem", table, key)
    c.host("Py_DecRef", key)
    c.unless(c.let(f"icmp ne ptr {found}, null"), "nothing")
    ignored = c.alloca("i32")
    return session, c.host("PyLong_AsLongLongAndOverflow", found, ignored)


def remember(w: Writer) -> str:
    """`void(ctx, object, instance, update)`: enter a pair in the session, if there is one. Without
    memory for it the pair is forgotten, as are its updates; the next allocation fails anyway."""
    name = "@js.remember"
    if name in w.named:
        return name
    w.named[name] = name
    w.declare("realloc", "declare ptr @realloc(ptr, i64) nounwind")
    c = Code(w)
    session = c.load("ptr", "%ctx", abi.CTX_SESSION)
    c.unless(c.let(f"icmp ne ptr {session}, null"), "done")
    count, capacity = c.load("i64", session, _COUNT), c.load("i64", session, _CAPACITY)
    c.branch(c.let(f"icmp slt i64 {count}, {capacity}"), "enter", "grow")
    c.block("grow")
    doubled = c.let(f"add i64 {c.let(f'mul i64 {capacity}, 2')}, 8")
    size = c.let(f"mul i64 {doubled}, {_ENTRY}")
    larger = c.let(f"call ptr @realloc(ptr {c.load('ptr', session, _ENTRIES)}, i64 {size})")
    c.unless(c.let(f"icmp ne ptr {larger}, null"), "done")
    c.store("ptr", larger, session, _ENTRIES)
    c.store("i64", doubled, session, _CAPACITY)
    c.line("br label %enter")
    c.block("enter")
    entry = _entry(c, session, count)
    for i, value in enumerate(("%object", "%instance", "%update")):
        c.store("ptr", value, entry, 8 * i)
    c.store("i64", c.let(f"add i64 {count}, 1"), session, _COUNT)
    c.host("Py_IncRef", "%object")
    c.line(f"call void {w.retain()}(ptr %instance)")
    number = c.let(f"inttoptr i64 {count} to ptr")
    for field, key, value in (
        (_NATIVES, "%object", number),
        (_OBJECTS, "%instance", "%object"),
    ):
        _enter(c, session, field, key, value)
    c.line("br label %done")
    c.block("done")
    c.line("ret void")
    head = "(ptr %ctx, ptr %object, ptr %instance, ptr %update) noinline nounwind"
    w.define(c.function(f"define internal void {name}{head}"))
    return name


def attempt(c: Code, t: Type) -> Callable[[], None]:
    """Before converting to `t`, which may not fit: what makes the session forget the attempt."""
    if not is_mutable(c.w, t):
        return lambda: None
    count = c.let(f"call i64 {_count(c.w)}(ptr %ctx)")
    return lambda: c.line(f"call void {_forget(c.w)}(ptr %ctx, i64 {count})")


def _count(w: Writer) -> str:
    """`i64(ctx)`: the number of entries in the session."""
    name = "@js.remembered"
    if name not in w.named:
        w.named[name] = name
        c = Code(w)
        session = c.load("ptr", "%ctx", abi.CTX_SESSION)
        c.unless(c.let(f"icmp ne ptr {session}, null"), "nothing")
        c.line(f"ret i64 {c.load('i64', session, _COUNT)}")
        c.block("nothing")
        c.line("ret i64 0")
        w.define(c.function(f"define internal i64 {name}(ptr %ctx) nounwind"))
    return name


def _forget(w: Writer) -> str:
    """`void(ctx, i64 count)`: take all entries after the first `count` out of the session."""
    name = "@js.forget"
    if name in w.named:
        return name
    w.named[name] = name
    c = Code(w)
    session = c.load("ptr", "%ctx", abi.CTX_SESSION)
    c.unless(c.let(f"icmp ne ptr {session}, null"), "done")
    c.line("br label %head")
    c.block("head")
    left = c.load("i64", session, _COUNT)
    c.unless(c.let(f"icmp sgt i64 {left}, %count"), "done")
    last = c.let(f"sub i64 {left}, 1")
    entry = _entry(c, session, last)
    object, instance = c.load("ptr", entry), c.load("ptr", entry, 8)
    _enter(c, session, _NATIVES, object, "inttoptr (i64 -1 to ptr)")
    _enter(c, session, _OBJECTS, instance, "null")
    c.store("i64", last, session, _COUNT)
    c.line(f"call void {w.release()}(ptr {instance})")
    c.host("Py_DecRef", object)
    c.line("br label %head")
    c.block("done")
    c.line("ret void")
    w.define(c.function(f"define internal void {name}(ptr %ctx, i64 %count) noinline nounwind"))
    return name


def _enter(c: Code, session: str, field: int, key: str, value: str) -> None:
    """session.field[key] = value, both addresses (or numbers as such); the dict is made for the
    first."""
    made, have, skip = c.label(), c.label(), c.label()
    there = c.let(f"icmp ne ptr {c.load('ptr', session, field)}, null")
    c.line(f"br i1 {there}, label %{have}, label %{made}")
    c.block(made)
    c.store("ptr", c.host("PyDict_New", otherwise=CANNOT), session, field)
    c.line(f"br label %{have}")
    c.block(have)
    table = c.load("ptr", session, field)
    c.unless(c.let(f"icmp ne ptr {table}, null"), skip)
    boxed = [c.host("PyLong_FromVoidPtr", address, otherwise=CANNOT) for address in (key, value)]
    c.host("PyDict_SetItem", table, *boxed, otherwise=CANNOT)
    for object in boxed:
        c.host("Py_DecRef", object)
    c.line(f"br label %{skip}")
    c.block(skip)


def _entry(c: Code, session: str, index: str) -> str:
    entries = c.load("ptr", session, _ENTRIES)
    return c.let(f"getelementptr i8, ptr {entries}, i64 {c.let(f'mul i64 {index}, {_ENTRY}')}")


def _each_entry(c: Code, session: str) -> str:
    """Begin a loop over the session's entries, which must be the first of the function: the address
    of one. `_next_entry` ends it; to leave one out, go to `again`."""
    count = c.load("i64", session, _COUNT)
    c.line("br label %head")
    c.block("head")
    c.line("%i = phi i64 [0, %start], [%next, %again]")
    c.branch(c.let(f"icmp slt i64 %i, {count}"), "one", "done")
    c.block("one")
    return _entry(c, session, "%i")


def _next_entry(c: Code) -> None:
    """End the loop; what follows comes after the last entry."""
    c.line("br label %again")
    c.block("again")
    c.line("%next = add i64 %i, 1")
    c.line("br label %head")
    c.block("done")


def update_function(w: Writer, t: Object, update: Function) -> str:
    """`i32(ctx, instance, object)`: the update of a class, whatever its result looks like."""
    name = symbol(f"js.update {t!r}")
    if name not in w.named:
        w.named[name] = name
        c = Code(w)
        args = "ptr %ctx, ptr %instance, ptr %object"
        both = c.let(f"call {{i32, {{}}}} {symbol(update.name)}({args})")
        c.line(f"ret i32 {c.let(f'extractvalue {{i32, {{}}}} {both}, 0')}")
        head = "(ptr %ctx, ptr %instance, ptr %object) nounwind"
        w.define(c.function(f"define internal i32 {name}{head}"))
    return name


def _update_all(w: Writer) -> str:
    """`i32(ctx)`: update every object that came in; what updates convert has no update itself."""
    name = "@js.update_all"
    if name in w.named:
        return name
    w.named[name] = name
    c = Code(w)
    entry = _each_entry(c, c.load("ptr", "%ctx", abi.CTX_SESSION))
    object, instance, update = (c.load("ptr", entry, 8 * k) for k in range(3))
    c.unless(c.let(f"icmp ne ptr {update}, null"), "again")
    status = c.let(f"call i32 {update}(ptr %ctx, ptr {instance}, ptr {object})")
    c.unless(c.let(f"icmp eq i32 {status}, 0"), "failed")
    _next_entry(c)
    c.line("ret i32 0")
    c.block("failed")
    c.line("ret i32 1")
    w.define(c.function(f"define internal i32 {name}(ptr %ctx) noinline nounwind"))
    return name


def _end(w: Writer) -> str:
    """`void(ctx)`: give back all that the session holds."""
    name = "@js.end_session"
    if name in w.named:
        return name
    w.named[name] = name
    w.target.free(w)
    c = Code(w)
    session = c.load("ptr", "%ctx", abi.CTX_SESSION)
    c.store("ptr", "null", "%ctx", abi.CTX_SESSION)
    entry = _each_entry(c, session)
    object, instance = c.load("ptr", entry), c.load("ptr", entry, 8)
    c.line(f"call void {w.release()}(ptr {instance})")
    c.host("Py_DecRef", object)
    _next_entry(c)
    for field in (_NATIVES, _OBJECTS):
        c.host("Py_DecRef", c.load("ptr", session, field))
    c.line(f"call void @free(ptr {c.load('ptr', session, _ENTRIES)})")
    c.line("ret void")
    w.define(c.function(f"define internal void {name}(ptr %ctx) noinline nounwind"))
    return name
