"""Large blocks of memory, on Linux: in huge pages where the system has them.

A new page costs more than what most loops do to its 512 doubles. NumPy asks for huge ones, too,
from the same size on.
"""

from __future__ import annotations

import sys

from ..writer import Writer

LARGE = 1 << 22  # bytes
_HUGE_PAGES = 14  # MADV_HUGEPAGE
_PAGE = 4096


def given(w: Writer, block: str, size: str) -> list[str]:
    """The end of a function that gives a new block, or null."""
    if sys.platform != "linux":
        return [f"  ret ptr {block}"]
    w.declare("madvise", "declare i32 @madvise(ptr captures(none), i64, i32) nounwind")
    return [
        f"  %many = icmp uge i64 {size}, {LARGE}",
        f"  %there = icmp ne ptr {block}, null",
        "  %worth = and i1 %many, %there",
        "  br i1 %worth, label %advise, label %given, !prof !2",
        "advise:",
        f"  %start = ptrtoint ptr {block} to i64",
        f"  %over = add i64 %start, {_PAGE - 1}",
        f"  %begin = and i64 %over, -{_PAGE}",
        "  %skipped = sub i64 %begin, %start",
        f"  %rest = sub i64 {size}, %skipped",
        "  %pages = inttoptr i64 %begin to ptr",
        f"  call i32 @madvise(ptr %pages, i64 %rest, i32 {_HUGE_PAGES})",
        "  br label %given",
        "given:",
        f"  ret ptr {block}",
    ]
