"""Large blocks of memory that are freed: the process keeps a few, for the next of their size.

    ptr  js.large(i64 size)             as malloc
    void js.keep_large(ptr, i64 size)   as free

malloc asks the system for each large block, and the system clears it: for most loops over an array
that is as much work as they do themselves. Kept blocks are the system's to take back while nobody
uses them (MADV_FREE): it does when it is short of memory, page by page. When malloc has none, nor
calloc or realloc, kept blocks are freed first.

malloc puts large blocks 16 bytes behind the begin of a page, NumPy's too. Elements that lie a few
further behind in their page than those of an operand do make loads wait for stores with which they
share nothing but the end of the address. So fresh blocks are aligned to 512 bytes.

A lock that is taken, by another thread or before a fork, means that nothing is kept or found.
Module files keep none: they may be unloaded.
"""

from __future__ import annotations

import sys

from ..writer import Writer
from . import medium, pages
from .kept_blocks import BYTES, HEAD, SPARE, TURN, Table

BLOCKS = 4
LARGEST = 1 << 27  # bytes of a block that is kept
KEPT = 1 << 28  # bytes of all
ALIGNED = 512
_FREE = 8  # MADV_FREE
_PAGE = 1 << 21  # a huge page: those in part of a block stay whole
_TABLE = Table("js.kept", BLOCKS)


def keeps(w: Writer) -> bool:
    """Whether what is written is the code that all programs of a process share."""
    return sys.platform == "linux" and not w.public.isdisjoint(("js.alloc", "js.zeroed"))


def take(w: Writer) -> str:
    return w.once("js.large", lambda: _take(w))


def keep(w: Writer) -> str:
    return w.once("js.keep_large", lambda: _keep(w))


def _entry(i: str) -> list[str]:
    return [*_TABLE.entry(i), "  %block = load ptr, ptr %block.at, align 8"]


def _empty() -> list[str]:
    """Take the entry out of the table."""
    return [
        "  store i64 0, ptr %size.at, align 8",
        "  store ptr null, ptr %block.at, align 8",
        "  %all = load i64, ptr %bytes, align 8",
        "  %less = sub i64 %all, %found",
        "  store i64 %less, ptr %bytes, align 8",
    ]


def _take(w: Writer) -> list[str]:
    _TABLE.define(w)
    w.declare("aligned_alloc", "declare noalias ptr @aligned_alloc(i64, i64) nounwind")
    return [
        f"define internal noalias ptr @js.large(i64 %size) {HEAD} {{",
        *_TABLE.lock("locked", "malloc"),
        "locked:",
        _TABLE.field("bytes", BYTES),
        f"  %spare = lshr i64 %size, {SPARE}",
        "  br label %look",
        "look:",
        "  %i = phi i64 [0, %locked], [%next, %other]",
        *_entry("%i"),
        "  %enough = icmp uge i64 %found, %size",
        "  %unused = sub i64 %found, %size",
        "  %near = icmp ule i64 %unused, %spare",
        "  %fits = and i1 %enough, %near",
        "  br i1 %fits, label %take, label %other",
        "other:",
        *_TABLE.next("look", "none"),
        "take:",
        *_empty(),
        _TABLE.unlock,
        "  ret ptr %block",
        "none:",
        _TABLE.unlock,
        "  br label %malloc",
        "malloc:",
        *asked(w, f"call ptr @aligned_alloc(i64 {ALIGNED}, i64 %size)", "%malloc"),
        *pages.given(w, "%got", "%size"),
    ]


def asked(w: Writer, call: str, block: str) -> list[str]:
    """`%got`: what malloc or its like gives, called in `block`; again, without kept blocks, where
    that is null."""
    if not keeps(w):
        return [f"  %got = {call}"]
    end = w.once("js.free_large", lambda: _free_all(w))
    return [
        f"  %got.first = {call}",
        "  %refused = icmp eq ptr %got.first, null",
        "  br i1 %refused, label %again, label %answer, !prof !2",
        "again:",
        f"  call void {end}()",
        f"  %got.then = {call}",
        "  br label %answer",
        "answer:",
        f"  %got = phi ptr [%got.first, {block}], [%got.then, %again]",
    ]


def _free_all(w: Writer) -> list[str]:
    return [
        f"define internal void @js.free_large() {HEAD} {{",
        f"  call void {medium.free_all(w)}()",
        *_TABLE.lock("locked", "done"),
        "locked:",
        _TABLE.field("bytes", BYTES),
        "  br label %each",
        "each:",
        "  %i = phi i64 [0, %locked], [%next, %each]",
        *_entry("%i"),
        *_empty(),
        "  call void @free(ptr %block)",
        *_TABLE.next("each", "end"),
        "end:",
        _TABLE.unlock,
        "  br label %done",
        "done:",
        "  ret void",
    ]


def _keep(w: Writer) -> list[str]:
    """The block takes the place of those that were kept first, until it fits."""
    _TABLE.define(w)
    w.declare("madvise", "declare i32 @madvise(ptr captures(none), i64, i32) nounwind")
    return [
        f"define internal void @js.keep_large(ptr %p, i64 %size) {HEAD} {{",
        f"  %fits = icmp ule i64 %size, {LARGEST}",
        "  br i1 %fits, label %advise, label %away",
        "advise:",
        "  %start = ptrtoint ptr %p to i64",
        "  %stop = add i64 %start, %size",
        f"  %up = add i64 %start, {_PAGE - 1}",
        f"  %first = and i64 %up, -{_PAGE}",
        f"  %last = and i64 %stop, -{_PAGE}",
        "  %length = sub i64 %last, %first",
        "  %whole = icmp sgt i64 %length, 0",
        "  br i1 %whole, label %ask, label %away",
        "ask:",
        "  %pages = inttoptr i64 %first to ptr",
        f"  %refused = call i32 @madvise(ptr %pages, i64 %length, i32 {_FREE})",
        "  %given = icmp eq i32 %refused, 0",
        "  br i1 %given, label %lock.it, label %away, !prof !1",
        "lock.it:",
        *_TABLE.lock("locked", "away"),
        "locked:",
        _TABLE.field("turn.at", TURN),
        _TABLE.field("bytes", BYTES),
        "  br label %place",
        "place:",
        "  %turn = load i32, ptr %turn.at, align 4",
        "  %i = zext i32 %turn to i64",
        *_entry("%i"),
        *_empty(),
        "  call void @free(ptr %block)",
        "  %after = add i32 %turn, 1",
        f"  %round = urem i32 %after, {BLOCKS}",
        "  store i32 %round, ptr %turn.at, align 4",
        "  %sum = add i64 %less, %size",
        f"  %room = icmp ule i64 %sum, {KEPT}",
        "  br i1 %room, label %put, label %place",
        "put:",
        "  store i64 %size, ptr %size.at, align 8",
        "  store ptr %p, ptr %block.at, align 8",
        "  store i64 %sum, ptr %bytes, align 8",
        _TABLE.unlock,
        "  ret void",
        "away:",
        "  call void @free(ptr %p)",
        "  ret void",
    ]
