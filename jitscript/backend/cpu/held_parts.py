"""Instances that Python holds (`held.py`) as parts of arguments: elements of lists, values of
dicts, attributes of other instances.

    total([ann, bob])    works on the two instances themselves, for `list[Account]`

The call uses each until its session ends, as it uses a held argument. The session counts them where
it counts those, and remembers the pair of object and instance: the same object is given back.
"""

from __future__ import annotations

from ...ir.types import Object, Tuple, Type, Union
from ...runtime import abi
from ..writer import Writer
from . import convert, held, session
from .code import Code
from .held_uses import IN_USE, letter_go, taker


def holds_parts(w: Writer, t: Type) -> bool:
    """Whether a part of a value may be an instance that Python holds."""
    if isinstance(t, (Tuple, Union)):
        return any(holds_parts(w, p) for p in (t.items if isinstance(t, Tuple) else t.members))
    if not isinstance(t, Object):
        return False
    if session.is_instance(t):
        return True  # itself, or what its attributes are
    return any(holds_parts(w, a) for a in t.args)


def copies(c: Code) -> str:
    """Whether what is converted now is given to Python while a call uses the instances."""
    place = c.load("ptr", "%ctx", abi.CTX_SESSION)
    c.unless(c.let(f"icmp ne ptr {place}, null"), "copy")
    return c.let(f"icmp eq ptr {c.load('ptr', place, session.OWN)}, null")


def read(c: Code, t: Object, numbered: int) -> None:
    """Where `%o`, a part of an argument, is a held object of the type: to the instance it stands
    for, which the call uses until its session ends. `numbered`: what the session says of the type.
    To `mismatch`, or to `failed` with an exception set."""
    w, parts = c.w, held.has_parts(c.w, t)
    kind = c.type_of(c.type_of("%o"))
    c.unless(c.let(f"icmp eq ptr {kind}, {c.data('held_type')}"), "mismatch")
    place = c.load("ptr", "%ctx", abi.CTX_SESSION)
    c.unless(c.let(f"icmp ne ptr {place}, null"), "mismatch")
    own = c.load("ptr", place, session.OWN)
    c.unless(c.let(f"icmp ne ptr {own}, null"), "mismatch")
    known = c.let(f"call ptr {session.native_of(w)}(ptr %ctx, ptr %o, i64 {numbered})")
    met, first = c.label(), c.label()
    c.branch(c.let(f"icmp eq ptr {known}, null"), first, met)
    c.block(met)
    c.unless(c.let(f"icmp ne ptr {known}, {session.OTHER}"), "mismatch")
    c.line(f"call void {w.retain()}(ptr {known})")
    convert.fits(c, t, known)
    c.block(first)
    before = c.load("i64", own)
    given = f"ptr %o, i64 {held.number(w, t)}, i64 1, ptr {own}"
    found = c.let(f"call ptr {taker(w, parts)}(ptr %ctx, {given})")
    c.unless(c.let(f"icmp ne ptr {found}, null"), "mismatch")
    c.unless(c.let(f"icmp ne ptr {found}, {IN_USE}"), "native.used")
    uses = c.let(f"sub i64 {c.load('i64', own)}, {before}")
    rest = f"i64 {numbered}, ptr null, ptr null, ptr null"
    kept = c.let(f"call i32 {session.remember(w)}(ptr %ctx, ptr %o, ptr {found}, {rest})")
    c.unless(c.let(f"icmp eq i32 {kept}, 0"), "native.lost")
    last = c.let(f"sub i64 {session.count_of(c, place)}, 1")
    c.store("i64", uses, session.entry_at(c, place, last), session.USES)
    c.line(f"call void {w.retain()}(ptr {found})")
    convert.fits(c, t, found)
    c.block("native.lost")
    unused, after = c.label(), c.label()
    c.branch(c.let(f"icmp eq i64 {uses}, 0"), after, unused)
    c.block(unused)
    c.line(f"call void {letter_go(w)}(ptr %ctx, ptr %o)")
    c.store("i64", before, own)
    c.line(f"br label %{after}")
    c.block(after)
    c.line("br label %failed")
    c.block("native.used")
    c.host("PyErr_SetString", c.data("RuntimeError"), held.used_text(w, t))
    c.line("br label %failed")
