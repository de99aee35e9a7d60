"""The session of a call: which instance stands for which mutable Python object.

Of some classes it matters which object an instance stands for (the attribute `identity` of their
`__to_python__`): of those with `__changes_python__`, and of text where `is` compares it. Within
one call an object and its instance stand for each other:

    unboxing the same list twice gives one instance; boxing that instance gives the list again
    the same list as list[int] and as list[float] does not fit: they cannot both be that list
    after the call, returned or raised, every list that came in is updated, if the function writes

The context of the call's conversions points to the session, on the entry's stack:

    {ptr entries, i64 count, i64 capacity, ptr table, i64 keeps, i64 conflict, i64 filling,
     i64 filled, ptr own}
    entries: {PyObject *, instance, type, changes, commit, what it held, what is to change, what
             fills it, whether it put a held object in use}
    table:   numbers of entries, by the address of their objects, then by that of their instances
    keeps:   whether there will be updates, so that what objects held is kept
    conflict: whether one object was given as two types
    filling: whether entries are being filled (`instances.py`); filled: how many were looked at
    own:     how many held objects the call uses (`held.py`); null where parts cannot be such
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...ir.core import Function
from ...ir.types import Buffer, Object, Tuple, Type, Union
from ...runtime import abi
from ..writer import Writer
from .code import Code, define
from .held_uses import letter_go

SESSION = "{ptr, i64, i64, ptr, i64, i64, i64, i64, ptr}"
_ENTRIES, _COUNT, _CAPACITY, _TABLE, KEEPS, CONFLICT, FILLING, FILLED, OWN = range(0, 72, 8)
_ENTRY = 72
OBJECT, INSTANCE, _TYPE, CHANGES, COMMIT, BEFORE, CHANGE, FILL, USES = range(0, _ENTRY, 8)
_SPARSE = 4  # places of the table for each entry
# What stands for an object whose instance is of another type.
OTHER = "inttoptr (i64 1 to ptr)"


def method(w: Writer, t: Object, name: str) -> Function | None:
    """The conversion method `name` of `t`, if the module has it."""
    wanted = f"{t!r}.{name}"
    for function in (*w.module.functions.values(), *w.module.declared.values()):
        if function.attrs.get("border") == wanted:
            return function
    return None


def resumed(w: Writer, t: Type) -> Function | None:
    """The function that goes on with generators of a type, if Python holds them."""
    for function in w.module.functions.values():
        if function.attrs.get("resumes") == repr(t):
            return function
    return None


def has_identity(w: Writer, t: Object) -> bool:
    """Whether it matters which object an instance of `t` stands for."""
    if is_instance(t):
        return resumed(w, t) is None
    function = method(w, t, "__to_python__")
    return function is not None and "identity" in function.attrs


def is_instance(t: Type) -> bool:
    """Whether a type is a class of the user's, whose names have a module's."""
    return isinstance(t, Object) and "." in t.name


def count_of(c: Code, session: str) -> str:
    return c.load("i64", session, _COUNT)


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


# --- functions written once in a module ----------------------------------------------------------


def write(w: Writer) -> None:
    """Write them all."""
    for make in (_find, native_of, object_of, remember, _count, _forget, end):
        make(w)


def once(w: Writer, name: str, head: str, make: Callable[[Code], None]) -> str:
    """The function `name`, whose lines `make` writes on first use."""
    if name not in w.named:
        w.named[name] = name
        define(w, f"define internal {head.format(name)} noinline nounwind", make)
    return name


def native_of(w: Writer) -> str:
    """`ptr(ctx, object, type)`: the instance that stands for an object in the session; null if
    there is none, `OTHER` if it is of another type."""

    def make(c: Code) -> None:
        session = c.load("ptr", "%ctx", abi.CTX_SESSION)
        entry = c.let(f"call ptr {_find(w)}(ptr {session}, ptr %p, i64 {OBJECT})")
        c.unless(c.let(f"icmp ne ptr {entry}, null"), "nothing")
        c.unless(c.let(f"icmp eq i64 {c.load('i64', entry, _TYPE)}, %type"), "other")
        c.line(f"ret ptr {c.load('ptr', entry, INSTANCE)}")
        c.block("other")
        c.store("i64", "1", session, CONFLICT)
        c.line(f"ret ptr {OTHER}")
        c.block("nothing")
        c.line("ret ptr null")

    return once(w, "@js.native_of", "ptr {}(ptr %ctx, ptr %p, i64 %type)", make)


def object_of(w: Writer) -> str:
    """`ptr(ctx, instance)`: the object that an instance stands for in the session, or null."""

    def make(c: Code) -> None:
        session = c.load("ptr", "%ctx", abi.CTX_SESSION)
        entry = c.let(f"call ptr {_find(w)}(ptr {session}, ptr %p, i64 {INSTANCE})")
        c.unless(c.let(f"icmp ne ptr {entry}, null"), "nothing")
        c.line(f"ret ptr {c.load('ptr', entry, OBJECT)}")
        c.block("nothing")
        c.line("ret ptr null")

    return once(w, "@js.object_of", "ptr {}(ptr %ctx, ptr %p)", make)


def _find(w: Writer) -> str:
    """`ptr(session, address, i64 field)`: the entry with this address in the field, or null."""

    def make(c: Code) -> None:
        c.unless(c.let("icmp ne ptr %session, null"), "nothing")
        table = c.load("ptr", "%session", _TABLE)
        c.unless(c.let(f"icmp ne ptr {table}, null"), "nothing")
        _probe(c, "%session", table, "%p", "%field")
        entry = entry_at(c, "%session", c.let("sub i64 %number, 1"))
        at = c.let(f"getelementptr i8, ptr {entry}, i64 %field")
        c.branch(c.let(f"icmp eq ptr {c.load('ptr', at)}, %p"), "found", "further")
        c.block("found")
        c.line(f"ret ptr {entry}")
        c.block("nothing")
        c.line("ret ptr null")
        _probe_on(c)

    return once(w, "@js.find", "ptr {}(ptr %session, ptr %p, i64 %field)", make)


def _probe(c: Code, session: str, table: str, address: str, field: str) -> None:
    """Walk the places where the number of an entry may stand, from the address' own on: each in
    `%place`, `%number` being what is there; to `nothing` at one that is free."""
    places = c.let(f"mul i64 {c.load('i64', session, _CAPACITY)}, {_SPARSE}")
    half = c.let(f"select i1 {c.let(f'icmp eq i64 {field}, 0')}, i64 0, i64 {places}")
    c.line(f"%mask = sub i64 {places}, 1")
    mixed = c.let(f"mul i64 {c.let(f'ptrtoint ptr {address} to i64')}, -7046029254386353131")
    c.line(f"%first = and i64 {c.let(f'lshr i64 {mixed}, 32')}, %mask")
    c.line("br label %begin")
    c.block("begin")
    c.line("br label %probe")
    c.block("probe")
    c.line("%k = phi i64 [%first, %begin], [%following, %further]")
    number = c.let(f"add i64 {half}, %k")
    c.line(f"%place = getelementptr i64, ptr {table}, i64 {number}")
    c.line("%number = load i64, ptr %place, align 8")
    c.unless(c.let("icmp ne i64 %number, 0"), "nothing")


def _probe_on(c: Code) -> None:
    c.block("further")
    c.line(f"%following = and i64 {c.let('add i64 %k, 1')}, %mask")
    c.line("br label %probe")


def _enter(w: Writer) -> str:
    """`void(session, i64 index, i64 field)`: make an entry be found by its field."""

    def make(c: Code) -> None:
        entry = entry_at(c, "%session", "%index")
        address = c.load("ptr", c.let(f"getelementptr i8, ptr {entry}, i64 %field"))
        _probe(c, "%session", c.load("ptr", "%session", _TABLE), address, "%field")
        c.line("br label %further")
        c.block("nothing")
        c.line(f"store i64 {c.let('add i64 %index, 1')}, ptr %place, align 8")
        c.line("ret void")
        _probe_on(c)

    return once(w, "@js.enter", "void {}(ptr %session, i64 %index, i64 %field)", make)


def remember(w: Writer) -> str:
    """`i32(ctx, object, instance, type, changes, commit, before)`: enter a pair in the session, if
    there is one; not 0 when there is no memory for it, which is then the exception set."""

    def make(c: Code) -> None:
        session = c.load("ptr", "%ctx", abi.CTX_SESSION)
        c.unless(c.let(f"icmp ne ptr {session}, null"), "done")
        count, capacity = c.load("i64", session, _COUNT), c.load("i64", session, _CAPACITY)
        c.branch(c.let(f"icmp slt i64 {count}, {capacity}"), "enter", "grow")
        c.block("grow")
        c.unless(c.let(f"icmp eq i32 {c.let(f'call i32 {_grow(w)}(ptr {session})')}, 0"), "failed")
        c.line("br label %enter")
        c.block("enter")
        keeps = c.let(f"icmp ne i64 {c.load('i64', session, KEEPS)}, 0")
        before = c.let(f"select i1 {keeps}, ptr %before, ptr null")
        entry = entry_at(c, session, count)
        for offset, value in (
            *((OBJECT, "%object"), (INSTANCE, "%instance"), (CHANGES, "%changes")),
            *((COMMIT, "%commit"), (BEFORE, before), (CHANGE, "null"), (FILL, "null")),
        ):
            c.store("ptr", value, entry, offset)
        c.store("i64", "%type", entry, _TYPE)
        c.store("i64", "0", entry, USES)
        c.store("i64", c.let(f"add i64 {count}, 1"), session, _COUNT)
        c.host("Py_IncRef", "%object")
        c.host("Py_IncRef", before)  # which lets null be
        c.line(f"call void {w.retain()}(ptr %instance)")
        for field in (OBJECT, INSTANCE):
            c.line(f"call void {_enter(w)}(ptr {session}, i64 {count}, i64 {field})")
        c.line("br label %done")
        c.block("done")
        c.line("ret i32 0")
        c.block("failed")
        c.host("PyErr_NoMemory")
        c.line("ret i32 1")

    params = "ptr %ctx, ptr %object, ptr %instance, i64 %type, ptr %changes, ptr %commit"
    return once(w, "@js.remember", f"i32 {{}}({params}, ptr %before)", make)


def _grow(w: Writer) -> str:
    """`i32(session)`: room for twice as many entries; not 0, and all as it was, without memory."""

    def make(c: Code) -> None:
        w.declare("realloc", "declare ptr @realloc(ptr, i64) nounwind")
        w.declare("calloc", "declare noalias ptr @calloc(i64, i64) nounwind")
        w.declare("free", "declare void @free(ptr captures(none)) nounwind willreturn")
        capacity = c.load("i64", "%session", _CAPACITY)
        none = c.let(f"icmp eq i64 {capacity}, 0")
        doubled = c.let(f"select i1 {none}, i64 8, i64 {c.let(f'mul i64 {capacity}, 2')}")
        entries = c.load("ptr", "%session", _ENTRIES)
        size = c.let(f"mul i64 {doubled}, {_ENTRY}")
        larger = c.let(f"call ptr @realloc(ptr {entries}, i64 {size})")
        c.unless(c.let(f"icmp ne ptr {larger}, null"), "none")
        c.store("ptr", larger, "%session", _ENTRIES)
        places = c.let(f"mul i64 {doubled}, {2 * _SPARSE}")
        table = c.let(f"call ptr @calloc(i64 {places}, i64 8)")
        c.unless(c.let(f"icmp ne ptr {table}, null"), "none")
        c.line(f"call void @free(ptr {c.load('ptr', '%session', _TABLE)})")
        c.store("ptr", table, "%session", _TABLE)
        c.store("i64", doubled, "%session", _CAPACITY)
        each_entry(c, "%session")
        for field in (OBJECT, INSTANCE):
            c.line(f"call void {_enter(w)}(ptr %session, i64 %i, i64 {field})")
        next_entry(c)
        c.line("ret i32 0")
        c.block("none")
        c.line("ret i32 1")

    return once(w, "@js.grow_session", "i32 {}(ptr %session)", make)


def attempt(c: Code, t: Type) -> Callable[[], None]:
    """Before converting to `t`, which may not fit: what makes the session forget the attempt."""
    if not is_mutable(c.w, t):
        return lambda: None
    count = c.let(f"call i64 {_count(c.w)}(ptr %ctx)")
    return lambda: c.line(f"call void {_forget(c.w)}(ptr %ctx, i64 {count})")


def _count(w: Writer) -> str:
    """`i64(ctx)`: the number of entries in the session."""

    def make(c: Code) -> None:
        session = c.load("ptr", "%ctx", abi.CTX_SESSION)
        c.unless(c.let(f"icmp ne ptr {session}, null"), "nothing")
        c.line(f"ret i64 {c.load('i64', session, _COUNT)}")
        c.block("nothing")
        c.line("ret i64 0")

    return once(w, "@js.remembered", "i64 {}(ptr %ctx)", make)


def _forget(w: Writer) -> str:
    """`void(ctx, i64 count)`: take all entries after the first `count` out of the session, the last
    first: so no other one's way to its place in the table is cut."""

    def make(c: Code) -> None:
        session = c.load("ptr", "%ctx", abi.CTX_SESSION)
        c.unless(c.let(f"icmp ne ptr {session}, null"), "done")
        c.line("br label %head")
        c.block("head")
        left = c.load("i64", session, _COUNT)
        c.unless(c.let(f"icmp sgt i64 {left}, %count"), "done")
        last = c.let(f"sub i64 {left}, 1")
        entry = entry_at(c, session, last)
        for field in (OBJECT, INSTANCE):
            c.line(f"call void {_remove(w)}(ptr {session}, i64 {last}, i64 {field})")
        c.store("i64", last, session, _COUNT)
        filled = c.load("i64", session, FILLED)
        fewer = c.let(f"icmp slt i64 {filled}, {last}")
        c.store("i64", c.let(f"select i1 {fewer}, i64 {filled}, i64 {last}"), session, FILLED)
        _unuse(c, session, entry)
        _give_back(c, entry)
        c.line("br label %head")
        c.block("done")
        c.line("ret void")

    return once(w, "@js.forget", "void {}(ptr %ctx, i64 %count)", make)


