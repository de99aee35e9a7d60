"""`"…" % …`: flags, widths, precisions and all types; too many and too few values; `*`."""

import math

from jitscript import script


@script
def whole(n: int) -> str:
    return "%d|%5d|%-5d|%05d|%+d|% d|%i|%u|%x|%X|%#x|%o|%#o|%#08x" % ((n,) * 14)


@script
def real(x: float) -> str:
    return "%f|%.2f|%8.3f|%-9.1f|%09.2f|%+.0f|%e|%.3E|%g|%.3G|%#.0f|% f" % (
        x,
        x,
        x,
        x,
        x,
        x,
        x,
        x,
        x,
        x,
        x,
        x,
    )


@script
def text(s: str, n: int) -> str:
    return "%s|%5s|%-5s|%.2s|%7.1s|%r|%a|%05s|%s|%r" % (s, s, s, s, s, s, s, s, n, n)


@script
def one(n: int) -> str:
    return "%d items, 100%%" % n


@script
def others(xs: list[int], b: bool) -> str:
    return "%s %r %s %s %d %x" % (xs, xs, b, None, b, b)


@script
def stars(n: int, x: float, width: int, digits: int) -> str:
    return "%*d|%-*d|%0*d|%.*f|%*.*e|%+*d|%*s" % (
        width,
        n,
        width,
        n,
        width,
        n,
        digits,
        x,
        width,
        digits,
        x,
        width,
        n,
        width,
        "é",
    )


@script
def truncated(x: float) -> str:
    return "%d %5d" % (x, x)


@script
def as_float(n: int, b: bool) -> str:
    return "%f %.1f" % (n, b)


@script
def characters(n: int, s: str) -> str:
    return "%c%c%3c%-3c|" % (n, s, s, n)


@script
def too_few(n: int) -> str:
    return "%d %d" % (n,)


@script
def too_many(n: int) -> str:
    return "%d" % (n, n)


@script
def unknown(n: int) -> str:
    return "%d %y" % (n, n)


@script
def incomplete(n: int) -> str:
    return "%d %5" % (n, n)


@script
def no_number(s: str) -> str:
    return "%d" % s


@script
def no_float(s: str) -> str:
    return "%.2f" % s


@script
def no_integer(x: float) -> str:
    return "%x" % x


@script
def list_without_field(xs: list[int]) -> str:
    return "none" % xs


@script
def union(x: int | str) -> str:
    return "%s and %5s" % (x, x)


@script
def signs_that_are_formatted(n: int) -> str:
    match n:
        case 0:
            return "% %s" % n
        case 1:
            return "%5%" % ()
        case 2:
            return "%-3%" % n
        case 3:
            return "%y" % ()
        case 4:
            return "%%%d%%" % n
        case _:
            return "%.1%%s" % (n, n)


CASES = {
    "signs_that_are_formatted": [(0,), (1,), (2,), (3,), (4,), (5,)],
    "whole": [(n,) for n in (0, 5, -5, 123456, 2**63 - 1, -(2**63))],
    "real": [
        (x,)
        for x in (
            0.0,
            -0.0,
            1.5,
            -2.345,
            1e10,
            1e-10,
            1 / 3,
            5e-324,
            1e300,
            math.inf,
            -math.inf,
            math.nan,
        )
    ],
    "text": [("", 0), ("a", -1), ("日本é'", 2), ('"\n', 3)],
    "one": [(3,)],
    "others": [([1, 2], True), ([], False)],
    "stars": [(5, 1.25, 6, 2), (-5, 2.5, -6, 0), (7, 1e9, 0, -3), (7, 1.5, 1, 15)],
    "truncated": [(1.9,), (-1.9,), (0.0,), (math.nan,), (math.inf,)],
    "as_float": [(3, True), (-(2**62), False)],
    "characters": [(65, "x"), (0x1F600, "日"), (-1, "x"), (0x110000, "x"), (65, "xy"), (65, "")],
    "too_few": [(1,)],
    "too_many": [(1,)],
    "unknown": [(1,)],
    "incomplete": [(1,)],
    "no_number": [("a",)],
    "no_float": [("a",)],
    "no_integer": [(1.5,)],
    "list_without_field": [([1],)],
    "union": [(1,), ("a",)],
}
