"""Sorting texts that begin alike, and floats from digits that lie between two floats."""

from __future__ import annotations

from jitscript import script


@script
def both_ways(xs: list[str]) -> tuple[list[str], list[str], str, str]:
    ys = sorted(xs)
    xs.sort(reverse=True)
    return ys, xs, max(ys, default=""), min(xs, default="")


@script
def grown(n: int) -> list[str]:
    xs: list[str] = []
    for i in range(n):
        xs.append(chr(97 + i * 7919 % 26) * (i % 11) + str(i * 31 % 17))
    xs.sort()
    again = xs.copy()
    again.sort()
    return again + sorted(xs, reverse=True)


@script
def floats(text: str) -> list[float]:
    return [float(word) for word in text.split()]


@script
def one(text: str) -> float:
    return float(text)


STARTS = ["", "a", "a\0", "a\0\0", "abcdefg", "abcdefgh", "abcdefghi", "é", "日本", "😀", "\uffff"]
MIXED = [a + b for a in STARTS for b in STARTS[::-1]]
CASES = {
    "both_ways": [([],), (["b"],), (["b", "a"],), (STARTS,), (MIXED,), (MIXED[5:40] * 5,)],
    "grown": [(0,), (1,), (12,), (13,), (500,)],
    "floats": [
        ("9007199254740993 9007199254740993.0 9007199254740995 18014398509481986e-1",),
        ("1.1099999999999999 0.30000000000000004 2.2250738585072014e-308 5e-324 1e-400",),
        ("179769313486231570e291 1e308 123456789012345678e-20 0.00012345678901234567",),
        ("8.5e22 1e23 1e-23 99999999999999999e91 -12345678901234567e-30 -0.0 0e999 -0e-999",),
        ("7.2057594037927933e16 4503599627370496.5 4503599627370497.5 999999999999999999e5",),
        ("100000000000000000 1000000000000000000 9223372036854775807e-1 1e110 1e111 1e-111",),
        ("inf -inf +1_0.5 .5 5. +.5e1",),
    ],
    "one": [("1e",), ("",), ("12345678901234567x",), ("12345678901234567e5 ",), ("1e309",), (".",)],
}
