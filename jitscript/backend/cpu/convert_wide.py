"""Conversions of tuples with many items: through memory, items of one type in a loop.

    js.part T    i1 (ctx, ptr object, ptr owners, ptr place): whether it fits, and then is there
    js.whole T   ptr (ctx, ptr place): a new reference to what is there, or null, an exception set

So the code of a tuple is as long as it has runs of items of one type.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from ...ir.types import Tuple, Type
from ..layout import layout
from ..writer import Writer, symbol
from . import convert
from .code import CANNOT, Code

WIDE = 8  # items from which on the loop is shorter than the code written out


class Run:
    """The items `first` … `first + count - 1` of a tuple, which are of type `item`."""

    def __init__(self, first: int, item: Type, count: int):
        self.first, self.item, self.count = first, item, count


def runs(t: Tuple) -> Iterator[Run]:
    first = 0
    for item, group in itertools.groupby(t.items):
        count = sum(1 for _ in group)
        yield Run(first, item, count)
        first += count


def unbox(c: Code, t: Tuple, contiguous: bool, writes: bool, exact: bool) -> None:
    """From the object %o, a tuple of the right length. An item that does not fit gives back those
    before it: what is not there yet is null."""
    memory = c.alloca(layout(t).mem)
    c.line(f"store {layout(t).mem} zeroinitializer, ptr {memory}, align 16")
    owns = convert.owns(t)
    otherwise = c.label() if owns else "mismatch"
    owner = 0
    for run in runs(t):
        part = _part(c.w, run.item, contiguous, writes, exact)
        each = convert.arrays_in(run.item)
        with_loop = _Loop(c, t, memory, run)
        object = c.host("PyTuple_GetItem", "%o", with_loop.index, otherwise=CANNOT)  # size is known
        owners = c.owners_from(owner, with_loop.count, each)
        fine = c.let(f"call i1 {part}(ptr %ctx, ptr {object}, ptr {owners}, ptr {with_loop.place})")
        c.unless(fine, otherwise)
        with_loop.end()
        owner += each * run.count
    value = c.let(f"load {convert.reg(t)}, ptr {memory}, align 16")
    convert.fits(c, t, value)
    if owns:
        c.block(otherwise)
        c.release(t, c.let(f"load {convert.reg(t)}, ptr {memory}, align 16"))
        c.line("br label %mismatch")


def box(c: Code, t: Tuple, made: str) -> None:
    """Fill the new tuple `made` with the items of %v; to `drop` where one cannot be made."""
    memory = c.alloca(layout(t).mem)
    c.line(f"store {layout(t).mem} %v, ptr {memory}, align 16")
    for run in runs(t):
        whole = _whole(c.w, run.item)
        loop = _Loop(c, t, memory, run)
        object = c.let(f"call ptr {whole}(ptr %ctx, ptr {loop.place})")
        c.unless(c.let(f"icmp ne ptr {object}, null"), "drop")
        c.host("PyTuple_SetItem", made, loop.index, object, otherwise=CANNOT)  # it is new
        loop.end()


class _Loop:
    """Over the items of a run: `count`, its `index` in the tuple, its `place` in memory."""

    def __init__(self, c: Code, t: Tuple, memory: str, run: Run):
        self.c, self.run = c, run
        self.head, before, self.after = c.label(), c.label(), c.label()
        self.next = f"%{self.head}.next"
        self.last = c.label()
        c.line(f"br label %{before}")
        c.block(before)
        c.line(f"br label %{self.head}")
        c.block(self.head)
        self.count = c.let(f"phi i64 [0, %{before}], [{self.next}, %{self.last}]")
        self.index = c.let(f"add i64 {self.count}, {run.first}")
        first = c.let(
            f"getelementptr inbounds {layout(t).mem}, ptr {memory}, i64 0, i32 {run.first}"
        )
        self.place = c.let(
            f"getelementptr inbounds {layout(run.item).mem}, ptr {first}, i64 {self.count}"
        )

    def end(self) -> None:
        c = self.c
        c.line(f"br label %{self.last}")
        c.block(self.last)
        c.line(f"{self.next} = add i64 {self.count}, 1")
        again = c.let(f"icmp ult i64 {self.next}, {self.run.count}")
        c.branch(again, self.head, self.after)
        c.block(self.after)


def _part(w: Writer, t: Type, contiguous: bool, writes: bool, exact: bool) -> str:
    function = convert.unbox(w, t, contiguous, writes, exact)
    key = ("part", function)
    if key not in w.named:
        w.named[key] = symbol(f"js.part {function}")
        c = Code(w)
        value = c.unboxed(function, t, "%o", 0, "mismatch")
        c.line(f"store {layout(t).mem} {c.to_memory(t, value)}, ptr %place, align 1")
        c.line("ret i1 true")
        c.block("mismatch")
        c.line("ret i1 false")
        head = f"i1 {w.named[key]}(ptr %ctx, ptr %o, ptr %owners, ptr %place) noinline nounwind"
        w.define(c.function(f"define internal {head}"))
    return w.named[key]


def _whole(w: Writer, t: Type) -> str:
    key = ("whole", t)
    if key not in w.named:
        w.named[key] = symbol(f"js.whole {t!r}")
        c = Code(w)
        value = c.from_memory(t, c.let(f"load {layout(t).mem}, ptr %place, align 1"))
        made = c.let(f"call ptr {convert.box(w, t)}(ptr %ctx, {convert.reg(t)} {value})")
        c.line(f"ret ptr {made}")
        head = f"ptr {w.named[key]}(ptr %ctx, ptr %place) noinline nounwind"
        w.define(c.function(f"define internal {head}"))
    return w.named[key]
