"""Arguments that are written on a roundabout way: by functions that call themselves or each other,
through what loops carry, choices, tuples, containers, fields and results.
`tests/border/test_read_only.py` calls them with arrays that may not be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from jitscript import Array1, f64, script


# --- by other functions -------------------------------------------------------------------------


@script
def down(a: Array1[f64], n: int) -> None:
    if n > 0:
        down(a, n - 1)
        a[n % len(a)] = n


@script
def by_recursion(a: Array1[f64], n: int) -> float:
    down(a, n)
    return float(a.sum())


@script
def even(xs: list[int], n: int) -> int:
    if n == 0:
        return len(xs)
    return odd(xs, n - 1) + 1


@script
def odd(xs: list[int], n: int) -> int:
    xs.append(n)
    return even(xs, n - 1) + 2 if n > 0 else -1


@script
def by_each_other(xs: list[int], n: int) -> int:
    return even(xs, n)


@script
def third(a: Array1[f64], b: Array1[f64], c: Array1[f64], n: int) -> int:
    """Hands its arguments around: each is written sooner or later."""
    if n == 0:
        c[0] += 10.0
        return 1
    return third(c, a, b, n - 1) + 1


@script
def handed_around(a: Array1[f64], b: Array1[f64], c: Array1[f64], n: int) -> int:
    return third(a, b, c, n)


@script
def part(a: Array1[f64], n: int) -> Array1[f64]:
    return part(a[1:], n - 1) if n > 0 else a


@script
def through_a_result(a: Array1[f64], n: int) -> float:
    part(a, n)[0] = 7.0
    return float(a[n])


# --- through what loops carry, and choices ------------------------------------------------------


@script
def through_a_loop(a: Array1[f64], b: Array1[f64], n: int) -> float:
    now = a
    for i in range(n):
        now[i % 3] = float(i) + 5.0
        now = b if i % 2 == 0 else a
    return float(a[0] + b[0])


@script
def after_a_loop(a: Array1[f64], b: Array1[f64], n: int) -> float:
    now = a
    for _ in range(n):
        now = b
    now[1] = -1.0
    return float(a[1] + b[1])


@script
def left_with_a_break(a: Array1[f64], b: Array1[f64], n: int) -> float:
    now = a
    i = 0
    while True:
        if i >= n:
            break
        now, b = b, now
        i += 1
    now[2] = -2.0
    return float(a[2])


@script
def shrinking(a: Array1[f64]) -> int:
    rest = a
    rounds = 0
    while len(rest) > 0:
        rest[-1] = rounds
        rest = rest[: len(rest) - 1]
        rounds += 1
    return rounds


@script
def lists_in_turn(xs: list[int], ys: list[int], n: int) -> int:
    here, there = xs, ys
    for i in range(n):
        here.append(i)
        here, there = there, here
    return len(xs) * 100 + len(ys)


@script
def a_choice(a: Array1[f64], b: Array1[f64], n: int) -> float:
    chosen = a if n else b
    chosen[0] = 9.0
    return float(a[0] - b[0])


# --- through what holds them --------------------------------------------------------------------


@dataclass
class Holder:
    values: Array1[f64]
    names: list[str]


@script
def write_first(pair: tuple[Array1[f64], Array1[f64]], n: int) -> None:
    if n > 0:
        write_first((pair[1], pair[0]), n - 1)
    else:
        pair[0][0] = 4.0


@script
def in_a_tuple(a: Array1[f64], b: Array1[f64], n: int) -> float:
    write_first((a, b), n)
    return float(a[0])


@script
def in_a_list(a: Array1[f64], b: Array1[f64], i: int) -> float:
    kept = [a, b]
    kept[i][1] += 3.0
    return float(a[1])


@script
def in_a_list_of_lists(rows: list[list[int]], i: int) -> int:
    for row in rows[i:]:
        row.insert(0, len(row))
    return len(rows)


@script
def in_a_dict(xs: list[int], key: str) -> int:
    table = {"a": xs, "b": [0]}
    table[key].append(1)
    return len(xs)


@script
def in_a_field(a: Array1[f64], names: list[str], n: int) -> float:
    held = Holder(a, names)
    for i in range(n):
        held.values[i] = i * 2.0
        held.names.append("x" * i)
    return float(a[0])


@script
def in_an_own_function(a: Array1[f64], names: list[str], n: int) -> int:
    def write(i: int) -> None:
        a[i] = -1.0
        names.append(str(i))

    for i in range(n):
        write(i)
    return len(names)


@script
def of_a_dict_by_recursion(d: dict[str, list[int]], depth: int) -> int:
    if depth == 0:
        d.setdefault("end", []).append(len(d))
        return len(d)
    d[str(depth)] = [depth]
    return of_a_dict_by_recursion(d, depth - 1)


@script
def of_a_set_by_recursion(s: set[int], n: int) -> None:
    if n > 0:
        s.add(n)
        s.discard(n - 2)
        of_a_set_by_recursion(s, n - 1)


@script
def not_written(a: Array1[f64], b: Array1[f64], n: int) -> float:
    """Nothing is written: what is read-only is taken."""
    now = a
    for _ in range(n):
        now = b
    return float(part(now, 1).sum())


def lists() -> tuple[list[int], list[int], int]:
    same = [1, 2]
    return same, same, 5


def rows() -> tuple[list[list[int]], int]:
    row = [3]
    return [row, [], row], 0


def overlapping() -> tuple[np.ndarray, np.ndarray, int]:
    a = np.arange(6.0)
    return a[:4], a[2:], 3


def two(n: int) -> Callable[[], tuple[Any, ...]]:
    return lambda: (np.arange(4.0), np.arange(4.0), n)


CASES = {
    "by_recursion": [(np.arange(4.0), 6), (np.arange(4.0), 0)],
    "by_each_other": [([], 5), ([1], 4), ([7], 0)],
    "handed_around": [(lambda n=n: (np.ones(3), np.ones(3), np.ones(3), n)) for n in range(4)],
    "through_a_result": [(np.arange(4.0), 2), (np.arange(2.0), 2)],
    "through_a_loop": [two(0), two(1), two(2), overlapping],
    "after_a_loop": [two(0), two(1), overlapping],
    "left_with_a_break": [two(0), two(1), two(2), overlapping],
    "shrinking": [(np.arange(5.0),), (np.arange(0.0),)],
    "lists_in_turn": [([1], [2, 3], 5), ([], [], 0), lists],
    "a_choice": [two(0), two(1)],
    "in_a_tuple": [two(0), two(1)],
    "in_a_list": [two(0), two(1), two(2)],
    "in_a_list_of_lists": [([[1], [2, 3], []], 1), rows],
    "in_a_dict": [([5], "a"), ([5], "b"), ([5], "c")],
    "in_a_field": [(np.ones(3), ["n"], 3), (np.ones(2), [], 3)],
    "in_an_own_function": [(np.ones(3), ["n"], 3), (np.ones(2), [], 3)],
    "of_a_dict_by_recursion": [({}, 3), ({"end": [1]}, 1)],
    "of_a_set_by_recursion": [({9}, 5), (set(), 0)],
    "not_written": [two(0), two(1)],
}
