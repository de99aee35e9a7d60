"""Entries look first whether what their code took for constants is still so (`runtime/watch.py`).

Where only globals of one module are looked at, the first two words tell whether all is as it was.

    js.watch    0 where it is. Versions of globals are compared; names are looked up where one is
                another, and the versions remembered where they all stand for what they did
"""

from __future__ import annotations

from collections.abc import Callable

from ...runtime import abi
from ..writer import Writer
from .code import Code, define

_PAIR, _NAME = "{ptr, ptr}", "{ptr, ptr, ptr, ptr}"
_ARRAY = "{ptr, ptr, ptr, i64}"


def unless_changed(c: Code, label: str) -> None:
    """Go to `label` where a name of what `%self` calls stands for something else."""
    watch(c.w)
    place = c.let(f"ptrtoint ptr {c.data('callable_slot')} to i64")
    slot = c.let(f"getelementptr inbounds i8, ptr %self, i64 {place}")
    words = c.load("ptr", slot, abi.CALLABLE_WATCH)
    look, go = c.label(), c.label()
    c.branch(c.let(f"icmp eq ptr {words}, null"), go, look)
    c.block(look)
    rest = c.label()
    now = c.load("i64", c.load("ptr", words))
    c.branch(c.let(f"icmp eq i64 {now}, {c.load('i64', words, 8)}"), go, rest)
    c.block(rest)
    c.branch(c.let(f"icmp eq i32 {c.let(f'call i32 @js.watch(ptr {words})')}, 0"), go, label)
    c.block(go)


def watch(w: Writer) -> None:
    """Define `js.watch`, once in a module."""
    if "js.watch" in w.named:
        return
    w.named["js.watch"] = "@js.watch"
    define(w, "define internal i32 @js.watch(ptr %words) nounwind noinline", _watch)


def _watch(c: Code) -> None:
    parts = range(4)
    counts = [c.load("i64", "%words", abi.WATCH_COUNTS + 8 * i) for i in parts]
    cells, spaces, names, arrays = counts
    addresses = [c.load("ptr", "%words", abi.WATCH_PARTS + 8 * i) for i in parts]
    held, versions, table, contents = addresses
    _each(c, "cell", (held, _PAIR, cells), lambda one: _unless_as_was(c, one, "differs"))
    _each(c, "array", (contents, _ARRAY, arrays), lambda one: _unless_alike(c, one))
    c.branch(c.let(f"icmp ne i64 {spaces}, 0"), "compare", "search")
    c.block("compare")
    _each(c, "space", (versions, _PAIR, spaces), lambda one: _unless_as_was(c, one, "search"))
    c.line("ret i32 0")
    c.block("search")
    _each(c, "name", (table, _NAME, names), lambda one: _look_up(c, one))
    _each(c, "version", (versions, _PAIR, spaces), lambda one: _remember(c, one))
    c.line("ret i32 0")
    c.block("differs")
    c.store("i64", "1", "%words", abi.WATCH_DIFFERS)
    c.line("ret i32 1")


def _each(c: Code, name: str, table: tuple[str, str, str], make: Callable[[str], None]) -> None:
    """Go through a table: its address, the type of an entry, and how many there are."""
    address, kind, count = table
    c.line(f"br label %{name}.first")
    c.block(f"{name}.first")
    c.line(f"br label %{name}")
    c.block(name)
    c.line(f"%{name}.i = phi i64 [0, %{name}.first], [%{name}.next, %{name}.end]")
    c.branch(c.let(f"icmp ult i64 %{name}.i, {count}"), f"{name}.do", f"{name}.past")
    c.block(f"{name}.do")
    make(c.let(f"getelementptr inbounds {kind}, ptr {address}, i64 %{name}.i"))
    c.line(f"br label %{name}.end")
    c.block(f"{name}.end")
    c.line(f"%{name}.next = add i64 %{name}.i, 1")
    c.line(f"br label %{name}")
    c.block(f"{name}.past")


def _unless_as_was(c: Code, entry: str, otherwise: str) -> None:
    now = c.load("i64", c.load("ptr", entry))
    c.unless(c.let(f"icmp eq i64 {now}, {c.load('i64', entry, 8)}"), otherwise)


def _unless_alike(c: Code, entry: str) -> None:
    data = c.load("ptr", entry, 8)
    there = c.let(f"icmp eq ptr {c.load('ptr', c.load('ptr', entry))}, {data}")
    c.unless(there, "differs")
    copy, size = c.load("ptr", entry, 16), c.load("i64", entry, 24)
    c.w.declare("memcmp", "declare i32 @memcmp(ptr, ptr, i64) nounwind")
    differs = c.let(f"call i32 @memcmp(ptr {data}, ptr {copy}, i64 {size})")
    c.unless(c.let(f"icmp eq i32 {differs}, 0"), "differs")


def _look_up(c: Code, entry: str) -> None:
    version = c.load("ptr", entry, 24)
    c.line("br label %name.version")
    c.block("name.version")
    c.branch(c.let(f"icmp eq ptr {version}, null"), "name.look", "name.compare")
    c.block("name.compare")
    now = c.load("i64", c.load("ptr", version))
    c.branch(c.let(f"icmp eq i64 {now}, {c.load('i64', version, 8)}"), "name.end", "name.look")
    c.block("name.look")
    found = c.host("PyDict_GetItem", c.load("ptr", entry), c.load("ptr", entry, 8))
    c.unless(c.let(f"icmp eq ptr {found}, {c.load('ptr', entry, 16)}"), "differs")


def _remember(c: Code, entry: str) -> None:
    c.store("i64", c.load("i64", c.load("ptr", entry)), entry, 8)
