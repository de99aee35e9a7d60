"""Which call uses what Python holds (`held.py`).

Each held object has the context of the call that uses it, the state block how many are in use by
all calls, and a call how many it uses itself. One that has others in it is taken by a call that is
alone, and nobody else takes any until that call has let go of all that it uses.
"""

from __future__ import annotations

from collections.abc import Callable

from ...runtime import abi
from ..writer import Writer
from .code import Code, define

IN_USE = "inttoptr (i64 1 to ptr)"


def _taken(c: Code, parts: bool) -> None:
    """`ptr js.held(ctx, object, number, changes, own)`: the native container of a held object of
    the type `number`, which the call of this context uses then; null of any other object, `IN_USE`
    where another call uses it. `changes`: 1 where the call may change it; `own`: the address of how
    many the call uses. `js.held_whole` for one with `parts`, which are in use with it."""
    kind = c.type_of(c.type_of("%o"))
    same = c.let(f"icmp eq ptr {kind}, {c.data('held_type')}")
    c.line(f"br i1 {same}, label %held, label %no")
    c.block("held")
    number = c.load("i64", "%o", abi.HELD_NUMBER)
    c.line(f"br i1 {c.let(f'icmp eq i64 {number}, %number')}, label %fits, label %no")
    c.block("fits")
    state = c.data("state")
    _unless_used(c, c.load("ptr", state, abi.STATE_HELD_WHOLE), "%ctx")
    user = c.load("ptr", "%o", abi.HELD_USER)
    _unless_used(c, user, "%ctx")
    calls = c.load("i64", state, abi.STATE_HELD)
    own = c.load("i64", "%own")
    if parts:
        c.unless(c.let(f"icmp eq i64 {calls}, {own}"), "used")
        c.store("ptr", "%ctx", state, abi.STATE_HELD_WHOLE)
        changed = c.load("i64", state, abi.STATE_HELD_CHANGES)
        c.store("i64", c.let(f"add i64 {changed}, %changes"), state, abi.STATE_HELD_CHANGES)
    first = c.let(f"zext i1 {c.let(f'icmp eq ptr {user}, null')} to i64")
    c.store("i64", c.let(f"add i64 {calls}, {first}"), state, abi.STATE_HELD)
    c.store("i64", c.let(f"add i64 {own}, {first}"), "%own")
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


def _unless_used(c: Code, user: str, context: str) -> None:
    free = c.let(f"icmp eq ptr {user}, null")
    mine = c.let(f"icmp eq ptr {user}, {context}")
    c.unless(c.let(f"or i1 {free}, {mine}"), "used")


def _unused(c: Code) -> None:
    """`void js.unused(ctx, object)`: let others use a held object, if it is one and the call of
    this context still uses it: one object may be several arguments, and parts of others."""
    c.unless(c.let("icmp ne ptr %o, null"), "done")
    mine = c.let(f"icmp eq ptr {c.load('ptr', '%o', abi.HELD_USER)}, %ctx")
    c.unless(mine, "done")
    c.store("ptr", "null", "%o", abi.HELD_USER)
    state = c.data("state")
    left = c.let(f"sub i64 {c.load('i64', state, abi.STATE_HELD)}, 1")
    c.store("i64", left, state, abi.STATE_HELD)
    c.unless(c.let(f"icmp eq i64 {left}, 0"), "done")  # while one has all, all are its
    c.store("ptr", "null", state, abi.STATE_HELD_WHOLE)
    c.line("br label %done")
    c.block("done")
    c.line("ret void")


def _once(w: Writer, head: str, make: Callable[[Code], None]) -> None:
    """Define a small function that is put into its callers."""
    if head not in w.named:
        w.named[head] = head
        define(w, f"define internal {head} alwaysinline nounwind", make)


def taker(w: Writer, parts: bool) -> str:
    """The name of `_taken`."""
    name = "@js.held" + "_whole" * parts
    head = f"ptr {name}(ptr %ctx, ptr %o, i64 %number, i64 %changes, ptr %own)"
    _once(w, head, lambda c: _taken(c, parts))
    return name


def letter_go(w: Writer) -> str:
    """The name of `_unused`."""
    _once(w, "void @js.unused(ptr %ctx, ptr %o)", _unused)
    return "@js.unused"
