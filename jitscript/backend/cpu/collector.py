"""The collector of circles of references: trial deletion, as Bacon and Rajan describe it.

    void js.suspect(ctx, ptr block, i64 place)   list a block (see `lower/cycles.py`)
    void js.visit(ptr block, i64 place, ptr)     a block that another refers to
    void js.cycles_begin(ptr)                    a call from outside begins, with a collector
    void js.cycles_end(ptr, i64 how)             it ends: free what circles are left
    void js.cycles_over()                        something that outlived its call is gone

A call from outside has a collector on its stack, to which the context leads: what it lists belongs
to no other thread. When enough is listed, and at the end of the call, references from block to
block are taken from the counts; what still has some is held from elsewhere, with all that it leads
to, and gets them back. The rest is emptied, then freed. Nothing recurses, and no memory is asked
for: blocks that are met are linked through their words, and those whose turn is to come, through a
short stack, beyond which the lists are gone through again. Where nothing is held from elsewhere, as
mostly at the end, that is known from the sum of the counts, and all goes at once.

What outlives its call (a generator's, that Python holds) is listed for all in `@js.cycles`, and
looked at at the end of later calls, while no other call is under way. To others it is not theirs:
blocks that somebody else has listed are held from elsewhere. A call that lists little and leads to
much (`node.next = chain`, Python's, a node a call) would look through all of it for nothing each
time: after a look that met many which are alive, what the next calls list waits with the others.

    collector: {head, how many, limit, met: first, last, asks, list, again, depth, alive, others,
                held, dead, ours, lists by rank, references that wait}
    @js.cycles: {lock, calls under way, head, how many were alive, how many came since, how many
                 may wait}
"""

from __future__ import annotations

from collections.abc import Callable

from ...runtime import abi
from ..lower import cycles
from ..writer import Writer, symbol
from .code import Code, define
from .collecting import (
    AGAIN,
    ALIVE,
    ALIVE_BIT,
    COUNT,
    DEEP,
    DEPTH,
    END,
    FEW,
    HEAD,
    HELD,
    LAST,
    LIMIT,
    MET,
    MET_BIT,
    OTHERS,
    SIZE,
    WAITING,
    add_to,
    collect,
    each,
    link,
    reference,
    when,
    word_at,
    word_of,
)
from .support import PY_PARAMS

_LOCK, _CALLS, _LEFT, _THEN, _SINCE, _WAIT = range(0, 48, 8)
_OLD = 4096  # blocks that outlived their calls: up to here they are always looked at
_PATIENT, _MOST = 5, 1024  # a look at n alive ones lets n / 2**5 new ones wait, up to so many
_CONSTANT = 1 << 61  # counts from here on are of what is never freed
MAY_TAKE, MUST_TAKE = 1, 2  # at the end of a call: what outlived others, too
_SHARED = "@js.cycles"

FUNCTIONS = ("js.suspect", "js.visit", "js.cycles_begin", "js.cycles_end", "js.cycles_over")


def suspect(w: Writer) -> str:
    return _once(w, "js.suspect", "void", "ptr %ctx, ptr %p, i64 %place", _suspect)


def visit(w: Writer) -> str:
    return _once(w, "js.visit", "void", "ptr %p, i64 %place, ptr %r", _visit)


def begin(w: Writer) -> str:
    return _once(w, "js.cycles_begin", "void", "ptr %r", _begin)


def end(w: Writer) -> str:
    return _once(w, "js.cycles_end", "void", "ptr %r, i64 %how", _end)


def over(w: Writer) -> str:
    return _once(w, "js.cycles_over", "void", "", _over)


def write(w: Writer) -> None:
    for make in (suspect, visit, begin, end, over):
        make(w)


def _once(w: Writer, name: str, result: str, params: str, make: Callable[[Code], None]) -> str:
    if name not in w.named:
        w.named[name] = f"@{name}"
        define(w, f"define internal {result} @{name}({params}) noinline nounwind", make)
    return w.named[name]


# --- listing and visiting -------------------------------------------------------------------------


