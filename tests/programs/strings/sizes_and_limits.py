"""Repeats, paddings and splits with counts of any size."""

from __future__ import annotations

from jitscript import script


@script
def repeated(s: str, n: int) -> tuple[str, str]:
    return s * n, n * s


@script
def repeated_in_place(s: str, n: int) -> str:
    s *= n
    return s


@script
def lists(x: list[int], n: int) -> tuple[list[int], list[int]]:
    y = x * n
    x *= n
    return y, x


@script
def padded(s: str, n: int, fill: str) -> tuple[str, str]:
    return s.ljust(n, fill), s.rjust(n, fill)


@script
def centered(s: str, n: int, fill: str) -> str:
    return s.center(n, fill)


@script
def formatted(n: int, how: str) -> str:
    return f"{n:{how}}"


@script
def with_blanks(s: str, n: int) -> tuple[str, str, str]:
    return s.ljust(n), s.rjust(n), s.zfill(n)


@script
def at_blanks(s: str, n: int) -> list[str]:
    return s.split(None, n)


@script
def at_text(s: str, sep: str, n: int) -> list[str]:
    return s.split(sep, n)


@script
def replaced(s: str, old: str, n: int) -> str:
    return s.replace(old, "<>", n)


_COUNTS = (-(2**63), -1, 0, 1, 2, 5, 2**63 - 1)

CASES = {
    "repeated": [
        *(("é", n) for n in (-(2**63), -1, 0, 1, 3)),
        *((s, n) for s in ("", "a") for n in (0, 1)),
        *(("", n) for n in (10**12, 2**63 - 1)),
        *(("ab", n) for n in (2**61, 2**62, 2**63 - 1)),
        *(("é", n) for n in (2**62, 2**63 - 1)),
    ],
    "repeated_in_place": [("", 10**12), ("ab", 2**62), ("x", 2**62), ("é", 2), ("é", -1)],
    "lists": [
        *(([], n) for n in (10**12, 2**63 - 1, -1)),
        *(([1, 2], n) for n in (2, 0, -(2**63), 2**62, 2**63 - 1)),
        ([1], 2**62),
    ],
    "padded": [
        *(("a", n, "é") for n in (-(2**63), -1, 0, 1, 3)),
        *(("a", n, fill) for n in (0, 5) for fill in ("", "xy", "日本")),
        *((s, n, fill) for s in ("", "a") for n in (2**62, 2**63 - 1) for fill in (" ", "é")),
        # 2**62 characters of four bytes are no bytes at all, modulo 2**64
        *((s, n, "😀") for s in ("", "a") for n in (2**61, 2**62, 2**62 + 1)),
    ],
    "centered": [("", 2**62, "😀"), ("ab", 2**62 + 2, "😀"), ("ab", 7, "😀"), ("", 2**61, "日")],
    "formatted": [
        *(
            (5, f"{fill}{to}{n}")
            for fill in ("😀", "é")
            for to in "<>^"
            for n in (2**62 + 1, 2**63)
        ),
        *((-5, f"😀={n}") for n in (5, 2**62 + 1, 2**62 + 2)),
    ],
    "with_blanks": [(s, n) for s in ("", "-5", "+", "日") for n in (-(2**63), -1, 0, 1, 4)],
    "at_blanks": [
        (s, n) for s in ("", "  ", "a ", " a b  c ", "a\x1cb\u3000 c\t") for n in _COUNTS
    ],
    "at_text": [
        (s, sep, n) for s in ("", "a,,b,", ",") for sep in (",", ",,", "") for n in _COUNTS
    ],
    "replaced": [(s, old, n) for s in ("", "aaa", "é") for old in ("a", "", "é") for n in _COUNTS],
}
