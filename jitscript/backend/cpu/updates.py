"""The end of a session: what the function changed is written back to the caller's objects.

Updating (`js.update_all`) is all or nothing. What each object is to be is made first; this may
fail, and a signal may end it. Then nothing but this runs: objects that are not what they were are
an error, those that grow get room, and after that nothing can fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...ir.core import Function
from ...ir.types import Object, Tuple, Type, Union
from ...runtime import abi
from ..writer import Writer, symbol
from .code import Code
from .session import (
    BEFORE,
    CHANGE,
    CHANGES,
    COMMIT,
    CONFLICT,
    INSTANCE,
    KEEPS,
    OBJECT,
    SESSION,
    each_entry,
    end,
    entry_at,
    is_mutable,
    next_entry,
    once,
)
from .support import hear_signals

TWO_TYPES = "one object cannot be of two types, such as list[int] and list[float]"


class Session:
    """The session of one entry, as it is written. Inactive while nothing mutable can be met.
    `quiet`: what the function did besides cannot be undone, so no signal may end an update."""

    def __init__(
        self,
        c: Code,
        context: str,
        types: Sequence[Type],
        writes: set[int],
        result: Type,
        quiet: bool,
        carries: bool = False,
    ):
        self.c, self.context, self.quiet = c, context, quiet
        self.active = carries or any(is_mutable(c.w, t) for t in (*types, result))
        self.writes = any(i in writes and is_mutable(c.w, t) for i, t in enumerate(types))
        self.place = "null"
        if self.active:
            self.place = c.alloca(SESSION)
            c.line(f"store {SESSION} zeroinitializer, ptr {self.place}, align 8")
            c.store("i64", str(int(self.writes)), self.place, KEEPS)
        within = (inner for t in (*types, result) for inner in _within(t))
        if carries or any(isinstance(inner, Object) for inner in within):
            c.store("ptr", self.place, context, abi.CTX_SESSION)

    def unless_conflict(self, otherwise: str) -> None:
        """Go on unless one object was given as two types, which is what does not fit then."""
        if self.active:
            conflict = self.c.load("i64", self.place, CONFLICT)
            self.c.unless(self.c.let(f"icmp eq i64 {conflict}, 0"), otherwise)

    def update(self, otherwise: str) -> None:
        """Write the changes back to the caller's objects; to `otherwise` when that fails."""
        if self.writes:
            self.c.unless(self.c.let(f"icmp eq i32 {self._update_all()}, 0"), otherwise)

    def update_after_error(self) -> None:
        """As `update`, while an exception is set. Where it fails its own error is set, in the
        context of that exception."""
        if not self.writes:
            return
        c = self.c
        first = [c.alloca("ptr") for _ in range(3)]
        c.host("PyErr_Fetch", *first)
        status = self._update_all()
        fine, lost, done = c.label(), c.label(), c.label()
        c.branch(c.let(f"icmp eq i32 {status}, 0"), fine, lost)
        c.block(fine)
        c.host("PyErr_Restore", *(c.load("ptr", slot) for slot in first))
        c.line(f"br label %{done}")
        c.block(lost)
        c.let(f"call ptr @js.fail(ptr {self.context})")
        second = [c.alloca("ptr") for _ in range(3)]
        c.host("PyErr_Fetch", *second)
        c.host("PyErr_NormalizeException", *second)
        value = c.load("ptr", second[1])
        c.host("PyException_SetContext", value, c.load("ptr", first[1]))  # takes the reference
        c.host("Py_DecRef", c.load("ptr", first[0]))
        c.host("Py_DecRef", c.load("ptr", first[2]))
        c.host("PyErr_Restore", *(c.load("ptr", slot) for slot in second))
        c.line(f"br label %{done}")
        c.block(done)

    def _update_all(self) -> str:
        c = self.c
        if self.quiet:
            hear_signals(c, self.context, False)
        function = update_all(c.w)
        return c.let(f"call i32 {function}(ptr {self.context})")

    def end(self) -> None:
        if self.active:
            self.c.line(f"call void {end(self.c.w)}(ptr {self.context})")


def _within(t: Type) -> Iterator[Type]:
    yield t
    if isinstance(t, (Tuple, Union)):
        for part in t.items if isinstance(t, Tuple) else t.members:
            yield from _within(part)


# --- functions written once in a module ----------------------------------------------------------


