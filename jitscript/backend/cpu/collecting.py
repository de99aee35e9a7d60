"""One collection: which of the blocks that are listed, or that these lead to, nothing else holds.

Written into a module by `collector.py`, which says how.
"""

from __future__ import annotations

from collections.abc import Callable

from ...runtime import abi
from ..lower import cycles
from ..writer import Writer
from .code import Code, define

HEAD, COUNT, LIMIT, MET, LAST, AGAIN, DEPTH, ALIVE, OTHERS, WAITING = (
    *(0, 8, 16, 24, 32), *(56, 64, 72, 80, 88)
)  # fmt: skip
DEEP = 256  # references that can wait
SIZE = WAITING + 8 * DEEP
END = 1 << 40
FEW = 1000  # blocks that are listed before they are looked at, at least
# In the count of a block that was met; that is held from elsewhere; whose references were followed.
MET_BIT, ALIVE_BIT, _DONE_BIT = 1 << 60, 1 << 59, 1 << 58
_BITS = MET_BIT | ALIVE_BIT | _DONE_BIT


# --- references -----------------------------------------------------------------------------------


def reference(c: Code, p: str, place: str) -> str:
    bits = c.let(f"ptrtoint ptr {p} to i64")
    return c.let(f"or i64 {c.let(f'shl i64 {bits}, 8')}, {c.let(f'lshr i64 {place}, 3')}")


def block_of(c: Code, x: str) -> str:
    """The block that a reference is of."""
    bits = c.let(f"shl i64 {c.let(f'lshr i64 {x}, 12')}, 4")
    return c.let(f"inttoptr i64 {bits} to ptr")


def word_of(c: Code, x: str) -> str:
    """The address of the word of the block that a reference is of."""
    place = c.let(f"shl i64 {c.let(f'and i64 {x}, 4095')}, 3")
    return c.let(f"getelementptr inbounds i8, ptr {block_of(c, x)}, i64 {place}")


def _next(c: Code, x: str) -> str:
    return c.let(f"lshr i64 {c.load('i64', word_of(c, x))}, 8")


def link(c: Code, word: str, to: str) -> None:
    """Have the word at an address lead to another block; its byte stays."""
    byte = c.let(f"and i64 {c.load('i64', word)}, {cycles.LISTED}")
    c.store("i64", c.let(f"or i64 {c.let(f'shl i64 {to}, 8')}, {byte}"), word)


def _ask(c: Code, x: str, what: int) -> None:
    """Have the block that a reference is of do something, by its drop function."""
    c.store("i64", str(what), "%r", cycles.ASKS)
    block = block_of(c, x)
    drop = c.load("ptr", block, abi.HEADER_DROP)
    c.line(f"call void {drop}(ptr {block}, ptr {c.offset('%r', 1)})")


def when(c: Code, condition: str, then: Callable[[], None]) -> None:
    """Do `then` if a condition holds."""
    here, on = c.label(), c.label()
    c.line(f"br i1 {c.let('icmp ' + condition)}, label %{here}, label %{on}")
    c.block(here)
    then()
    c.line(f"br label %{on}")
    c.block(on)


def each(c: Code, first: str, body: Callable[[str], None], late: bool = False) -> None:
    """Do `body` with each reference of a list, which it may link elsewhere; or, `late`, where it
    makes the list longer."""
    enter, head, go, latch, done = (c.label() for _ in range(5))
    c.line(f"br label %{enter}")
    c.block(enter)
    c.line(f"br label %{head}")
    c.block(head)
    x, after = f"%x.{head}", f"%after.{head}"
    c.line(f"{x} = phi i64 [{first}, %{enter}], [{after}, %{latch}]")
    c.line(f"br i1 {c.let(f'icmp eq i64 {x}, {END}')}, label %{done}, label %{go}")
    c.block(go)
    if late:
        body(x)
        found = _next(c, x)
    else:
        found = _next(c, x)
        body(x)
    c.line(f"br label %{latch}")
    c.block(latch)
    c.line(f"{after} = add i64 {found}, 0")
    c.line(f"br label %{head}")
    c.block(done)


