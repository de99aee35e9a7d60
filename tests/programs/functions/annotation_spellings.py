"""Spellings of annotations: quotes inside others, typing's names, `None` as a default; empty
displays where a union with one such type is wanted."""

from __future__ import annotations

from typing import Annotated, Final, Optional, Union

import numpy as np

from jitscript import Array1, f64, script

Number = Union[int, float]
Maybe = Optional["int"]


@script
def quoted_items(x: list[int], y: list[float], z: list[str]) -> int:
    return len(x) + len(y) + len(z)


@script
def quoted_optional(x: int | None, y: str | None, z: int | None) -> int:
    return (x or 0) + (0 if y is None else len(y)) + (1 if z is None else z)


@script
def quoted_nested(x: tuple[int, list[int] | None], y: tuple[int, str] | None):
    a = -1 if x[1] is None else len(x[1])
    return a, None if y is None else y[1] * y[0]


@script
def quoted_array(x: np.ndarray[tuple[int], np.dtype[np.float64]]):
    return x[0], x + 1


@script
def aliases(x: Number, y: Maybe, z: Annotated[int, "a note"]) -> float:
    return x * 2.0 + (0 if y is None else y) + z


@script
def quoted_result(n: int) -> int | None:
    return n if n else None


@script
def quoted_local(n: int) -> int:
    x: list[int] = []
    y: int | None = None
    z: Final[int] = 3
    if n:
        x.append(n)
        y = n
    return len(x) + (0 if y is None else y) + z


@script
def none_by_default(a: int = None, b: str = None, *, c: list[int] = None, d: Array1[f64] = None):
    return a is None, "" if b is None else b, 0 if c is None else len(c), d is not None and d[0]


@script
def none_of_union(a: int | str = None, t: tuple[int, str] = None) -> str:
    if a is None:
        return "none" if t is None else t[1]
    return a if isinstance(a, str) else str(a + 1)


def helper(x: float = None, xs: list[int] = None) -> float:
    return (-1.0 if x is None else x) + (0 if xs is None else len(xs))


@script
def calls_with_none(n: int):
    return helper(), helper(None), helper(2.0), helper(xs=[]), helper(1.5, [n]), helper(xs=None)


def size(x: list[int] | None, y: list[str] | None = None) -> int:
    return (-1 if x is None else len(x)) + (10 if y is None else len(y))


@script
def empty_argument(n: int):
    return size([]), size([], []), size(None, []), size([n], y=["a"])


@script
def empty_returned(n: int) -> list[int] | None:
    if n > 0:
        return None
    return []


@script
def empty_in_tuple(n: int) -> tuple[int, list[str] | None]:
    t: tuple[int, list[str] | None] = (n, [])
    if n > 0:
        t = (n, ["a"])
    if n > 1:
        t = (n, None)
    return t


@script
def empty_by_or(x: list[int] | None, n: int) -> list[int]:
    y = x or []
    y.append(n)
    z = [] if x is None else x
    return y + z


@script
def empty_in_list(n: int) -> list[list[int] | None]:
    xs: list[list[int] | None] = [[], None, [n]]
    xs.append([])
    return xs


@script
def empty_then_filled(n: int) -> list[float] | None:
    r: list[float] | None = None
    for i in range(n):
        if r is None:
            r = []
        r.append(float(i))
    return r


@script
def narrowed_by_assignment(n: int) -> int:
    x: int | None = None
    if n > 0:
        x = n
        x += 1
        return x
    x = 5
    return x + 1


@script
def literal_default(n: int, x: int | None = 3, y: int | str = "a") -> int:
    return n + (x or 0) + (len(y) if isinstance(y, str) else y)


ONES = np.ones(2)

CASES = {
    "quoted_items": [([1], [2.0], ["a"])],
    "quoted_optional": [(1, "ab", None), (None, None, 3)],
    "quoted_nested": [((1, [2]), (3, "ab")), ((1, None), None)],
    "quoted_array": [(ONES,)],
    "aliases": [(1, 2, 3), (1.5, None, 0)],
    "quoted_result": [(0,), (3,)],
    "quoted_local": [(0,), (3,)],
    "none_by_default": [(), (1, "x"), {"c": [1], "d": ONES}, (None, None)],
    "none_of_union": [(), (1,), ("a",), {"t": (1, "b")}],
    "calls_with_none": [(4,)],
    "empty_argument": [(1,)],
    "empty_returned": [(1,), (0,)],
    "empty_in_tuple": [(0,), (1,), (2,)],
    "empty_by_or": [(None, 1), ([], 2), ([3], 4)],
    "empty_in_list": [(1,)],
    "empty_then_filled": [(0,), (2,)],
    "narrowed_by_assignment": [(0,), (2,)],
    "literal_default": [(1,), (1, None, 5), (1, 2, "abc")],
}
