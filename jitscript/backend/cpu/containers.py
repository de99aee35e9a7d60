"""What the conversions of containers need of Python's own, beyond its API: see `abi.HELPERS`."""

from __future__ import annotations

from ...runtime import abi
from .code import Code


def same_items(c: Code) -> None:
    c.w.declare("memcmp", "declare i32 @memcmp(ptr, ptr, i64) nounwind")
    sizes = [c.load("i64", o, abi.LIST_SIZE) for o in ("%a", "%b")]
    c.unless(c.let(f"icmp eq i64 {sizes[0]}, {sizes[1]}"), "other")
    items = [c.load("ptr", o, abi.LIST_ITEMS) for o in ("%a", "%b")]
    n = c.let(f"mul i64 {sizes[0]}, 8")
    c.unless(c.let(f"icmp sgt i64 {n}, 0"), "same")
    differs = c.let(f"call i32 @memcmp(ptr {items[0]}, ptr {items[1]}, i64 {n})")
    c.unless(c.let(f"icmp eq i32 {differs}, 0"), "other")
    c.line("br label %same")
    c.block("same")
    c.line("ret i32 1")
    c.block("other")
    c.line("ret i32 0")


def drop_items(c: Code) -> None:
    """CPython takes memory to delete more than eight items."""
    c.host("PyList_SetSlice", "%list", "%low", "%high", "null", otherwise="bit.by.bit")
    c.line("ret i32 0")
    c.block("bit.by.bit")
    c.host("PyErr_Clear")
    c.line("br label %more")
    c.block("more")
    c.line("%end = phi i64 [%high, %bit.by.bit], [%from, %deleted]")
    c.unless(c.let("icmp sgt i64 %end, %low"), "done")
    eight = c.let("sub i64 %end, 8")
    fewer = c.let(f"icmp slt i64 {eight}, %low")
    c.line(f"%from = select i1 {fewer}, i64 %low, i64 {eight}")
    c.host("PyList_SetSlice", "%list", "%from", "%end", "null", otherwise="failed")
    c.line("br label %deleted")
    c.block("deleted")
    c.line("br label %more")
    c.block("done")
    c.line("ret i32 0")
    c.block("failed")
    c.line("ret i32 1")


def set_head(c: Code) -> None:
    for i, field in enumerate((abi.SET_FILL, abi.SET_MASK, abi.SET_TABLE, abi.SET_FINGER)):
        c.store("i64", c.load("i64", "%set", field), c.offset("%out", 8 * i))
    c.line("ret void")


def set_arrange(c: Code) -> None:
    """The new elements are counted before the old ones are given back."""
    size = c.let(f"add i64 {c.load('i64', '%set', abi.SET_MASK)}, 1")
    table = c.load("ptr", "%set", abi.SET_TABLE)
    items = c.load("ptr", "%items", abi.LIST_ITEMS)
    state = c.data("state")
    dummy = c.load("ptr", c.offset(state, abi.STATE_HASH + 32))
    c.line("br label %begin")
    c.block("begin")
    c.line("br label %head")
    c.block("head")
    c.line("%i = phi i64 [0, %begin], [%i.next, %next]")
    c.line("%k = phi i64 [0, %begin], [%k.next, %next]")
    c.line("%fill = phi i64 [0, %begin], [%fill.next, %next]")
    c.unless(c.let(f"icmp slt i64 %i, {size}"), "done")
    at = c.let(f"getelementptr i8, ptr {table}, i64 {c.let(f'mul i64 %i, {abi.SET_PLACE}')}")
    old = c.load("ptr", at)
    mark = c.load("i64", c.let("getelementptr i64, ptr %marks, i64 %i"))
    free = c.let(f"icmp eq i64 {mark}, 0")
    gone = c.let(f"icmp eq i64 {mark}, %gone")
    c.branch(free, "empty", "taken")
    c.block("empty")
    c.store("ptr", "null", at)
    c.store("i64", "0", at, 8)
    c.line("br label %placed")
    c.block("taken")
    c.branch(gone, "deleted", "element")
    c.block("deleted")
    c.store("ptr", dummy, at)
    c.store("i64", "-1", at, 8)
    c.line("br label %placed")
    c.block("element")
    item = c.load("ptr", c.let(f"getelementptr ptr, ptr {items}, i64 %k"))
    c.host("Py_IncRef", item)
    c.store("ptr", item, at)
    c.store("i64", c.let(f"xor i64 {mark}, -1"), at, 8)
    c.line("br label %placed")
    c.block("placed")
    c.line("%one = phi i64 [0, %empty], [0, %deleted], [1, %element]")
    c.line("%filled = phi i64 [0, %empty], [1, %deleted], [1, %element]")
    real = c.let(f"icmp ne ptr {old}, {dummy}")
    c.branch(real, "give", "next")
    c.block("give")
    c.host("Py_DecRef", old)  # which lets null be
    c.line("br label %next")
    c.block("next")
    c.line("%i.next = add i64 %i, 1")
    c.line("%k.next = add i64 %k, %one")
    c.line("%fill.next = add i64 %fill, %filled")
    c.line("br label %head")
    c.block("done")
    c.store("i64", "%fill", "%set", abi.SET_FILL)
    c.store("i64", "%k", "%set", abi.SET_USED)
    c.store("i64", "%finger", "%set", abi.SET_FINGER)
    c.line("ret void")


def set_swap(c: Code) -> None:
    fields = (abi.SET_FILL, abi.SET_USED, abi.SET_MASK, abi.SET_FINGER)
    tables = [c.load("ptr", s, abi.SET_TABLE) for s in ("%a", "%b")]
    small = [c.offset(s, abi.SET_SMALL) for s in ("%a", "%b")]
    within = [c.let(f"icmp eq ptr {t}, {s}") for t, s in zip(tables, small)]
    for k, s in enumerate(("%a", "%b")):
        other = 1 - k
        new = c.let(f"select i1 {within[other]}, ptr {small[k]}, ptr {tables[other]}")
        c.store("ptr", new, s, abi.SET_TABLE)
    words = [*fields, *range(abi.SET_SMALL, abi.SET_SMALL + abi.SET_SMALL_SIZE, 8)]
    for field in words:
        values = [c.load("i64", s, field) for s in ("%a", "%b")]
        c.store("i64", values[1], "%a", field)
        c.store("i64", values[0], "%b", field)
    c.line("ret void")


def deque_swap(c: Code) -> None:
    known = c.load("i64", c.offset(c.data("state"), abi.STATE_DEQUES))
    c.unless(c.let(f"icmp ne i64 {known}, 0"), "other")
    for field in (
        abi.DEQUE_SIZE,
        abi.DEQUE_FIRST,
        abi.DEQUE_LAST,
        abi.DEQUE_LOW,
        abi.DEQUE_HIGH,
    ):
        values = [c.load("i64", s, field) for s in ("%a", "%b")]
        c.store("i64", values[1], "%a", field)
        c.store("i64", values[0], "%b", field)
    for s in ("%a", "%b"):
        changed = c.let(f"add i64 {c.load('i64', s, abi.DEQUE_STATE)}, 1")
        c.store("i64", changed, s, abi.DEQUE_STATE)
    c.line("ret i32 1")
    c.block("other")
    c.line("ret i32 0")
