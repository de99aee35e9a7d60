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
from .kept_blocks import BYTES, HEAD, SPARE, TURN, Table

LEAST = 1 << 14  # bytes
BLOCKS = 16
KEPT = 1 << 24  # bytes of all
_TABLE = Table("js.middle", BLOCKS)


def take(w: Writer) -> str:
    return w.once("js.medium", lambda: _take(w))


def keep(w: Writer) -> str:
    return w.once("js.keep_medium", lambda: _keep(w))


def free_all(w: Writer) -> str:
    return w.once("js.free_medium", lambda: _free_all(w))


def _locked(otherwise: str) -> list[str]:
    return [
        *_TABLE.lock("locked", otherwise),
        "locked:",
        _TABLE.field("bytes", BYTES),
        "  %kept = load i64, ptr %bytes, align 8",
    ]


def _take(w: Writer) -> list[str]:
    _TABLE.define(w)
    return [
        f"define internal noalias ptr @js.medium(i64 %size) {HEAD} {{",
        *_locked("nothing"),
        f"  %spare = lshr i64 %size, {SPARE}",
        "  br label %look",
        "look:",
        "  %i = phi i64 [0, %locked], [%next, %other]",
        *_TABLE.entry("%i"),
        "  %unused = sub i64 %found, %size",  # of a smaller block, or of none, it is huge
        "  %fits = icmp ule i64 %unused, %spare",
        "  br i1 %fits, label %take, label %other",
        "other:",
        *_TABLE.next("look", "none"),
        "take:",
        "  %block = load ptr, ptr %block.at, align 8",
        "  store i64 0, ptr %size.at, align 8",
        "  %less = sub i64 %kept, %found",
        "  store i64 %less, ptr %bytes, align 8",
        _TABLE.unlock,
        "  ret ptr %block",
        "none:",
        _TABLE.unlock,
        "  br label %nothing",
        "nothing:",
        "  ret ptr null",
    ]


def _keep(w: Writer) -> list[str]:
    """The block takes a free place, else that of one that was kept before."""
    _TABLE.define(w)
    return [
        f"define internal void @js.keep_medium(ptr %p, i64 %size) {HEAD} {{",
        *_locked("away"),
        "  %sum = add i64 %kept, %size",
        f"  %room = icmp ule i64 %sum, {KEPT}",
        "  br i1 %room, label %look, label %full",
        "look:",
        "  %i = phi i64 [0, %locked], [%next, %other]",
        *_TABLE.entry("%i"),
        "  %empty = icmp eq i64 %found, 0",
        "  br i1 %empty, label %put, label %other",
        "put:",
        "  store i64 %size, ptr %size.at, align 8",
        "  store ptr %p, ptr %block.at, align 8",
        "  store i64 %sum, ptr %bytes, align 8",
        _TABLE.unlock,
        "  ret void",
        "other:",
        *_TABLE.next("look", "full"),
        "full:",  # one of the kept ones goes, so that they are those of late
        _TABLE.field("turn.at", TURN),
        "  %turn = load i32, ptr %turn.at, align 4",
        f"  %after = urem i32 %turn, {BLOCKS}",
        "  %one = add i32 %after, 1",
        "  store i32 %one, ptr %turn.at, align 4",
        "  %k = zext i32 %after to i64",
        *(x.replace("%found", "%old.size").replace(".at", ".old") for x in _TABLE.entry("%k")),
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
        _TABLE.unlock,
        "  call void @free(ptr %gone)",
        "  br i1 %now, label %done, label %away",
        "done:",
        "  ret void",
        "away:",
        "  call void @free(ptr %p)",
        "  ret void",
    ]


def _free_all(w: Writer) -> list[str]:
    _TABLE.define(w)
    return [
        f"define internal void @js.free_medium() {HEAD} {{",
        *_locked("done"),
        "  br label %each",
        "each:",
        "  %i = phi i64 [0, %locked], [%next, %gone]",
        *_TABLE.entry("%i"),
        "  %empty = icmp eq i64 %found, 0",
        "  br i1 %empty, label %gone, label %full",
        "full:",
        "  %block = load ptr, ptr %block.at, align 8",
        "  store i64 0, ptr %size.at, align 8",
        "  call void @free(ptr %block)",
        "  br label %gone",
        "gone:",
        *_TABLE.next("each", "end"),
        "end:",
        "  store i64 0, ptr %bytes, align 8",
        _TABLE.unlock,
        "  br label %done",
        "done:",
        "  ret void",
    ]
