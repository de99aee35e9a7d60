"""int and float of text: blanks, underscores, digits of other scripts, and what is no number."""

from __future__ import annotations

from jitscript import script


@script
def whole(s: str) -> int:
    return int(s)


@script
def real(s: str) -> float:
    return float(s)


@script
def sum_of(parts: list[str]) -> int:
    total = 0
    for part in parts:
        total += int(part)
    return total


_TEXTS = [
    *("12", "-12", "+12", " 12 ", "\n12\t", "\v1\f", "007", "-0", "999999999999999999"),
    *("1000000000000000000", "9223372036854775807", "-9223372036854775808", "0" * 30 + "5"),
    *("1_000", "1__0", "_1", "1_", "", "  ", "+", "-", "--1", "- 1", "1 2", "0x1", "1.0", "x1"),
    *("1\x1c", "\x1f1", "\x851", "\xa01\xa0", "\u30001", "1\x00", "\x001", "1\n\n"),
    *("٣٤", "-٣٤", "９", "९_९", "𝟏𝟐", "9٣", "१a", "日", "Ⅷ", "²", "\ud800", "1é", "'\"日"),
    *("x" * 300, "é" * 300),
]

CASES = {
    "whole": [*((text,) for text in _TEXTS), ("0" * 5000,)],
    "real": [
        *((text,) for text in _TEXTS),
        *((text,) for text in ("inf", "-nan", "infé", "1e400", "1_0.5", "١.٥", "\u20031.5\x1f")),
    ],
    "sum_of": [(["1", "-2", " ٣ "],), (["1", "日"],), ([],)],
}
OVERFLOWS = {
    "whole": [("9223372036854775808",), ("-9223372036854775809",), ("٩" * 19,), ("1" * 4300,)],
}