def update_all(w: Writer) -> str:
    """`i32(ctx)`: update every object that came in; what updates convert has no update itself. Not
    0, and nothing has changed, when that cannot be done: the error is in the context."""

    def make(c: Code) -> None:
        session = c.load("ptr", "%ctx", abi.CTX_SESSION)
        entry = each_entry(c, session)
        changes, before = c.load("ptr", entry, CHANGES), c.load("ptr", entry, BEFORE)
        c.unless(c.let(f"icmp ne ptr {before}, null"), "again")
        made = c.let(
            f"call ptr {changes}(ptr %ctx, ptr {c.load('ptr', entry, INSTANCE)}, ptr {before})"
        )
        c.unless(c.let(f"icmp ne ptr {made}, null"), "failed")
        same = c.let(f"icmp eq ptr {made}, {c.data('None')}")
        kept = c.let(f"select i1 {same}, ptr null, ptr {made}")
        c.store("ptr", kept, entry_at(c, session, "%i"), CHANGE)  # entries may have moved
        c.unless(c.let(f"icmp eq i1 {same}, false"), "equal")
        next_entry(c)
        # From here on no other code runs.
        hear_signals(c, "%ctx", False)
        for step in ("check", "grow", "settle"):
            _commit_all(c, session, step)
        c.line("ret i32 0")
        c.block("equal")
        c.host("Py_DecRef", made)
        c.line("br label %again")
        c.block("failed.grow")
        c.line("br label %undo")
        c.block("undo")  # those before the one that found no room
        c.line("%u = phi i64 [%i.grow, %failed.grow], [%u.next, %undone]")
        c.unless(c.let("icmp sgt i64 %u, 0"), "failed")
        c.line("%u.next = sub i64 %u, 1")
        entry = entry_at(c, session, "%u.next")
        change = c.load("ptr", entry, CHANGE)
        c.unless(c.let(f"icmp ne ptr {change}, null"), "undone")
        _commit(c, entry, "shrink")
        c.line("br label %undone")
        c.block("undone")
        c.line("br label %undo")
        for step in ("check", "settle"):
            c.block(f"failed.{step}")
            c.line("br label %failed")
        c.block("failed")
        set_ = c.let(f"icmp ne ptr {c.host('PyErr_Occurred')}, null")
        c.line(f"br i1 {set_}, label %pending, label %told")
        c.block("pending")  # an instance's are Python's calls
        c.store("ptr", w.pending(), "%ctx", abi.CTX_SITE)
        c.line("br label %told")
        c.block("told")
        c.line("ret i32 1")

    return once(w, "@js.update_all", "i32 {}(ptr %ctx)", make)


STEPS = ("check", "grow", "shrink", "settle")  # of `__commit_python__`, by number


def _commit_all(c: Code, session: str, step: str) -> None:
    entry = each_entry(c, session, f".{step}")
    change = c.load("ptr", entry, CHANGE)
    c.unless(c.let(f"icmp ne ptr {change}, null"), f"again.{step}")
    status = _commit(c, entry, step)
    c.unless(c.let(f"icmp eq i32 {status}, 0"), f"failed.{step}")
    next_entry(c, f".{step}")


def _commit(c: Code, entry: str, step: str) -> str:
    commit = c.load("ptr", entry, COMMIT)
    args = [c.load("ptr", entry, field) for field in (OBJECT, BEFORE, CHANGE)]
    objects = ", ".join(f"ptr {a}" for a in args)
    return c.let(f"call i32 {commit}(ptr %ctx, {objects}, i64 {STEPS.index(step)})")


def changes_function(w: Writer, t: Object, changes: Function) -> str:
    """`ptr(ctx, instance, before)`: the changes of an instance, null when they cannot be made."""

    def make(c: Code) -> None:
        args = "ptr %ctx, ptr %instance, ptr %before"
        both = c.let(f"call {{i32, ptr}} {symbol(changes.name)}({args})")
        c.unless(c.let(f"icmp eq i32 {c.let(f'extractvalue {{i32, ptr}} {both}, 0')}, 0"), "none")
        c.line(f"ret ptr {c.let(f'extractvalue {{i32, ptr}} {both}, 1')}")
        c.block("none")
        c.line("ret ptr null")

    head = "ptr {}(ptr %ctx, ptr %instance, ptr %before)"
    return once(w, symbol(f"js.changes {t!r}"), head, make)


def commit_function(w: Writer, t: Object, commit: Function) -> str:
    """`i32(ctx, object, before, change, i64 step)`: a step of writing changes back."""

    def make(c: Code) -> None:
        args = "ptr %ctx, ptr %object, ptr %before, ptr %change, i64 %step"
        both = c.let(f"call {{i32, {{}}}} {symbol(commit.name)}({args})")
        c.line(f"ret i32 {c.let(f'extractvalue {{i32, {{}}}} {both}, 0')}")

    head = "i32 {}(ptr %ctx, ptr %object, ptr %before, ptr %change, i64 %step)"
    return once(w, symbol(f"js.commit {t!r}"), head, make)
