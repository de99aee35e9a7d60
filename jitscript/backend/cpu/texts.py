"""Texts of Python's that are ASCII, read where they lie: see `runtime/read_in_place.py`.

An address that these give is good until anything of Python's runs.
"""

from __future__ import annotations

from collections.abc import Callable

from ...ir.types import Object
from ...runtime import abi, read_in_place
from . import session
from .code import Code

TEXT = Object("str")


def _ascii(c: Code, object: str) -> None:
    """Return where the characters of a str are, or go to `other`."""
    state = c.data("state")
    wanted = c.load("i32", state, abi.STATE_TEXT_BITS)
    there = c.let(f"and i32 {c.load('i32', object, read_in_place.TEXT_STATE)}, {wanted}")
    c.unless(c.let(f"icmp eq i32 {there}, {wanted}"), "other")
    address = c.let(f"ptrtoint ptr {object} to i64")
    place = c.load("i64", state, abi.STATE_TEXTS)
    c.line(f"ret i64 {c.let(f'add i64 {address}, {place}')}")
    c.block("other")
    c.line("ret i64 0")


def _ascii_text(c: Code) -> None:
    _ascii(c, "%o")


def _item(c: Code) -> str:
    items = c.load("ptr", "%list", abi.LIST_ITEMS)
    return c.load("ptr", c.let(f"getelementptr ptr, ptr {items}, i64 %i"))


def _ascii_item(c: Code) -> None:
    inside = c.let(f"icmp ult i64 %i, {c.load('i64', '%list', abi.LIST_SIZE)}")
    c.unless(inside, "other")
    item = _item(c)
    text = c.let(f"icmp eq ptr {c.type_of(item)}, {c.data('PyUnicode_Type')}")
    c.unless(text, "other")
    _ascii(c, item)


def _ascii_item_size(c: Code) -> None:
    c.line(f"ret i64 {c.load('i64', _item(c), read_in_place.TEXT_LENGTH)}")


def _word_at(size: int) -> Callable[[Code], None]:
    kind = f"i{8 * size}"

    def make(c: Code) -> None:
        word = c.load(kind, c.let("inttoptr i64 %address to ptr"), align=1)
        c.line(f"ret i64 {word if size == 8 else c.let(f'zext {kind} {word} to i64')}")

    return make


def _copy_at(c: Code) -> None:
    c.w.intrinsic("llvm.memcpy.p0.p0.i64", "void", "ptr", "ptr", "i64", "i1")
    source = c.let("inttoptr i64 %address to ptr")
    c.line(f"call void @llvm.memcpy.p0.p0.i64(ptr %out, ptr {source}, i64 %n, i1 false)")
    c.line("ret void")


def _same_at(c: Code) -> None:
    c.w.declare("memcmp", "declare i32 @memcmp(ptr, ptr, i64) nounwind")
    other = c.let("inttoptr i64 %address to ptr")
    differs = c.let(f"call i32 @memcmp(ptr %data, ptr {other}, i64 %n)")
    same = c.let(f"icmp eq i32 {differs}, 0")
    c.line(f"ret i32 {c.let(f'zext i1 {same} to i32')}")


def _are_values(c: Code) -> None:
    c.line(f"ret i64 {not session.has_identity(c.w, TEXT):d}")


HELPERS: dict[str, tuple[str, Callable[[Code], None]]] = {
    "host_ascii": ("ptr %o", _ascii_text),
    "host_ascii_item": ("ptr %list, i64 %i", _ascii_item),
    "host_ascii_item_size": ("ptr %list, i64 %i", _ascii_item_size),
    "host_byte_at": ("i64 %address", _word_at(1)),
    "host_half_at": ("i64 %address", _word_at(4)),
    "host_word_at": ("i64 %address", _word_at(8)),
    "host_copy_at": ("ptr %out, i64 %address, i64 %n", _copy_at),
    "host_same_at": ("ptr %data, i64 %address, i64 %n", _same_at),
    "host_texts_are_values": ("", _are_values),
}
