"""Blocks of memory between small and large ones that are freed: the process keeps some.

    ptr  js.medium(i64 size)             a kept block with room for so much, or null
    void js.keep_medium(ptr, i64 size)   as free
    void js.free_medium()                frees all that are kept

The tables of dicts and sets and the buffers of lists are such blocks. malloc gives much of what it
gets back at its end to the system at once, which gives it cleared again, page by page: a page costs
more than what is written into it. As with `large.py`, a lock that is taken means that nothing is
kept or found, and module files keep none.
"""

from __future__ import annotations

from ..writer import Writer

LEAST = 1 << 14  # bytes
BLOCKS = 16
KEPT = 1 << 24  # bytes of all
SPARE = 3  # a block may be larger than what it is taken for, by 1/2**SPARE of that
_ENTRY = "{i64, ptr}"
_TABLE = f"{{i32, i32, i64, [{BLOCKS} x {_ENTRY}]}}"  # lock, next to go, bytes, blocks
_HEAD = "noinline nounwind willreturn"
_UNLOCK = "  store atomic i32 0, ptr @js.middle release, align 4"


def take(w: Writer) -> str:
    return w.once("js.medium", lambda: _take(w))


def keep(w: Writer) -> str:
    return w.once("js.keep_medium", lambda: _keep(w))


def free_all(w: Writer) -> str:
    return w.once("js.free_medium", lambda: _free_all(w))


def _table(w: Writer) -> None:
    if "js.middle" not in w.named:
        w.named["js.middle"] = "@js.middle"
        w.globals.append(f"@js.middle = hidden global {_TABLE} zeroinitializer, align 64")
    w.declare("free", "declare void @free(ptr captures(none)) nounwind willreturn")


def _locked(otherwise: str) -> list[str]:
    return [
        "  %lock = cmpxchg ptr @js.middle, i32 0, i32 1 acquire monotonic, align 4",
        "  %won = extractvalue {i32, i1} %lock, 1",
        f"  br i1 %won, label %locked, label %{otherwise}",
        "locked:",
        f"  %bytes = getelementptr inbounds {_TABLE}, ptr @js.middle, i64 0, i32 2",
        "  %kept = load i64, ptr %bytes, align 8",
    ]


def _entry(i: str) -> list[str]:
    """Where the size of the entry `i` is and where its block, and the size: 0 where it is free."""
    at = f"getelementptr inbounds {_TABLE}, ptr @js.middle, i64 0, i32 3, i64 {i}"
    return [
        f"  %size.at = {at}, i32 0",
        f"  %block.at = {at}, i32 1",
        "  %found = load i64, ptr %size.at, align 8",
    ]


def _next(more: str, end: str) -> list[str]:
    return [
        "  %next = add i64 %i, 1",
        f"  %more = icmp ult i64 %next, {BLOCKS}",
        f"  br i1 %more, label %{more}, label %{end}",
    ]


def _take(w: Writer) -> list[str]:
    _table(w)
    return [
        f"define internal noalias ptr @js.medium(i64 %size) {_HEAD} {{",
        *_locked("nothing"),
        f"  %spare = lshr i64 %size, {SPARE}",
        "  br label %look",
        "look:",
        "  %i = phi i64 [0, %locked], [%next, %other]",
        *_entry("%i"),
        "  %unused = sub i64 %found, %size",  # of a smaller block, or of none, it is huge
        "  %fits = icmp ule i64 %unused, %spare",
        "  br i1 %fits, label %take, label %other",
        "other:",
        *_next("look", "none"),
        "take:",
        "  %block = load ptr, ptr %block.at, align 8",
        "  store i64 0, ptr %size.at, align 8",
        "  %less = sub i64 %kept, %found",
        "  store i64 %less, ptr %bytes, align 8",
        _UNLOCK,
        "  ret ptr %block",
        "none:",
        _UNLOCK,
        "  br label %nothing",
        "nothing:",
        "  ret ptr null",
    ]


def _keep(w: Writer) -> list[str]:
    """The block takes a free place, else that of one that was kept before."""
    _table(w)
    return [
        f"define internal void @js.keep_medium(ptr %p, i64 %size) {_HEAD} {{",
        *_locked("away"),
        "  %sum = add i64 %kept, %size",
        f"  %room = icmp ule i64 %sum, {KEPT}",
        "  br i1 %room, label %look, label %full",
        "look:",
        "  %i = phi i64 [0, %locked], [%next, %other]",
        *_entry("%i"),
        "  %empty = icmp eq i64 %found, 0",
        "  br i1 %empty, label %put, label %other",
        "put:",
        "  store i64 %size, ptr %size.at, align 8",
        "  store ptr %p, ptr %block.at, align 8",
        "  store i64 %sum, ptr %bytes, align 8",
        _UNLOCK,
        "  ret void",
        "other:",
        *_next("look", "full"),
        "full:",  # one of the kept ones goes, so that they are those of late
        f"  %turn.at = getelementptr inbounds {_TABLE}, ptr @js.middle, i64 0, i32 1",
        "  %turn = load i32, ptr %turn.at, align 4",
        f"  %after = urem i32 %turn, {BLOCKS}",
        "  %one = add i32 %after, 1",
        "  store i32 %one, ptr %turn.at, align 4",
        "  %k = zext i32 %after to i64",
        *[line.replace("%found", "%old.size").replace(".at", ".old") for line in _entry("%k")],
        "  %old = load ptr, ptr %block.old, align 8",
        "  %there = icmp ne i64 %old.size, 0",
        "  %gone = select i1 %there, ptr %old, ptr null",
        "  %rest = sub i64 %sum, %old.size",
        f"  %now = icmp ule i64 %rest, {KEPT}",
        "  %new.size = select i1 %now, i64 %size, i64 0",
        "  %but = select i1 %now, i64 0, i64 %size",
        "  %left = sub i64 %rest, %but",
        "  store i64 %new.size, ptr %size.old, align 8",
        "  store ptr %p, ptr %block.old, align 8",
        "  store i64 %left, ptr %bytes, align 8",
        _UNLOCK,
        "  call void @free(ptr %gone)",
        "  br i1 %now, label %done, label %away",
        "done:",
        "  ret void",
        "away:",
        "  call void @free(ptr %p)",
        "  ret void",
    ]


def _free_all(w: Writer) -> list[str]:
    _table(w)
    return [
        f"define internal void @js.free_medium() {_HEAD} {{",
        *_locked("done"),
        "  br label %each",
        "each:",
        "  %i = phi i64 [0, %locked], [%next, %gone]",
        *_entry("%i"),
        "  %empty = icmp eq i64 %found, 0",
        "  br i1 %empty, label %gone, label %full",
        "full:",
        "  %block = load ptr, ptr %block.at, align 8",
        "  store i64 0, ptr %size.at, align 8",
        "  call void @free(ptr %block)",
        "  br label %gone",
        "gone:",
        *_next("each", "end"),
        "end:",
        "  store i64 0, ptr %bytes, align 8",
        _UNLOCK,
        "  br label %done",
        "done:",
        "  ret void",
    ]