def _remove(w: Writer) -> str:
    """`void(session, i64 index, i64 field)`: have the last entry no longer found by its field."""

    def make(c: Code) -> None:
        entry = entry_at(c, "%session", "%index")
        address = c.load("ptr", c.let(f"getelementptr i8, ptr {entry}, i64 %field"))
        _probe(c, "%session", c.load("ptr", "%session", _TABLE), address, "%field")
        mine = c.let(f"icmp eq i64 %number, {c.let('add i64 %index, 1')}")
        c.line(f"br i1 {mine}, label %found, label %further")
        c.block("found")
        c.line("store i64 0, ptr %place, align 8")
        c.line("ret void")
        c.block("nothing")
        c.line("ret void")
        _probe_on(c)

    return once(w, "@js.remove", "void {}(ptr %session, i64 %index, i64 %field)", make)


def _give_back(c: Code, entry: str) -> None:
    """Give back what an entry holds."""
    held = [c.load("ptr", entry, field) for field in (CHANGE, BEFORE, OBJECT)]
    c.line(f"call void {c.w.release()}(ptr {c.load('ptr', entry, INSTANCE)})")
    for object in held:
        c.host("Py_DecRef", object)  # which lets null be


def _unuse(c: Code, session: str, entry: str) -> None:
    """Let others use the held object of an entry that put it in use."""
    used, after = c.label(), c.label()
    c.branch(c.let(f"icmp ne i64 {c.load('i64', entry, USES)}, 0"), used, after)
    c.block(used)
    c.store("i64", "0", entry, USES)
    own = c.load("ptr", session, OWN)
    c.store("i64", c.let(f"sub i64 {c.load('i64', own)}, 1"), own)
    c.line(f"call void {letter_go(c.w)}(ptr %ctx, ptr {c.load('ptr', entry, OBJECT)})")
    c.line(f"br label %{after}")
    c.block(after)


