"""Starred targets over arrays, lists and text: the rest is a list."""

import numpy as np

from jitscript import Array1, Array2, f64, i32, script


@script
def of_array(x: Array1[f64]):
    a, *b = x
    *c, d = x
    e, *g, h = x
    return a, b, c, d, e, g, h


@script
def of_small_ints(x: Array1[i32]):
    a, *b = x[::-2]
    return a, b


@script
def of_rows(x: Array2[f64]):
    first, *rest = x
    rest[0][0] = 9.0
    return first, len(rest), rest[-1]


@script
def of_list(x: list[int]):
    a, *b, c = x
    b.append(a)
    return a, b, c, x


@script
def of_text(x: str):
    a, b, *c = x
    return a, b, c


@script
def nested(x: list[list[int]]):
    (a, *b), *c = x
    return a, b, c


@script
def in_a_loop(rows: list[list[int]]) -> int:
    total = 0
    for head, *tail in rows:
        total += head * len(tail)
    return total


@script
def to_places(x: list[int], out: list[list[int]]) -> int:
    out[0], *out[1:] = [x, x, []]
    a, *out[2] = x
    return a


CASES = {
    "of_array": [
        (np.arange(5.0),),
        (np.arange(10.0)[::-3],),
        (np.ones(2),),
        (np.ones(1),),
        (np.ones(0),),
    ],
    "of_small_ints": [
        (np.arange(6, dtype=np.int32),),
        (np.zeros(1, np.int32),),
        (np.zeros(0, np.int32),),
    ],
    "of_rows": [lambda: (np.arange(6.0).reshape(3, 2),)],
    "of_list": [([1, 2, 3, 4],), ([1, 2],), ([1],), ([],)],
    "of_text": [("abcd",), ("ab",), ("a",), ("äöü€",)],
    "nested": [([[1, 2, 3], [4], []],), ([[7]],), ([[]],), ([],)],
    "in_a_loop": [([[1, 2, 3], [4], [5, 6]],), ([],), ([[1], []],)],
    "to_places": [([1, 2, 3], [[], [5], [6, 7]])],
}
