# ruff: noqa: F841
"""Unions: what conditions tell about them, merges of types, type variables.

PYTEST_DONT_REWRITE: the messages of assertions here are Python's own.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import pytest

from jitscript.arrays import Array1, Array2, f32, f64
from jitscript.frontend import CompileError, lower_function

T = TypeVar("T")
N = TypeVar("N", int, float)
V = np.arange(5.0)


def either_none(a: int | None, b: int | None) -> int:
    if a is None or b is None:
        return -1
    return a + b


def both_some(a: int | None, b: int | None) -> int:
    if a is not None and b is not None:
        return a * b
    return 0


def not_none_negated(a: int | None) -> int:
    if a is not None:
        return a
    return -1


def truthy(a: int | None) -> int:
    if a:
        return a + 1
    return 0


def falsy_return(a: float | None) -> float:
    if not a:
        return -1.0
    return a * 2


def while_none(n: int) -> int:
    x = None
    i = 0
    while x is None:
        if i * i > n:
            x = i
        i += 1
    return x


def while_some(n: int) -> int:
    x: int | None = n
    steps = 0
    while x is not None:
        x = None if x == 0 else x - 1
        steps += 1
    return steps


def asserts_some(a: int | None) -> int:
    assert a is not None, "no value"
    return a + 1


def ternary_fact(a: int | None) -> int:
    return -1 if a is None else a * 3


def walrus_fact(v: Array1[f64], n: int) -> float:
    if (x := find(v, n)) is not None:
        return x
    return -1.0


def find(v: Array1[f64], n: int) -> float | None:
    for x in v:
        if x > n:
            return float(x)
    return None


def merged_numbers(n: int) -> float:
    x = 0
    if n > 2:
        x = 1.5
    y = x * 2 + n
    return y


def merged_tuple(n: int) -> tuple[int, float]:
    t = (n, 0.5)
    for i in range(n):
        t = ((t[1] > 1 and i) or t[0], t[1] + i)
    return t


def none_then_number(n: int) -> int:
    best = None
    for i in range(n):
        if best is None or (i * 7) % 5 > best:
            best = (i * 7) % 5
    return -1 if best is None else best


def none_then_tuple(n: int) -> tuple[int, int] | None:
    found = None
    for i in range(1, n):
        for j in range(i):
            if i * i - j * j == 15:
                found = (i, j)
                break
        if found is not None:
            break
    return found


def three_types(n: int) -> float | int | bool | None:
    if n == 0:
        return None
    if n == 1:
        return True
    if n == 2:
        return 2
    return 2.5


def conflicting_but_unread(n: int) -> int:
    t = (1, 2)
    if n > 0:
        t = "text"
    return n


def first(a: T, b: T) -> T:
    return a


def half(a: N) -> N:
    return a + a


def generic(n: int) -> float:
    return first(n, 2) + first(1.5, 2.5) + half(n) + half(0.25)


def rebound_parameter(n: float) -> float:
    n = n + 1
    if n > 3:
        n = 1
    return n / 2


def nested_branches(a: int, b: int) -> int:
    if a > 0:
        if b > 0:
            x = 1
        elif b == 0:
            return 99
        else:
            x = 2
    else:
        x = 3
        if b == 5:
            raise ValueError("five")
    return x


def all_leave(a: int) -> int:
    if a > 0:
        return 1
    else:
        raise ValueError(f"{a}")


def loop_leaves(n: int) -> int:
    for i in range(n):
        if i > 2:
            return i
        else:
            continue
    return -1


def short_circuit_order(v: Array1[f64], i: int) -> bool:
    return (i < len(v) and v[i] > 1) or i > 100


def boolean_values(a: int, x: float) -> float:
    return (a or x) + (a and x)


def comparisons(a: int, x: f64, y: f32, b: bool) -> bool:
    return ((a < x) == b and not (y >= x)) or a == b


def float32_sum(v: Array1[f32]) -> f32:
    s = f32(0)
    for x in v:
        s += x
    return s


def complex_numbers(z: complex, n: int) -> tuple[complex, float, float]:
    w = z * z + n - 2j
    return w / 2, w.real, w.imag


def columns(m: Array2[f64]) -> float:
    s = 0.0
    for j in range(m.shape[1]):
        col = m[:, j]
        for i in range(len(col)):
            s += col[i] * (i + 1)
        col = col[::-1]
        s -= col[0]
    return s


def many_locals(n: int) -> int:
    a = b = c = 0
    while True:
        a += 1
        if a % 2:
            b += a
            continue
        if a > n:
            break
        c += b
    else:
        c = -1
    return a + b + c


CASES = [
    (either_none, [(1, None), (None, 1), (1, 2)]),
    (both_some, [(1, None), (None, 1), (3, 2)]),
    (not_none_negated, [(1,), (None,)]),
    (truthy, [(1,), (None,), (0,)]),
    (falsy_return, [(1.5,), (None,), (0.0,)]),
    (while_none, [(17,)]),
    (while_some, [(3,)]),
    (asserts_some, [(1,), (None,)]),
    (ternary_fact, [(1,), (None,)]),
    (walrus_fact, [(V, 2), (V, 9)]),
    (merged_numbers, [(1,), (3,)]),
    (merged_tuple, [(3,), (0,)]),
    (none_then_number, [(0,), (9,)]),
    (none_then_tuple, [(3,), (9,)]),
    (three_types, [(0,), (1,), (2,), (3,)]),
    (conflicting_but_unread, [(1,)]),
    (generic, [(3,)]),
    (rebound_parameter, [(1.0,), (5.0,)]),
    (nested_branches, [(1, 1), (1, 0), (1, -1), (0, 5), (0, 4)]),
    (all_leave, [(1,), (0,)]),
    (loop_leaves, [(2,), (9,)]),
    (short_circuit_order, [(V, 2), (V, 9), (V, 0), (V, 101)]),
    (boolean_values, [(0, 2.5), (3, 0.5)]),
    (comparisons, [(1, np.float64(2.5), np.float32(1.5), True)]),
    (float32_sum, [(np.array([0.1, 0.2, 0.3], np.float32),)]),
    (complex_numbers, [(1 + 2j, 3)]),
    (columns, [(np.arange(6.0).reshape(2, 3),)]),
    (many_locals, [(9,)]),
]


@pytest.mark.parametrize("fn,calls", CASES, ids=[c[0].__name__ for c in CASES])
def test_refinement(fn, calls, check):
    check(fn, *calls)


def test_conflicting_types_are_named_where_read():
    def conflicting(n: int) -> int:
        t = (1, 2)
        if n > 0:
            t = V
        return t[0]

    with pytest.raises(CompileError) as e:
        lower_function(conflicting)
    (found,) = e.value.diagnostics
    assert found.title.startswith("`t` is ")
    assert found.span.line
