"""What a generator returns is the value of the `yield from` that goes through it."""

from __future__ import annotations

import contextlib
from collections.abc import Generator, Iterator

from jitscript import script


def part(n: int) -> Generator[int, None, int]:
    total = 0
    for i in range(n):
        yield i
        total += i
    return total


def whole(n: int) -> Iterator[int]:
    x = yield from part(n)
    yield x * 100
    y: int = yield from part(n + 1)
    y += yield from part(2)
    yield y * 1000


@script
def inlined(n: int) -> list[int]:
    return list(whole(n))


@script
def kept(n: int) -> list[int]:
    g = whole(n)
    a = next(g)
    return [a, *g]


def untold(n: int):
    if n < 2:
        return "few"
    yield n
    if n > 5:
        return "many"


def told(n: int) -> Iterator[str | int]:
    s = yield from untold(n)
    yield str(s)
    if s is None:
        yield -1


@script
def of_several_types(n: int) -> list[str]:
    return [str(x) for x in told(n)]


def finally_returned(xs: list[int], limit: int) -> Generator[int, None, tuple[int, str]]:
    seen = 0
    try:
        for x in xs:
            if x > limit:
                return seen, "limit"
            if x < 0:
                return seen, "negative"
            yield x
            seen += 1
    finally:
        print("seen", seen)
    return seen, "end"


def twice(xs: list[int], limit: int) -> Generator[int, None, str]:
    a, how = yield from finally_returned(xs, limit)
    yield a
    b = yield from finally_returned(xs, limit + 1)
    return f"{how} {b}"


def ends(xs: list[int], limit: int) -> Iterator[int]:
    text = yield from twice(xs, limit)
    print(text)
    yield len(text)


@script
def through_finally(xs: list[int], limit: int) -> list[int]:
    return list(ends(xs, limit))


@script
def left_before(xs: list[int], limit: int) -> int:
    for x in ends(xs, limit):
        if x == 2:
            break
    print("left")
    return x


@contextlib.contextmanager
def told_of(word: str) -> Iterator[int]:
    print("begin", word)
    try:
        yield len(word)
    finally:
        print("end", word)


def search(xs: list[str], want: str) -> Generator[int, None, int | None]:
    for i, x in enumerate(xs):
        with told_of(x) as n:
            if x == want:
                return i
            yield n
        for c in letters(x):
            if c == want:
                return -i
    return None


def letters(x: str) -> Iterator[str]:
    yield from x


def searches(xs: list[str], want: str) -> Iterator[int]:
    found = yield from search(xs, want)
    yield 1000 if found is None else found


@script
def out_of_with(xs: list[str], want: str) -> list[int]:
    return list(searches(xs, want))


def delegating(n: int) -> Generator[int, None, int]:
    if n > 3:
        return (yield from part(n))
    value = yield from [n, n]
    other = yield from range(n)
    return 1 if value is None and other is None else 0


def all_of(n: int) -> Iterator[int]:
    got = yield from delegating(n)
    yield got


@script
def of_lists(n: int) -> list[int]:
    return list(all_of(n))


def failing(n: int) -> Generator[int, None, int]:
    yield n
    return 10 // n


def catching(n: int) -> Iterator[int]:
    try:
        x = yield from failing(n)
    except ZeroDivisionError:
        x = -1
    yield x


@script
def raised(n: int) -> list[int]:
    return list(catching(n))


class Parser:
    def __init__(self, text: str):
        self.text = text
        self.at = 0

    def number(self) -> Generator[str, None, int]:
        value = 0
        while self.at < len(self.text) and self.text[self.at].isdigit():
            c = self.text[self.at]
            yield c
            value = value * 10 + int(c)
            self.at += 1
        return value

    def total(self) -> Iterator[str]:
        value = yield from self.number()
        while self.at < len(self.text):
            op = self.text[self.at]
            self.at += 1
            other = yield from self.number()
            value = value + other if op == "+" else value - other
        yield f"={value}"


@script
def of_methods(text: str) -> str:
    return " ".join(Parser(text).total())


CASES = {
    "inlined": [(3,), (0,)],
    "kept": [(3,), (1,)],
    "of_several_types": [(1,), (3,), (7,)],
    "through_finally": [([1, 2, 3], 2), ([1, -1], 5), ([], 0), ([1, 2], 9)],
    "left_before": [([1, 2, 3], 2), ([1, 5, 2], 3), ([1, 1], 9)],
    "out_of_with": [(["ab", "c", "d"], "c"), (["ab", "c"], "b"), (["x"], "y")],
    "of_lists": [(2,), (5,)],
    "raised": [(5,), (0,)],
    "of_methods": [("12+30-5",), ("7",)],
}
