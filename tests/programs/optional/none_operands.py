"""Operands that may be None: Python's TypeError where one is, its words, and its order."""

from __future__ import annotations

import numpy as np

from jitscript import Array1, f64, i32, script


@script
def added(x: int | None, y: int | None):
    return x + y


@script
def one(x: int | None):
    return x + 1, 2 - x


@script
def floats(x: float | None, n: int):
    return x * n / 2.0


@script
def several(x: int | float | None, y: bool | int | None):
    return x - y


@script
def powers(x: int | None, k: int):
    return x**2, x // k, x % k, x << k, x & k


@script
def raised(x: float | None, k: float):
    return x**k


@script
def texts(s: str | None, t: str):
    return s + t, t + s


@script
def repeated(s: str | None, n: int | None):
    return s * n


@script
def joined(a: list[int] | None, b: list[int]):
    return b + a


@script
def looked_up(table: dict[str, int], key: str):
    return table.get(key) * 10


@script
def counted(table: dict[str, int], keys: list[str]):
    for k in keys:
        table[k] = table.get(k) + 1
    return table


@script
def in_place(x: int | None, n: int):
    total = x
    total += n
    return total


@script
def in_place_by(x: int | None, n: float):
    n -= x
    return n


@script
def negative(x: int | None, y: float | None):
    return -x, +y, ~x


@script
def less(x: int | None, y: float | None):
    return x < y


@script
def chained(x: int | None, low: int, high: int):
    return low <= x <= high


@script
def texts_in_order(a: str | None, b: str):
    return a < b, b >= a


@script
def largest(xs: list[int | None]):
    best = xs[0]
    for x in xs:
        if x > best:
            best = x
    return best


@script
def scalars(x: f64 | None, n: i32 | None, k: int):
    return x + k, n * k


@script
def order(x: int | None, xs: list[int]):
    def note(n: int) -> int:
        xs.append(n)
        return n

    return note(1) + x + note(2)


@script
def equal(x: int | None, y: int | None):
    return x == y, x != y, x == 1, None in [x, y]


@script
def caught(xs: list[int | None]):
    total, bad = 0, ""
    for x in xs:
        try:
            total += x
        except TypeError as error:
            bad += str(error)
    return total, bad


@script
def narrowed_after(x: int | None):
    y = x + 1
    return y + x


@script
def of_arrays(a: Array1[f64], n: int | None):
    return a[0] * n


class Money:
    def __init__(self, x: int):
        self.x = x

    def __add__(self, other: Money | None) -> Money:
        return Money(self.x + (0 if other is None else other.x))

    def __lt__(self, other: Money) -> bool:
        return self.x < other.x


def maybe(x: int | None) -> Money | None:
    return None if x is None else Money(x)


@script
def instances(x: int | None, y: int | None):
    return (maybe(x) + maybe(y)).x


@script
def compared(x: int | None, y: int):
    return maybe(x) < Money(y)


@script
def whole_arrays(a: Array1[f64] | None, x: float):
    return (a * x).sum()


@script
def compared_arrays(a: Array1[f64], x: float | None):
    return (a < x).sum()


CASES = {
    "instances": [(1, 2), (1, None), (None, 1), (None, None)],
    "compared": [(1, 2), (None, 2)],
    "whole_arrays": [(np.ones(2), 2.0), (None, 2.0)],
    "compared_arrays": [(np.ones(2), 2.0), (np.ones(2), None)],
    "added": [(1, 2), (None, 2), (1, None), (None, None)],
    "one": [(1,), (None,)],
    "floats": [(1.5, 3), (None, 3)],
    "several": [(1, 2), (1.5, True), (None, 1), (2, None), (2.5, None), (None, None), (None, True)],
    "powers": [(7, 2), (None, 2)],
    "raised": [(2.0, 3.0), (None, 2.0)],
    "texts": [("a", "b"), (None, "b")],
    "repeated": [("ab", 2), (None, 2), ("ab", None), (None, None)],
    "joined": [([1], [2]), (None, [2])],
    "looked_up": [({"a": 1}, "a"), ({"a": 1}, "b")],
    "counted": [({"a": 1}, ["a", "a"]), ({"a": 1}, ["a", "b"])],
    "in_place": [(1, 2), (None, 2)],
    "in_place_by": [(1, 2.0), (None, 2.0)],
    "negative": [(1, 2.0), (None, 2.0), (1, None)],
    "less": [(1, 2.0), (None, 2.0), (1, None), (None, None)],
    "chained": [(2, 1, 3), (None, 1, 3)],
    "texts_in_order": [("a", "b"), (None, "b")],
    "largest": [([1, 3, 2],), ([1, None],), ([None, 1],)],
    "scalars": [
        (np.float64(1.5), np.int32(2), 3),
        (None, np.int32(2), 3),
        (np.float64(1.5), None, 3),
    ],
    "order": [(1, []), (None, [])],
    "equal": [(1, 1), (None, 1), (None, None)],
    "caught": [([1, None, 2],), ([],)],
    "narrowed_after": [(1,), (None,)],
    "of_arrays": [(np.ones(2), 2), (np.ones(2), None)],
}