def add_to(c: Code, base: str, at: int, by: str = "1") -> None:
    c.store("i64", c.let(f"add i64 {c.load('i64', base, at)}, {by}"), base, at)


# --- collecting -----------------------------------------------------------------------------------


def collect(w: Writer) -> str:
    """`i64(collector, i1 final)`: free the circles of what is listed; how many blocks these were.
    Before the end, only where enough is left of those that are listed."""
    name = "@js.collect"
    if name not in w.named:
        w.named[name] = name
        define(w, f"define internal i64 {name}(ptr %r, i1 %final) noinline nounwind", _collecting)
    return name


def _collecting(c: Code) -> None:
    _sweep(c)
    count = c.load("i64", "%r", COUNT)
    many = c.let(f"icmp uge i64 {c.let(f'shl i64 {count}, 1')}, {c.load('i64', '%r', LIMIT)}")
    some = c.let(f"icmp ne i64 {count}, 0")
    c.unless(c.let(f"and i1 {some}, {c.let(f'or i1 {many}, %final')}"), "too.few")
    for at, value in ((MET, END), (LAST, 0), (DEPTH, 0), (ALIVE, 0), (OTHERS, 0)):
        c.store("i64", str(value), "%r", at)

    for at in (HEAD, MET):
        each(c, c.load("i64", "%r", at), lambda x: _ask(c, x, cycles.VISIT_DOWN), late=True)
    c.line("br label %follow")
    c.block("follow")
    c.store("i64", "0", "%r", AGAIN)
    for at in (HEAD, MET):
        each(
            c,
            c.load("i64", "%r", at),
            lambda x: c.line(f"call void {_follow(c.w)}(ptr %r, i64 {x})"),
        )
    again = c.load("i64", "%r", AGAIN)
    c.line(f"br i1 {c.let(f'icmp eq i64 {again}, 0')}, label %settle, label %follow")
    c.block("settle")
    c.store("ptr", "null", "%r", cycles.LIST)

    def leave_others() -> None:
        """The counts of what others have listed are as they were."""

        def leave(x: str) -> None:
            n = c.load("i64", block_of(c, x))
            dead = f"eq i64 {c.let(f'and i64 {n}, {ALIVE_BIT}')}, 0"
            when(c, dead, lambda: _ask(c, x, cycles.VISIT_OTHERS))

        for at in (HEAD, MET):
            each(c, c.load("i64", "%r", at), leave)

    when(c, f"ne i64 {c.load('i64', '%r', OTHERS)}, 0", leave_others)
    _sort(c)
    dead = c.load("i64", "%r", MET)
    c.store("i64", "0", "%r", DEPTH)

    def end(x: str) -> None:
        _ask(c, x, cycles.END)
        c.line(f"call void {_drain(c.w)}(ptr {c.offset('%r', cycles.LIST)})")
        add_to(c, "%r", DEPTH)

    each(c, dead, end)
    c.line(f"ret i64 {c.load('i64', '%r', DEPTH)}")
    c.block("too.few")

    def forget(x: str) -> None:
        block = block_of(c, x)
        c.store("i64", c.let(f"and i64 {c.load('i64', block)}, {~MET_BIT}"), block)

    each(c, c.load("i64", "%r", HEAD), forget)
    c.line("ret i64 0")


def _sweep(c: Code) -> None:
    """Free what is listed and has been dropped; the rest is met."""
    first = c.load("i64", "%r", HEAD)
    c.store("i64", str(END), "%r", HEAD)
    c.store("i64", "0", "%r", COUNT)

    def look(x: str) -> None:
        keep, free, on = c.label(), c.label(), c.label()
        block = block_of(c, x)
        n = c.load("i64", block)
        c.line(f"br i1 {c.let(f'icmp eq i64 {n}, 0')}, label %{free}, label %{keep}")
        c.block(free)
        _ask(c, x, cycles.FREE)
        c.line(f"br label %{on}")
        c.block(keep)
        c.store("i64", c.let(f"or i64 {n}, {MET_BIT}"), block)
        _push(c, x, HEAD)
        add_to(c, "%r", COUNT)
        c.line(f"br label %{on}")
        c.block(on)

    each(c, first, look)


