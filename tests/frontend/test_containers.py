# ruff: noqa: B007, F841
"""Lists and text: literals, comprehensions, methods, and lists whose elements are found out."""

from __future__ import annotations

import pytest


def display(n: int) -> list[int]:
    x = [1, 2, 3]
    x.append(n)
    return x


def empty(n: int) -> int:
    x = []
    for i in range(n):
        x.append(i * i)
    s = 0
    for v in x:
        s += v
    return s + len(x) + x[0] + x[-1]


def comprehension(n: int) -> list[float]:
    return [i * 0.5 for i in range(n) if i % 3 != 1]


def nested(n: int) -> list[list[int]]:
    return [[i * j for j in range(i)] for i in range(n)]


def two_loops(n: int) -> list[int]:
    i = 100
    x = [i * j for i in range(n) for j in range(i) if i + j != 3]
    x.append(i)
    return x


def changed(x: list[int]) -> int:
    x.append(5)
    x[0] += 10
    y = x[1:]
    y.extend([1, 2])
    return len(y) + (3 in y) + y.pop()


def sorts(x: list[int]) -> list[int]:
    y = sorted(x)
    x.sort()
    a, *b = (1, 2, 3)
    return x + y + b


def iterates(x: list[float]) -> float:
    s = 0.0
    for i, v in enumerate(x):
        s += i * v
    for a, b in zip(x, reversed(x)):
        s += a * b
    return s


def grows(x: list[int]) -> int:
    s = 0
    for v in x:
        if v > 0 and len(x) < 10:
            x.append(v - 1)
        s = s * 2 + v
    return s


def learns_late(n: int) -> list[float]:
    x: list[float] = []
    y = []
    while len(y) < n:
        y.append(len(y))
    for v in y:
        x.append(v * 0.5)
    return x


def learns_from_result(n: int) -> list[int]:
    x = []
    return x


def equal(x: list[int]) -> bool:
    return x == [1, 2, 3] or not x


def unpacks(x: list[int]) -> int:
    a, b = x
    return a * 10 + b


def optional_list(x: list[int] | None) -> int:
    if x:
        return x[0]
    return -1


def text(s: str, n: int) -> str:
    return s + f" {n} and {s!r} {n * 0.5}" + "!"


def characters(s: str) -> int:
    n = 0
    for c in s:
        if c == "a" or c in "xyz":
            n += 1
    return n + len(s)


def parts(s: str) -> str:
    t = s[1:3] + s[-1]
    return "-".join(s.split(",")) + t


def less(a: str, b: str) -> bool:
    return a < b


def message(n: int) -> str:
    s = ""
    for i in range(n):
        s += "ab"
    if n > 1:
        raise ValueError(s)
    raise KeyError(f"{s!r}: {s:>5}")


def stays_empty(n: int) -> int:
    x = []
    a, *rest = (n,)
    return len(x) + n + len(rest)


def spreads(x: list[int], n: int) -> list[int]:
    return [*x, n, *(1, 2), *[5]]


CASES = [
    (stays_empty, [(3,)]),
    (spreads, [([4, 5], 3)]),
    (display, [(3,)]),
    (empty, [(4,), (0,)]),
    (comprehension, [(7,), (0,)]),
    (nested, [(4,)]),
    (two_loops, [(4,)]),
    (changed, [([1, 2, 3],)]),
    (sorts, [([3, 1, 2],)]),
    (iterates, [([1.5, 2.5],)]),
    (grows, [([3, 1],)]),
    (learns_late, [(4,)]),
    (learns_from_result, [(4,)]),
    (equal, [([1, 2, 3],), ([],), ([1, 2],)]),
    (unpacks, [([1, 2],), ([1],), ([1, 2, 3],)]),
    (text, [("xy", 3)]),
    (characters, [("abcx",), ("",)]),
    (parts, [("ab,c,d",)]),
    (less, [("a", "b"), ("b", "a"), ("a", "ab")]),
    (message, [(0,), (1,), (2,)]),
]


@pytest.mark.parametrize("fn,calls", CASES, ids=[c[0].__name__ for c in CASES])
def test_container(fn, calls, check):
    check(fn, *calls)