def _suspect(c: Code) -> None:
    r = c.load("ptr", "%ctx", abi.CTX_CYCLES)
    c.unless(c.let(f"icmp ne ptr {r}, null"), "done")
    drop = c.load("ptr", "%p", abi.HEADER_DROP)
    c.unless(c.let(f"icmp ne ptr {drop}, null"), "done")  # it is never freed
    word = word_at(c, "%p", "%place")
    c.unless(c.let(f"icmp ule i64 {c.load('i64', word)}, {cycles.LISTED}"), "done")
    link(c, word, c.load("i64", r, HEAD))
    c.store("i64", reference(c, "%p", "%place"), r, HEAD)
    count = c.let(f"add i64 {c.load('i64', r, COUNT)}, 1")
    c.store("i64", count, r, COUNT)
    c.unless(c.let(f"icmp uge i64 {count}, {c.load('i64', r, LIMIT)}"), "done")
    c.let(f"call i64 {collect(c.w)}(ptr {r}, i1 false)")
    c.line("br label %done")
    c.block("done")
    c.line("ret void")


def _visit(c: Code) -> None:
    c.unless(c.let("icmp ne ptr %p, null"), "done")
    n = c.load("i64", "%p")
    c.unless(c.let(f"icmp ult i64 {n}, {_CONSTANT}"), "done")
    met = c.let(f"icmp ne i64 {c.let(f'and i64 {n}, {MET_BIT}')}, 0")
    asks = c.load("i64", "%r", cycles.ASKS)
    more, less = c.let(f"add i64 {n}, 1"), c.let(f"sub i64 {n}, 1")
    c.line(
        f"switch i64 {asks}, label %others [i64 {cycles.VISIT_DOWN}, label %down "
        f"i64 {cycles.VISIT_ALIVE}, label %alive]"
    )
    c.block("down")
    c.line(f"br i1 {met}, label %known, label %new")
    c.block("known")
    c.store("i64", less, "%p")
    add_to(c, "%r", HELD, "-1")
    c.line("ret void")
    c.block("new")
    word = word_at(c, "%p", "%place")
    c.unless(c.let(f"icmp ule i64 {c.load('i64', word)}, {cycles.LISTED}"), "not.ours")
    c.store("i64", c.let(f"or i64 {less}, {MET_BIT}"), "%p")
    add_to(c, "%r", HELD, less)
    x = reference(c, "%p", "%place")
    link(c, word, str(END))
    last = c.load("i64", "%r", LAST)
    c.store("i64", x, "%r", LAST)
    c.line(f"br i1 {c.let(f'icmp eq i64 {last}, 0')}, label %first, label %behind")
    c.block("first")
    c.store("i64", x, "%r", MET)
    c.line("ret void")
    c.block("behind")
    link(c, word_of(c, last), x)
    c.line("ret void")
    c.block("alive")
    c.unless(met, "done")
    c.store("i64", c.let(f"or i64 {more}, {ALIVE_BIT}"), "%p")
    seen = c.let(f"icmp ne i64 {c.let(f'and i64 {n}, {ALIVE_BIT}')}, 0")
    c.line(f"br i1 {seen}, label %done, label %wait")
    c.block("wait")
    depth = c.load("i64", "%r", DEPTH)
    c.line(f"br i1 {c.let(f'icmp ult i64 {depth}, {DEEP}')}, label %room, label %full")
    c.block("room")
    slot = c.let(f"getelementptr inbounds i64, ptr {c.offset('%r', WAITING)}, i64 {depth}")
    c.store("i64", reference(c, "%p", "%place"), slot)
    c.store("i64", c.let(f"add i64 {depth}, 1"), "%r", DEPTH)
    c.line("ret void")
    c.block("full")
    c.store("i64", "1", "%r", AGAIN)
    c.line("ret void")
    c.block("others")
    c.unless(c.let(f"xor i1 {met}, true"), "done")
    c.store("i64", less, "%p")
    c.unless(c.let(f"icmp eq i64 {less}, 0"), "done")
    c.store("ptr", c.load("ptr", "%r", cycles.LIST), "%p")
    c.store("ptr", "%p", "%r", cycles.LIST)
    c.line("br label %done")
    c.block("not.ours")
    c.store("i64", "1", "%r", OTHERS)
    c.line("br label %done")
    c.block("done")
    c.line("ret void")


