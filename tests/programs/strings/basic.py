"""Literals, +, *, len, index and slices of strings."""

from jitscript import script


@script
def literal() -> str:
    return "héllo, wörld"


@script
def joined(a: str, b: str) -> str:
    return a + ", " + b


@script
def repeated(a: str, n: int) -> str:
    return a * n


@script
def length(a: str) -> int:
    return len(a)


@script
def get(a: str, i: int) -> str:
    return a[i]


@script
def part(a: str, i: int, j: int) -> str:
    return a[i:j]


@script
def reverse(a: str) -> str:
    return a[::-1]


@script
def truth(a: str) -> bool:
    return not a


TEXTS = ["", "a", "hello", "grüße", "日本語", "a😀b"]
CASES = {
    "literal": [()],
    "joined": [("a", "b"), ("", ""), ("é", "日本"), ("x", "😀")],
    "repeated": [("ab", 3), ("ab", 0), ("é", -1), ("", 5), ("日", 2)],
    "length": [(t,) for t in TEXTS],
    "get": [(t, i) for t in ("hello", "a😀b") for i in (0, 1, -1, 5, -6)],
    "part": [(t, i, j) for t in ("hello", "a😀日é") for i, j in ((0, 2), (1, -1), (-2, 9), (3, 1))],
    "reverse": [(t,) for t in TEXTS],
    "truth": [(t,) for t in TEXTS[:2]],
}
