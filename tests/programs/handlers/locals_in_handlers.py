"""What a handler, and the code behind it, see of the locals: as they were when the error came."""

import numpy as np
from jitscript import Array1, f64, script


@script
def as_it_was(x: int) -> tuple[int, int]:
    a, b = 1, 10
    try:
        a = 2
        b = 100 // x
        a = 3
        b = 100 // (x - 1)
        a = 4
    except ZeroDivisionError:
        return a, b
    return a + 100, b


@script
def behind(x: int) -> int:
    a = 1
    try:
        a += 1
        a += 10 // x
        a += 1000
    except ZeroDivisionError:
        pass
    return a


@script
def bound_in_the_body_only(x: int) -> int:
    try:
        a = 7
        b = 10 // x
    except ZeroDivisionError:
        return a
    return a + b


@script
def maybe_unbound(x: int) -> int:
    try:
        b = 10 // x
        c = 5
    except ZeroDivisionError:
        if x == 0:
            b = 3
    return b + c


@script
def unbound_in_the_handler(x: int) -> int:
    try:
        b = 10 // x
    except ZeroDivisionError:
        return b
    return b


@script
def changes_type(x: int) -> float:
    a = 1.5
    try:
        a = 3
        y = 10 // x
        a = 2.5
        y = 10 // (x - 1)
    except ZeroDivisionError:
        return a * 2
    return a + y


@script
def none_or_text(x: int) -> str:
    found = None
    try:
        found = "a" * x
        10 // x
        found = None
        10 // (x - 1)
        found = "end"
    except ZeroDivisionError:
        if found is None:
            return "none"
        return "text " + found
    return found


@script
def lists_in_cells(xs: list[int]) -> list[int]:
    out = [0]
    try:
        for x in xs:
            out = [*out, 100 // x]
    except ZeroDivisionError:
        out.append(-1)
    return out


@script
def rebound_in_nested_loops(n: int, d: int) -> tuple[int, int, int]:
    i = j = -1
    k = 0
    try:
        for i in range(n):
            for j in range(i):
                k = k + 100 // (d - j)
    except ZeroDivisionError:
        return i, j, k
    return i + 100, j, k


@script
def loop_variable_after(xs: list[int]) -> int:
    x = 5
    try:
        for x in xs:
            100 // x
    except ZeroDivisionError:
        x -= 1000
    return x


@script
def narrowed_before(x: int | None, d: int) -> int:
    if x is None:
        return -1
    try:
        y = x // d
    except ZeroDivisionError:
        y = x
    return y


@script
def narrowed_in_the_body(d: int) -> int:
    x: int | None = None
    try:
        x = 4
        y = x // d
        x = None
    except ZeroDivisionError:
        return -1 if x is None else x
    return y if x is None else -2


@script
def arrays_are_changed(a: Array1[f64], n: int) -> float:
    t = a
    try:
        for i in range(n):
            a[i] = i + 1.0
            t = a[i:]
    except IndexError:
        return float(len(t)) + t[0]
    return -1.0


@script
def walrus_in_the_body(x: int) -> int:
    y = 0
    try:
        if (y := x + 1) > 0 and 10 // (y - 3) > 0:
            y = 50
    except ZeroDivisionError:
        return y
    return -y


@script
def comprehension_keeps_its_own(x: int, xs: list[int]) -> int:
    k = 3
    try:
        xs = [100 // k for k in xs]
        k = 4
        xs = [100 // (k - x) for k in xs]
    except ZeroDivisionError:
        return k * 1000 + len(xs)
    return k


@script
def tuples(x: int) -> tuple[int, str]:
    t = (0, "")
    try:
        t = (1, "one")
        100 // x
        t = (2, "two" * x)
        100 // (x - 1)
        t = (3, "three")
    except ZeroDivisionError:
        return (t[0] + 10, t[1])
    return t


@script
def the_handler_fails_too(x: int, y: int) -> int:
    a = 0
    try:
        try:
            a = 1
            a = 10 // x
            a = 2
        except ZeroDivisionError:
            a += 10
            a = 10 // y
            a += 100
    except ZeroDivisionError:
        a += 1000
    return a


@script
def deleted(x: int) -> int:
    a = 1
    try:
        a = 2
        10 // x
        del a
        10 // (x - 1)
        a = 5
    except ZeroDivisionError:
        return a
    return a + 10


CASES = {
    "as_it_was": [(0,), (1,), (2,), (-3,)],
    "behind": [(0,), (1,)],
    "bound_in_the_body_only": [(0,), (4,)],
    "maybe_unbound": [(0,), (1,)],
    "unbound_in_the_handler": [(0,), (1,)],
    "changes_type": [(0,), (1,), (2,)],
    "none_or_text": [(0,), (1,), (2,)],
    "lists_in_cells": [([1, 2, 3],), ([],), ([1, 0, 3],), ([0],)],
    "rebound_in_nested_loops": [(5, 3), (5, 30), (0, 0), (1, 0), (3, -1)],
    "loop_variable_after": [([],), ([3],), ([1, 0],), ([0, 1],)],
    "narrowed_before": [(None, 1), (4, 2), (4, 0)],
    "narrowed_in_the_body": [(0,), (2,)],
    "arrays_are_changed": [(np.zeros(3), 3), (np.zeros(3), 5), (np.zeros(1), 2)],
    "walrus_in_the_body": [(2,), (3,), (-4,), (0,)],
    "comprehension_keeps_its_own": [(1, [1, 2]), (100, [1, 2]), (0, [0]), (0, [])],
    "tuples": [(0,), (1,), (2,)],
    "the_handler_fails_too": [(0, 0), (0, 1), (1, 0)],
    "deleted": [(0,), (1,), (2,)],
}