# --- calls ----------------------------------------------------------------------------------------


def _shared(w: Writer) -> str:
    if _SHARED not in w.named:
        w.named[_SHARED] = _SHARED
        w.globals.append(
            f"{_SHARED} = internal global {{i64, i64, i64, i64, i64, i64}} "
            f"{{i64 0, i64 0, i64 {END}, i64 0, i64 0, i64 0}}, align 64"
        )
    return _SHARED


def _begin(c: Code) -> None:
    for at, value in ((HEAD, END), (COUNT, 0), (LIMIT, FEW), (ALIVE, 0)):
        c.store("i64", str(value), "%r", at)
    calls = c.offset(_shared(c.w), _CALLS)
    c.let(f"atomicrmw add ptr {calls}, i64 1 seq_cst")
    c.line("ret void")


def _locked(c: Code, do: Callable[[], None]) -> None:
    lock, wait, on = c.offset(_shared(c.w), _LOCK), c.label(), c.label()
    c.line(f"br label %{wait}")
    c.block(wait)
    before = c.let(f"atomicrmw xchg ptr {lock}, i64 1 acquire")
    c.line(f"br i1 {c.let(f'icmp eq i64 {before}, 0')}, label %{on}, label %{wait}")
    c.block(on)
    do()
    c.line(f"store atomic i64 0, ptr {lock} release, align 8")


def _joined(c: Code, first: str, to: str) -> None:
    """Have the last of a list lead to another list."""
    slot = c.alloca("i64")
    c.store("i64", first, slot)
    each(c, first, lambda x: c.store("i64", x, slot))
    link(c, word_of(c, c.load("i64", slot)), to)


def _end(c: Code) -> None:
    shared = _shared(c.w)
    listed = c.let(f"icmp ne i64 {c.load('i64', '%r', HEAD)}, {END}")
    forced = c.let(f"icmp uge i64 %how, {MUST_TAKE}")
    c.unless(c.let(f"or i1 {listed}, {forced}"), "leave")
    looks = c.alloca("i1")
    c.store("i1", "true", looks)

    def wait() -> None:
        """What this call has listed waits, if there is little of it."""
        came = c.load("i64", "%r", COUNT)
        rest = c.let(f"sub i64 {c.load('i64', shared, _WAIT)}, {came}")
        room = c.let(f"icmp sge i64 {rest}, 0")
        some = c.let(f"icmp ne i64 {came}, 0")
        waits = c.let(f"and i1 {room}, {some}")

        def so_it_does() -> None:
            c.store("i64", rest, shared, _WAIT)
            c.store("i1", "false", looks)
            c.store("i64", "0", "%r", ALIVE)

        when(c, f"ne i1 {waits}, false", so_it_does)

    entry = c.let(f"icmp eq i64 %how, {MAY_TAKE}")
    when(c, f"ne i1 {entry}, false", lambda: _locked(c, wait))
    c.branch(c.load("i1", looks), "look", "put")
    c.block("look")

    def take() -> None:
        """What outlived other calls is looked at with what this one has listed."""
        left = c.load("i64", shared, _LEFT)
        came = c.let(f"shl i64 {c.load('i64', shared, _SINCE)}, 2")
        few = c.let(f"add i64 {came}, {_OLD}")
        due = c.let(f"icmp uge i64 {few}, {c.load('i64', shared, _THEN)}")
        some = c.let(f"icmp ne i64 {left}, {END}")

        def all_of_it() -> None:
            own = c.load("i64", "%r", HEAD)
            when(c, f"ne i64 {own}, {END}", lambda: _joined(c, own, left))
            none = c.let(f"icmp eq i64 {own}, {END}")
            c.store("i64", c.let(f"select i1 {none}, i64 {left}, i64 {own}"), "%r", HEAD)
            c.store("i64", str(END), shared, _LEFT)
            c.store("i64", "0", shared, _THEN)
            c.store("i64", "0", shared, _SINCE)

        when(c, f"ne i1 {c.let(f'and i1 {due}, {some}')}, false", all_of_it)

    calls = c.let(f"load atomic i64, ptr {c.offset(shared, _CALLS)} seq_cst, align 8")
    alone = c.let(f"icmp eq i64 {calls}, 1")
    may = c.let("icmp ne i64 %how, 0")
    when(c, f"ne i1 {c.let(f'and i1 {alone}, {may}')}, false", lambda: _locked(c, take))
    c.line("br label %again")
    c.block("again")
    freed = c.let(f"call i64 {collect(c.w)}(ptr %r, i1 true)")
    rest = c.load("i64", "%r", HEAD)
    more = c.let(f"icmp ne i64 {freed}, 0")
    some = c.let(f"icmp ne i64 {rest}, {END}")
    c.line(f"br i1 {c.let(f'and i1 {more}, {some}')}, label %again, label %keep")
    c.block("keep")
    most = c.let(f"lshr i64 {c.load('i64', '%r', ALIVE)}, {_PATIENT}")
    less = c.let(f"icmp ult i64 {most}, {_MOST}")
    most = c.let(f"select i1 {less}, i64 {most}, i64 {_MOST}")
    c.line(f"store atomic i64 {most}, ptr {c.offset(shared, _WAIT)} monotonic, align 8")
    c.line("br label %put")
    c.block("put")
    first = c.load("i64", "%r", HEAD)

    def leave_it() -> None:
        def put() -> None:
            _joined(c, first, c.load("i64", shared, _LEFT))
            c.store("i64", first, shared, _LEFT)
            add_to(c, shared, _THEN, c.load("i64", "%r", ALIVE))
            add_to(c, shared, _SINCE, c.load("i64", "%r", COUNT))

        _locked(c, put)

    when(c, f"ne i64 {first}, {END}", leave_it)
    c.line("br label %leave")
    c.block("leave")
    c.let(f"atomicrmw sub ptr {c.offset(shared, _CALLS)}, i64 1 seq_cst")
    c.line("ret void")