def _push(c: Code, x: str, at: int) -> None:
    link(c, word_of(c, x), c.load("i64", "%r", at))
    c.store("i64", x, "%r", at)


def _follow(w: Writer) -> str:
    """`void(collector, i64 reference)`: what a block leads to is alive, if it is itself."""

    def make(c: Code) -> None:
        block = block_of(c, "%x")
        n = c.load("i64", block)
        held = c.let(f"icmp ne i64 {c.let(f'and i64 {n}, {~(MET_BIT | _DONE_BIT)}')}, 0")
        fresh = c.let(f"icmp eq i64 {c.let(f'and i64 {n}, {_DONE_BIT}')}, 0")
        c.unless(c.let(f"and i1 {held}, {fresh}"), "done")
        c.line("br label %go")
        c.block("go")
        c.line("%y = phi i64 [%x, %" + _before(c) + "], [%popped, %pop]")
        at = block_of(c, "%y")
        old = c.load("i64", at)
        c.store("i64", c.let(f"or i64 {old}, {ALIVE_BIT | _DONE_BIT}"), at)
        add_to(c, "%r", ALIVE)
        _ask(c, "%y", cycles.VISIT_ALIVE)
        depth = c.load("i64", "%r", DEPTH)
        c.line(f"br i1 {c.let(f'icmp eq i64 {depth}, 0')}, label %done, label %pop")
        c.block("pop")
        left = c.let(f"sub i64 {depth}, 1")
        c.store("i64", left, "%r", DEPTH)
        slot = c.let(f"getelementptr inbounds i64, ptr {c.offset('%r', WAITING)}, i64 {left}")
        c.line(f"%popped = load i64, ptr {slot}, align 8")
        c.line("br label %go")
        c.block("done")
        c.line("ret void")

    name = "@js.follow"
    if name not in w.named:
        w.named[name] = name
        define(w, f"define internal void {name}(ptr %r, i64 %x) nounwind", make)
    return name


def _before(c: Code) -> str:
    """The label of the block that was just ended."""
    return next(line[:-1] for line in reversed(c.lines[:-1]) if not line.startswith(" "))


def _sort(c: Code) -> None:
    """What is alive is listed as before, what is not comes into the place of what was met."""
    listed, met = c.load("i64", "%r", HEAD), c.load("i64", "%r", MET)
    c.store("i64", str(END), "%r", HEAD)
    c.store("i64", str(END), "%r", MET)
    c.store("i64", "0", "%r", COUNT)
    for first in (listed, met):

        def settle(x: str, first: str = first) -> None:
            alive, dead, on = c.label(), c.label(), c.label()
            block = block_of(c, x)
            n = c.load("i64", block)
            c.store("i64", c.let(f"and i64 {n}, {~_BITS}"), block)
            lives = c.let(f"icmp ne i64 {c.let(f'and i64 {n}, {ALIVE_BIT}')}, 0")
            c.line(f"br i1 {lives}, label %{alive}, label %{dead}")
            c.block(dead)
            _push(c, x, MET)
            c.line(f"br label %{on}")
            c.block(alive)
            if first is listed:
                _push(c, x, HEAD)
                add_to(c, "%r", COUNT)
            else:
                link(c, word_of(c, x), "0")
            c.line(f"br label %{on}")
            c.block(on)

        each(c, first, settle)
    most = c.let(f"mul i64 {c.load('i64', '%r', ALIVE)}, 3")
    c.store("i64", c.let(f"add i64 {most}, {FEW}"), "%r", LIMIT)


def _drain(w: Writer) -> str:
    """`void(ptr list)`: free what is on a list of drop functions."""

    def make(c: Code) -> None:
        c.line("br label %head")
        c.block("head")
        x = c.load("ptr", "%list")
        c.unless(c.let(f"icmp ne ptr {x}, null"), "done")
        c.store("ptr", c.load("ptr", x), "%list")
        c.line(f"call void {c.load('ptr', x, abi.HEADER_DROP)}(ptr {x}, ptr %list)")
        c.line("br label %head")
        c.block("done")
        c.line("ret void")

    name = "@js.drain"
    if name not in w.named:
        w.named[name] = name
        define(w, f"define internal void {name}(ptr %list) nounwind", make)
    return name
