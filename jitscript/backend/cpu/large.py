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

BLOCKS = 4
LARGEST = 1 << 27  # bytes of a block that is kept
KEPT = 1 << 28  # bytes of all
SPARE = 3  # a block may be larger than what it is taken for, by 1/2**SPARE of that
ALIGNED = 512
_FREE = 8  # MADV_FREE
_PAGE = 1 << 21  # a huge page: those in part of a block stay whole
_ENTRY = "{i64, ptr}"
_TABLE = f"{{i32, i32, i64, [{BLOCKS} x {_ENTRY}]}}"  # lock, next to go, bytes, blocks
_HEAD = "noinline nounwind willreturn"


def keeps(w: Writer) -> bool:
    """Whether what is written is the code that all programs of a process share."""
    return sys.platform == "linux" and not w.public.isdisjoint(("js.alloc", "js.zeroed"))


def take(w: Writer) -> str:
    return w.once("js.large", lambda: _take(w))


def keep(w: Writer) -> str:
    return w.once("js.keep_large", lambda: _keep(w))


def _table(w: Writer) -> None:
    if "js.kept" not in w.named:
        w.named["js.kept"] = "@js.kept"
        w.globals.append(f"@js.kept = hidden global {_TABLE} zeroinitializer, align 64")
    w.declare("aligned_alloc", "declare noalias ptr @aligned_alloc(i64, i64) nounwind")
    w.declare("free", "declare void @free(ptr captures(none)) nounwind willreturn")


def _lock(yes: str, no: str) -> list[str]:
    return [
        "  %lock = cmpxchg ptr @js.kept, i32 0, i32 1 acquire monotonic, align 4",
        "  %won = extractvalue {i32, i1} %lock, 1",
        f"  br i1 %won, label %{yes}, label %{no}",
    ]


_UNLOCK = "  store atomic i32 0, ptr @js.kept release, align 4"


def _field(name: str, i: int) -> str:
    return f"  %{name} = getelementptr inbounds {_TABLE}, ptr @js.kept, i64 0, i32 {i}"


def _entry(i: str, suffix: str = "") -> list[str]:
    at = f"getelementptr inbounds {_TABLE}, ptr @js.kept, i64 0, i32 3, i64 {i}"
    return [
        f"  %size.at{suffix} = {at}, i32 0",
        f"  %block.at{suffix} = {at}, i32 1",
        f"  %found{suffix} = load i64, ptr %size.at{suffix}, align 8",
        f"  %block{suffix} = load ptr, ptr %block.at{suffix}, align 8",
    ]


def _empty(suffix: str = "") -> list[str]:
    """Take the entry out of the table."""
    return [
        f"  store i64 0, ptr %size.at{suffix}, align 8",
        f"  store ptr null, ptr %block.at{suffix}, align 8",
        f"  %all{suffix} = load i64, ptr %bytes, align 8",
        f"  %less{suffix} = sub i64 %all{suffix}, %found{suffix}",
        f"  store i64 %less{suffix}, ptr %bytes, align 8",
    ]


def _take(w: Writer) -> list[str]:
    _table(w)
    return [
        f"define internal noalias ptr @js.large(i64 %size) {_HEAD} {{",
        *_lock("locked", "malloc"),
        "locked:",
        _field("bytes", 2),
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
        "  %next = add i64 %i, 1",
        f"  %more = icmp ult i64 %next, {BLOCKS}",
        "  br i1 %more, label %look, label %none",
        "take:",
        *_empty(),
        _UNLOCK,
        "  ret ptr %block",
        "none:",
        _UNLOCK,
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
        f"define internal void @js.free_large() {_HEAD} {{",
        f"  call void {medium.free_all(w)}()",
        *_lock("locked", "done"),
        "locked:",
        _field("bytes", 2),
        "  br label %each",
        "each:",
        "  %i = phi i64 [0, %locked], [%next, %each]",
        *_entry("%i"),
        *_empty(),
        "  call void @free(ptr %block)",
        "  %next = add i64 %i, 1",
        f"  %more = icmp ult i64 %next, {BLOCKS}",
        "  br i1 %more, label %each, label %end",
        "end:",
        _UNLOCK,
        "  br label %done",
        "done:",
        "  ret void",
    ]


def _keep(w: Writer) -> list[str]:
    """The block takes the place of those that were kept first, until it fits."""
    _table(w)
    w.declare("madvise", "declare i32 @madvise(ptr captures(none), i64, i32) nounwind")
    return [
        f"define internal void @js.keep_large(ptr %p, i64 %size) {_HEAD} {{",
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
        *_lock("locked", "away"),
        "locked:",
        _field("turn.at", 1),
        _field("bytes", 2),
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
        _UNLOCK,
        "  ret void",
        "away:",
        "  call void @free(ptr %p)",
        "  ret void",
    ]