def _over(c: Code) -> None:
    r = c.alloca(f"[{SIZE} x i8]")
    c.line(f"call void {begin(c.w)}(ptr {r})")
    add_to(c, _shared(c.w), _SINCE)
    c.line(f"call void {end(c.w)}(ptr {r}, i64 {MUST_TAKE})")
    c.line("ret void")


def entry(c: Code, name: str, linkage: str = "") -> None:
    """Define the entry from Python `name`. With cyclic types it is around what was written, which
    gets the collector as `%cycles`."""
    if not cycles.of(c.w):
        c.w.define(c.function(f"define {linkage}ptr {name}({PY_PARAMS}) nounwind"))
        return
    inner, outer = symbol(f"js.within {name}"), Code(c.w)
    c.w.define(c.function(f"define internal ptr {inner}({PY_PARAMS}, ptr %cycles) nounwind"))
    r = outer.alloca(f"[{SIZE} x i8]")
    outer.line(f"call void {begin(c.w)}(ptr {r})")
    made = outer.let(f"call ptr {inner}({PY_PARAMS}, ptr {r})")
    outer.line(f"call void {end(c.w)}(ptr {r}, i64 {MAY_TAKE})")
    outer.line(f"ret ptr {made}")
    c.w.define(outer.function(f"define {linkage}ptr {name}({PY_PARAMS}) nounwind"))


def around(c: Code, call: Callable[[], str]) -> str:
    """What `call` gives, which is a call from C in the context `%ctx`."""
    if not cycles.of(c.w):
        return call()
    r = c.alloca(f"[{SIZE} x i8]")
    c.line(f"call void {begin(c.w)}(ptr {r})")
    before = c.load("ptr", "%ctx", abi.CTX_CYCLES)
    c.store("ptr", r, "%ctx", abi.CTX_CYCLES)
    made = call()
    c.store("ptr", before, "%ctx", abi.CTX_CYCLES)
    c.line(f"call void {end(c.w)}(ptr {r}, i64 0)")
    return made
