"""What the fields of `"…" % …` need besides `format`."""

# The language itself: its literals and operators are not CPython's.
# mypy: ignore-errors

from __future__ import annotations

from .builtins_text import chr_of, str_of_int
from .containers_str import Str


def width(head: Str, n: int, text: bool, zero: bool) -> Str:
    """Alignment, sign and width for the width that stands for `*`; a negative one aligns left."""
    if n < 0:
        start = head.removeprefix(">").removeprefix("<")
        return "<" + start + str_of_int(-n)
    if n == 0:
        return head
    return head + ("0" if zero else "") + str_of_int(n)


def precision(n: int) -> Str:
    return "." + str_of_int(max(n, 0))


def character(code: int) -> Str:
    if code < 0 or code > 0x10FFFF:
        raise OverflowError("%c arg not in range(0x110000)")
    return chr_of(code)


def one_character(text: Str) -> Str:
    if len(text) != 1:
        raise TypeError("%c requires int or char")
    return text