def entry_at(c: Code, session: str, index: str) -> str:
    entries = c.load("ptr", session, _ENTRIES)
    return c.let(f"getelementptr i8, ptr {entries}, i64 {c.let(f'mul i64 {index}, {_ENTRY}')}")


def each_entry(c: Code, session: str, tag: str = "") -> str:
    """Begin a loop over the entries that the session has now: the address of one, `%i` its number.
    `next_entry` ends it; to leave one out, go to `again`. `tag` tells a function's loops apart."""
    count = c.load("i64", session, _COUNT)
    c.line(f"br label %before{tag}")
    c.block(f"before{tag}")
    c.line(f"br label %head{tag}")
    c.block(f"head{tag}")
    c.line(f"%i{tag} = phi i64 [0, %before{tag}], [%next{tag}, %again{tag}]")
    c.branch(c.let(f"icmp slt i64 %i{tag}, {count}"), f"one{tag}", f"done{tag}")
    c.block(f"one{tag}")
    return entry_at(c, session, f"%i{tag}")


def next_entry(c: Code, tag: str = "") -> None:
    """End the loop; what follows comes after the last entry."""
    c.line(f"br label %again{tag}")
    c.block(f"again{tag}")
    c.line(f"%next{tag} = add i64 %i{tag}, 1")
    c.line(f"br label %head{tag}")
    c.block(f"done{tag}")


def type_number(t: Type) -> int:
    """What tells types apart, in whatever object file they are met."""
    import hashlib  # which loads OpenSSL

    return int.from_bytes(hashlib.sha256(repr(t).encode()).digest()[:8], "little", signed=True)


def end(w: Writer) -> str:
    """`void(ctx)`: give back all that the session holds."""

    def make(c: Code) -> None:
        w.declare("free", "declare void @free(ptr captures(none)) nounwind willreturn")
        session = c.load("ptr", "%ctx", abi.CTX_SESSION)
        c.store("ptr", "null", "%ctx", abi.CTX_SESSION)
        _unuse(c, session, each_entry(c, session, ".used"))  # before anything may run
        next_entry(c, ".used")
        _give_back(c, each_entry(c, session))
        next_entry(c)
        for field in (_TABLE, _ENTRIES):
            c.line(f"call void @free(ptr {c.load('ptr', session, field)})")
        c.line("ret void")

    return once(w, "@js.end_session", "void {}(ptr %ctx)", make)
