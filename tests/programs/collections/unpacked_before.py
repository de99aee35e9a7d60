"""`*xs` in displays, tuples and calls beside what changes `xs`: it is unpacked before that."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator

import numpy as np

from jitscript import script

Row = np.ndarray[tuple[int], np.dtype[np.float64]]
Rows = np.ndarray[tuple[int, int], np.dtype[np.float64]]


class Adder:
    def __init__(self, xs: list[int]) -> None:
        self.xs = xs

    def __add__(self, n: int) -> int:
        self.xs.append(n)
        return n

    def __getitem__(self, i: int) -> int:
        self.xs.append(50)
        return i

    @property
    def last(self) -> int:
        return self.xs.pop()


def same(xs: list[int]) -> list[int]:
    return xs


def grown(xs: list[int]) -> int:
    xs.append(7)
    return len(xs)


def written(a: Row) -> float:
    a[0] = 9.0
    return 1.0


def row_written(a: Rows) -> Row:
    a[0, 0] = 9.0
    return a[1]


def shown(*xs: int) -> str:
    text = ""
    for x in xs:
        text += f"{x},"
    return text


def three(a: int, b: int, c: int) -> int:
    return 100 * a + 10 * b + c


def named(*xs: int, c: int = 3) -> int:
    return 100 * sum(xs) + c


def upto(n: int) -> Iterator[int]:
    yield from range(n)


@script
def tuples(xs: list[int]) -> tuple[tuple[int, ...], ...]:
    a = (*xs, xs.pop(), *xs)
    b = (0, *xs, grown(xs))
    c = (*same(xs), xs.pop(), *sorted(xs), *(x for x in xs), xs.pop())
    return a, b, c


@script
def tuples_of_others(xs: list[int]) -> tuple[tuple[int, ...], ...]:
    s, q, b = {3, 4, 5}, deque(xs), bytearray(b"abc")
    return (*s, s.pop(), *s), (*q, q.popleft(), *q), (*b, b.pop(), *b)


@script
def arguments(xs: list[int]) -> str:
    a = shown(*xs, xs.pop(), *xs)
    b = shown(*xs, *[xs.pop()], *xs)
    return a + b + shown(xs.pop(), *xs)


@script
def so_many(xs: list[int]) -> int:
    return three(*xs, xs.pop(0))


@script
def of_builtins(xs: list[int]) -> int:
    print(*xs, xs.pop(), *xs)
    return max(*xs, xs.pop(), *xs) + min(0, *xs, grown(xs))


@script
def beside_keywords(xs: list[int]) -> tuple[int, int]:
    """What is unpacked alone, CPython unpacks behind the keywords."""
    a = named(*xs, c=xs.pop())
    return a, named(1, *xs, c=xs.pop())


@script
def of_arrays(a: Row) -> tuple[float, float, float, int]:
    xs = [*a, written(a)]
    a[0] = 1.0
    t = (*a, written(a))
    a[0] = 1.0
    s = {*a, written(a)}
    a[0] = 1.0
    return float(xs[0]), float(t[0]), float(max(*a, written(a))), len(s)


@script
def of_rows(a: Rows) -> float:
    """Views, which change with the array."""
    rows = [*a, row_written(a)]
    return float(rows[0][0])


@script
def of_views(d: dict[str, int]) -> tuple[list[int], list[str], list[tuple[str, int]]]:
    a = [*d.values(), d.pop("a")]
    b = [*d.keys(), str(d.pop("b"))]
    c = [*d.items(), ("z", d.pop("c"))]
    return a, b, c


@script
def of_keys(d: dict[str, int]) -> tuple[str, ...]:
    return (*d, str(d.pop("a")), *d)


@script
def of_iterators(xs: list[int]) -> str:
    it, back, some = iter(xs), reversed(xs), upto(4)
    a = shown(next(it), *it, next(it, 55), *it)
    b = shown(next(back), *back, next(back, 55), *back)
    return a + b + shown(next(some), *some, next(some, 55), *some)


@script
def by_methods(xs: list[int]) -> tuple[list[int], tuple[int, ...]]:
    a = Adder(xs)
    return [*xs, a + 3, *xs], (*a.xs, a.last, *a.xs, a[3], *xs)


@script
def by_missing_keys(n: int) -> list[int]:
    d = defaultdict[int, int](int)
    d[3] = 4
    return [*d, d[n], *d]


@script
def bound_between(xs: list[int]) -> tuple[int, ...]:
    return (*xs, *(ys := xs), ys.pop())


CASES = {
    "tuples": [([1, 2, 3],), ([1, 2],)],
    "tuples_of_others": [([1, 2, 3],)],
    "arguments": [([1, 2, 3, 4],), ([1, 2],)],
    "so_many": [([1, 2],), ([1, 2, 3],), ([1],), ([],)],
    "of_builtins": [([1, 2, 3],), ([1],)],
    "beside_keywords": [([1, 2, 3],), ([1],)],
    "of_arrays": [(np.array([1.0, 2.0, 3.0]),), (np.array([1.0, 2.0, 3.0])[::-1],)],
    "of_rows": [(np.ones((2, 2)),)],
    "of_views": [({"a": 1, "b": 2, "c": 3, "d": 4},), ({"a": 1},)],
    "of_keys": [({"a": 1, "b": 2},)],
    "of_iterators": [([1, 2, 3],), ([],)],
    "by_methods": [([1, 2, 3],)],
    "by_missing_keys": [(7,), (3,)],
    "bound_between": [([1, 2, 3],)],
}
