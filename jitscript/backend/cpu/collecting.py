"""One collection: which of the blocks that are listed, or that these lead to, nothing else holds.

Written into a module by `collector.py`, which says how.
"""

from __future__ import annotations

from collections.abc import Callable

from ...runtime import abi
from ..lower import cycles
from ..writer import Writer
from .code import Code, define

HEAD, COUNT, LIMIT, MET, LAST, AGAIN, DEPTH, ALIVE, OTHERS, HELD, DEAD, OURS, RANKS = (
    *(0, 8, 16, 24, 32), *(56, 64, 72, 80, 88, 96, 104, 112)
)  # fmt: skip
WAITING = RANKS + 8 * (cycles.HIGHEST + 1)
DEEP = 256  # references that can wait
SIZE = WAITING + 8 * DEEP
END = 1 << 40
FEW = 1000  # blocks that are listed before they are looked at, at least
MANY = 50_000  # so many more, at most, where a look found hardly anything to free
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
    return word_at(c, block_of(c, x), c.let(f"shl i64 {c.let(f'and i64 {x}, 4095')}, 3"))


def word_at(c: Code, p: str, place: str) -> str:
    """The address of a block's word, its rank being told with its place."""
    at = c.let(f"and i64 {place}, {(1 << cycles.RANK_AT) - 1}")
    return c.let(f"getelementptr inbounds i8, ptr {p}, i64 {at}")


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
    for rank in range(cycles.HIGHEST + 1):
        c.store("i64", str(END), "%r", RANKS + 8 * rank)
    _swept(c, HEAD, _to_its_rank)
    limit, count = c.load("i64", "%r", LIMIT), c.load("i64", "%r", COUNT)
    many = c.let(f"icmp uge i64 {c.let(f'shl i64 {count}, 1')}, {limit}")
    some = c.let(f"icmp ne i64 {count}, 0")
    c.unless(c.let(f"and i1 {some}, {c.let(f'or i1 {many}, %final')}"), "too.few")
    for at in (COUNT, ALIVE, DEAD):
        c.store("i64", "0", "%r", at)
    for rank in reversed(range(cycles.HIGHEST + 1)):
        first = c.load("i64", "%r", RANKS + 8 * rank)
        go = f"call void {_of_a_rank(c.w)}(ptr %r, i64 {first})"
        when(c, f"ne i64 {first}, {END}", lambda go=go: c.line(go))  # type: ignore[misc]
    alive, dead = c.load("i64", "%r", ALIVE), c.load("i64", "%r", DEAD)
    more = c.let(f"add i64 {c.let(f'mul i64 {alive}, 3')}, {FEW}")
    c.store("i64", more, "%r", LIMIT)

    def wait_longer() -> None:
        more = c.let(f"mul i64 {alive}, 9")
        less = c.let(f"icmp ult i64 {more}, {MANY}")
        add_to(c, "%r", LIMIT, c.let(f"select i1 {less}, i64 {more}, i64 {MANY}"))

    when(c, f"ult i64 {c.let(f'shl i64 {dead}, 3')}, {alive}", wait_longer)
    c.line(f"ret i64 {dead}")
    c.block("too.few")
    for rank in range(cycles.HIGHEST + 1):
        each(c, c.load("i64", "%r", RANKS + 8 * rank), lambda x: _push(c, x, HEAD))
    c.line("ret i64 0")


def _swept(c: Code, at: int, keep: Callable[[Code, str, str], None]) -> None:
    """Free what is listed and has been dropped; do `keep` with a reference to each other, and its
    count."""
    first = c.load("i64", "%r", at)
    c.store("i64", str(END), "%r", at)
    c.store("i64", "0", "%r", COUNT)

    def look(x: str) -> None:
        kept, free, on = c.label(), c.label(), c.label()
        n = c.load("i64", block_of(c, x))
        c.line(f"br i1 {c.let(f'icmp eq i64 {n}, 0')}, label %{free}, label %{kept}")
        c.block(free)
        _ask(c, x, cycles.FREE)
        c.line(f"br label %{on}")
        c.block(kept)
        keep(c, x, n)
        add_to(c, "%r", COUNT)
        c.line(f"br label %{on}")
        c.block(on)

    each(c, first, look)


