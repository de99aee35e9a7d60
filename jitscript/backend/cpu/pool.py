"""Small blocks of memory: each thread keeps those it frees, for the next of their size.

    ptr  js.alloc(i64 size)                 as malloc
    ptr  js.zeroed(i64 size)                as calloc
    ptr  js.longer(ptr, i64 old, i64 new)   as realloc, where a block of `old` bytes lies
    void js.free(ptr, i64 size)             as free

Each block is one of malloc's, with room for the size rounded up to 16. So whatever has no place in
the table is malloc's and free's again: larger blocks (very large ones are `large.py`'s), threads
beyond those that the table has places for, and more than `KEPT` bytes of a thread. A block may be
freed by another thread than asked for it; lists are touched by their thread alone, which is known
by its pointer, as compiled code runs without the GIL. A thread that ends leaves its place to the
next one with its pointer.
"""

from __future__ import annotations

import sys

from ...runtime import native
from ..writer import Writer
from . import large, medium, pages

SMALL = 512  # bytes of the largest block that is kept
KEPT = 16 << 20  # bytes that a thread keeps
THREADS = 8  # places in the table, a power of two
_PLACE = f"{{i64, i64, [{SMALL // 16 + 1} x ptr]}}"  # the thread, bytes it may keep, lists by size
PLACE_SIZE = 16 + 8 * (SMALL // 16 + 1)
_TABLE = f"[{THREADS} x {_PLACE}]"
_MAKES = "noinline nounwind willreturn memory(inaccessiblemem: readwrite)"
_MOVES = "noinline nounwind willreturn"


def keeps() -> bool:
    """Whether LLVM knows how a thread is told on this platform."""
    return sys.platform == "linux" and native.machine() in ("x86_64", "aarch64")


def alloc(w: Writer) -> str:
    return w.once("js.alloc", lambda: _alloc(w))


def zeroed(w: Writer) -> str:
    return w.once("js.zeroed", lambda: _zeroed(w))


def longer(w: Writer) -> str:
    return w.once("js.longer", lambda: _longer(w))


def free(w: Writer) -> str:
    return w.once("js.free", lambda: _free(w))


def _place(w: Writer) -> list[str]:
    """The thread's `%place` in the table, and whose it is."""
    if "js.pool" not in w.named and "js.alloc" not in w.shared:
        w.named["js.pool"] = "@js.pool"
        w.globals.append(f"@js.pool = hidden global {_TABLE} zeroinitializer, align 64")
    w.intrinsic("llvm.thread.pointer", "ptr")
    return [
        "  %pointer = call ptr @llvm.thread.pointer()",
        "  %thread = ptrtoint ptr %pointer to i64",
        "  %page = lshr i64 %thread, 12",
        "  %mixed = mul i64 %page, -7046029254386353131",
        f"  %which = lshr i64 %mixed, {64 - THREADS.bit_length() + 1}",
        f"  %place = getelementptr inbounds {_PLACE}, ptr @js.pool, i64 %which",
        "  %owner = load atomic i64, ptr %place monotonic, align 8",
        "  %mine = icmp eq i64 %owner, %thread",
    ]


def _list(name: str) -> list[str]:
    """`%at.name`: where the list of blocks of `%rounded` bytes begins."""
    return [
        "  %class = lshr exact i64 %rounded, 4",
        f"  %at = getelementptr inbounds {_PLACE}, ptr %place, i64 0, i32 2, i64 %class",
        f"  %room = getelementptr inbounds {_PLACE}, ptr %place, i64 0, i32 1",
        f"  %{name} = load ptr, ptr %at, align 8",
    ]


def _rounded(size: str = "%size") -> list[str]:
    return [f"  %up = add i64 {size}, 15", "  %rounded = and i64 %up, -16"]


def _alloc(w: Writer) -> list[str]:
    head = f"define internal noalias ptr @js.alloc(i64 %size) {_MAKES} {{"
    w.declare("malloc", "declare noalias ptr @malloc(i64) nounwind")
    fresh = ["fresh:", "  %made = call ptr @malloc(i64 %rounded)", "  ret ptr %made"]
    large = [
        "large:",
        "  %fits = icmp uge i64 %rounded, %size",
        "  %asked = select i1 %fits, i64 %rounded, i64 %size",
        *_other(w),
    ]
    if not keeps():
        return [head, *_rounded(), "  br label %large", *large]
    return [
        head,
        f"  %small = icmp ule i64 %size, {SMALL}",
        *_rounded(),
        "  br i1 %small, label %find, label %large, !prof !1",
        "find:",
        *_place(w),
        "  br i1 %mine, label %look, label %claim, !prof !1",
        "look:",
        *_list("first"),
        "  %none = icmp eq ptr %first, null",
        "  br i1 %none, label %fresh, label %take, !prof !2",
        "take:",
        "  %next = load ptr, ptr %first, align 8",
        "  store ptr %next, ptr %at, align 8",
        "  %before = load i64, ptr %room, align 8",
        "  %after = add i64 %before, %rounded",
        "  store i64 %after, ptr %room, align 8",
        "  ret ptr %first",
        "claim:",
        "  %nobody = icmp eq i64 %owner, 0",
        "  br i1 %nobody, label %try, label %fresh",
        "try:",
        "  %tried = cmpxchg ptr %place, i64 0, i64 %thread monotonic monotonic, align 8",
        "  %won = extractvalue {i64, i1} %tried, 1",
        "  br i1 %won, label %won.it, label %fresh",
        "won.it:",
        f"  %budget = getelementptr inbounds {_PLACE}, ptr %place, i64 0, i32 1",
        f"  store i64 {KEPT}, ptr %budget, align 8",
        "  br label %fresh",
        *fresh,
        *large,
    ]


def _other(w: Writer) -> list[str]:
    """The end of js.alloc, for a block of `%asked` bytes."""
    malloc = ["  %other = call ptr @malloc(i64 %asked)", *pages.given(w, "%other", "%asked")]
    if not large.keeps(w):
        return malloc
    return [
        f"  %many = icmp uge i64 %asked, {pages.LARGE}",
        "  br i1 %many, label %very.large, label %larger, !prof !2",
        "very.large:",
        f"  %kept = call ptr {large.take(w)}(i64 %asked)",
        "  ret ptr %kept",
        "larger:",
        f"  %some = icmp uge i64 %asked, {medium.LEAST}",
        "  br i1 %some, label %medium, label %plain, !prof !2",
        "medium:",
        f"  %known = call ptr {medium.take(w)}(i64 %asked)",
        "  %unknown = icmp eq ptr %known, null",
        "  br i1 %unknown, label %plain, label %again",
        "again:",
        "  ret ptr %known",
        "plain:",
        "  %other = call ptr @malloc(i64 %asked)",
        "  ret ptr %other",
    ]


def _zeroed(w: Writer) -> list[str]:
    make = alloc(w)
    w.declare("calloc", "declare noalias ptr @calloc(i64, i64) nounwind")
    w.intrinsic("llvm.memset.p0.i64", "void", "ptr", "i8", "i64", "i1")
    clear = "  call void @llvm.memset.p0.i64(ptr align 16 %known, i8 0, i64 %asked, i1 false)"
    return [
        f"define internal noalias ptr @js.zeroed(i64 %size) {_MAKES} {{",
        f"  %small = icmp ule i64 %size, {SMALL}",
        *_rounded(),
        "  br i1 %small, label %kept, label %large, !prof !1",
        "large:",
        "  %fits = icmp uge i64 %rounded, %size",
        "  %asked = select i1 %fits, i64 %rounded, i64 %size",
        *_medium(w, "calloc", [clear, "  ret ptr %known"]),
        *large.asked(w, "call ptr @calloc(i64 1, i64 %asked)", "%calloc"),
        *pages.given(w, "%got", "%asked"),
        "kept:",
        f"  %made = call ptr {make}(i64 %rounded)",
        "  %lost = icmp eq ptr %made, null",
        "  br i1 %lost, label %done, label %clear, !prof !2",
        "clear:",
        "  call void @llvm.memset.p0.i64(ptr align 16 %made, i8 0, i64 %rounded, i1 false)",
        "  br label %done",
        "done:",
        "  ret ptr %made",
    ]


def _longer(w: Writer) -> list[str]:
    make, end = alloc(w), free(w)
    w.declare("realloc", "declare ptr @realloc(ptr, i64) nounwind")
    w.intrinsic("llvm.memcpy.p0.p0.i64", "void", "ptr", "ptr", "i64", "i1")
    moved = [
        "  call void @llvm.memcpy.p0.p0.i64(ptr %known, ptr %p, i64 %old, i1 false)",
        f"  call void {end}(ptr %p, i64 %old)",
        "  ret ptr %known",
    ]
    return [
        f"define internal ptr @js.longer(ptr captures(none) %p, i64 %old, i64 %size) {_MOVES} {{",
        *_rounded(),
        "  %most = add i64 %old, 15",
        "  %there = and i64 %most, -16",
        "  %enough = icmp ule i64 %size, %there",
        "  br i1 %enough, label %same, label %more",
        "same:",
        "  ret ptr %p",
        "more:",
        f"  %small = icmp ule i64 %size, {SMALL}",
        "  br i1 %small, label %move, label %large",
        "move:",
        f"  %made = call ptr {make}(i64 %rounded)",
        "  %lost = icmp eq ptr %made, null",
        "  br i1 %lost, label %done, label %copy, !prof !2",
        "copy:",
        "  call void @llvm.memcpy.p0.p0.i64(ptr %made, ptr %p, i64 %old, i1 false)",
        f"  call void {end}(ptr %p, i64 %old)",
        "  br label %done",
        "done:",
        "  ret ptr %made",
        "large:",
        "  %fits = icmp uge i64 %rounded, %size",
        "  %asked = select i1 %fits, i64 %rounded, i64 %size",
        *_medium(w, "realloc", moved),
        *large.asked(w, "call ptr @realloc(ptr %p, i64 %asked)", "%realloc"),
        "  ret ptr %got",
    ]


def _medium(w: Writer, otherwise: str, use: list[str]) -> list[str]:
    """`use` a kept block `%known` for `%asked` bytes, or go to `otherwise`, which follows."""
    if not large.keeps(w):
        return [f"  br label %{otherwise}", f"{otherwise}:"]
    return [
        f"  %excess = sub i64 %asked, {medium.LEAST}",
        f"  %middle = icmp ult i64 %excess, {pages.LARGE - medium.LEAST}",
        f"  br i1 %middle, label %look.up, label %{otherwise}",
        "look.up:",
        f"  %known = call ptr {medium.take(w)}(i64 %asked)",
        "  %unknown = icmp eq ptr %known, null",
        f"  br i1 %unknown, label %{otherwise}, label %known.one",
        "known.one:",
        *use,
        f"{otherwise}:",
    ]


def _free(w: Writer) -> list[str]:
    head = f"define internal void @js.free(ptr %p, i64 %size) {_MOVES} {{"
    w.declare("free", "declare void @free(ptr captures(none)) nounwind willreturn")
    if not keeps():
        return [head, *_gone(w)]
    return [
        head,
        f"  %small = icmp ule i64 %size, {SMALL}",
        "  br i1 %small, label %find, label %away, !prof !1",
        "find:",
        *_place(w),
        "  br i1 %mine, label %look, label %away, !prof !1",
        "look:",
        *_rounded(),
        *_list("first"),
        "  %before = load i64, ptr %room, align 8",
        "  %after = sub i64 %before, %rounded",
        "  %full = icmp slt i64 %after, 0",
        "  br i1 %full, label %away, label %keep, !prof !2",
        "keep:",
        "  store ptr %first, ptr %p, align 8",
        "  store ptr %p, ptr %at, align 8",
        "  store i64 %after, ptr %room, align 8",
        "  ret void",
        "away:",
        *_gone(w),
    ]


def _gone(w: Writer) -> list[str]:
    """The end of js.free, for what the table does not keep."""
    free = ["  call void @free(ptr %p)", "  ret void"]
    if not large.keeps(w):
        return free
    return [
        f"  %many = icmp uge i64 %size, {pages.LARGE}",
        "  br i1 %many, label %very.large, label %larger, !prof !2",
        "very.large:",
        f"  call void {large.keep(w)}(ptr %p, i64 %size)",
        "  ret void",
        "larger:",
        f"  %some = icmp uge i64 %size, {medium.LEAST}",
        "  br i1 %some, label %medium, label %plain, !prof !2",
        "medium:",
        f"  call void {medium.keep(w)}(ptr %p, i64 %size)",
        "  ret void",
        "plain:",
        *free,
    ]
