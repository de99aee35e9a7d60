"""Strings compare by code points."""

from itertools import product

from jitscript import script


@script
def order(a: str, b: str) -> tuple[bool, bool, bool, bool, bool, bool]:
    return a < b, a <= b, a > b, a >= b, a == b, a != b


@script
def contains(a: str, b: str) -> tuple[bool, bool]:
    return b in a, b not in a


@script
def switch(a: str) -> int:
    if a == "add":
        return 1
    elif a == "sub":
        return 2
    elif a in ("mul", "times"):
        return 3
    return 0


@script
def smallest(a: str, b: str, c: str) -> str:
    return min(a, b, c)


CASES = {
    "order": list(product(["", "a", "b", "ab", "é", "日", "😀"], repeat=2)),
    "contains": [
        ("hello", "ell"),
        ("hello", ""),
        ("", "a"),
        ("日本語", "本"),
        ("aab", "ab"),
        ("", ""),
    ],
    "switch": [("add",), ("sub",), ("times",), ("",)],
    "smallest": [("b", "a", "c"), ("é", "z", "日")],
}