def _to_its_rank(c: Code, x: str, n: str) -> None:
    rank = c.let(f"and i64 {c.let(f'lshr i64 {x}, {cycles.RANK_AT - 3}')}, {cycles.HIGHEST}")
    place = c.let(f"getelementptr inbounds i64, ptr {c.offset('%r', RANKS)}, i64 {rank}")
    link(c, word_of(c, x), c.load("i64", place))
    c.store("i64", x, place)


def _of_a_rank(w: Writer) -> str:
    """`void(collector, i64 first)`: free the circles of what is listed of a rank."""
    name = "@js.collect_rank"
    if name not in w.named:
        w.named[name] = name
        head = f"define internal void {name}(ptr %r, i64 %listed) noinline nounwind"
        define(w, head, _collecting_rank)
    return name


def _collecting_rank(c: Code) -> None:
    count = c.load("i64", "%r", COUNT)
    c.store("i64", "%listed", "%r", OURS)
    for at, value in ((MET, END), (LAST, 0), (DEPTH, 0), (OTHERS, 0), (HELD, 0)):
        c.store("i64", str(value), "%r", at)

    def meet(c: Code, x: str, n: str) -> None:
        c.store("i64", c.let(f"or i64 {n}, {MET_BIT}"), block_of(c, x))
        _push(c, x, OURS)
        add_to(c, "%r", HELD, n)

    _swept(c, OURS, meet)
    c.store("i64", count, "%r", COUNT)
    for at in (OURS, MET):
        each(c, c.load("i64", "%r", at), lambda x: _ask(c, x, cycles.VISIT_DOWN), late=True)
    c.store("ptr", "null", "%r", cycles.LIST)
    held, others = c.load("i64", "%r", HELD), c.load("i64", "%r", OTHERS)
    some = c.let(f"icmp ne i64 {c.let(f'or i64 {held}, {others}')}, 0")
    c.line(f"br i1 {some}, label %follow, label %all.dead")
    c.block("all.dead")
    _free_all(c, OURS)
    _free_all(c, MET)
    c.line("ret void")
    c.block("follow")
    c.store("i64", "0", "%r", AGAIN)
    for at in (OURS, MET):
        each(
            c,
            c.load("i64", "%r", at),
            lambda x: c.line(f"call void {_follow(c.w)}(ptr %r, i64 {x})"),
        )
    again = c.load("i64", "%r", AGAIN)
    c.line(f"br i1 {c.let(f'icmp eq i64 {again}, 0')}, label %settle, label %follow")
    c.block("settle")

    def leave_others() -> None:
        """The counts of what others have listed are as they were."""

        def leave(x: str) -> None:
            n = c.load("i64", block_of(c, x))
            dead = f"eq i64 {c.let(f'and i64 {n}, {ALIVE_BIT}')}, 0"
            when(c, dead, lambda: _ask(c, x, cycles.VISIT_OTHERS))

        for at in (OURS, MET):
            each(c, c.load("i64", "%r", at), leave)

    when(c, f"ne i64 {c.load('i64', '%r', OTHERS)}, 0", leave_others)
    _sort(c)
    _free_all(c, MET)
    c.line("ret void")


def _free_all(c: Code, at: int) -> None:
    """Free what is on a list, and what only that referred to."""

    def end(x: str) -> None:
        _ask(c, x, cycles.END)
        c.line(f"call void {_drain(c.w)}(ptr {c.offset('%r', cycles.LIST)})")
        add_to(c, "%r", DEAD)

    each(c, c.load("i64", "%r", at), end)


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
    listed, met = c.load("i64", "%r", OURS), c.load("i64", "%r", MET)
    c.store("i64", str(END), "%r", MET)
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
