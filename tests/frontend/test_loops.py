# ruff: noqa: B007
"""Loops: carried variables, their types, exits, and everything that `for` runs over."""

from __future__ import annotations

import numpy as np
import pytest

from jitscript.arrays import Array1, Array2, f64, i64

A = np.array([1.5, -2.0, 3.25, 8.0])
B = np.array([2.0, 0.5, 1.0])
M = np.arange(12.0).reshape(3, 4)


def dot(a: Array1[f64], b: Array1[f64]) -> float:
    s = 0.0
    for i in range(len(a)):
        s += a[i] * b[i]
    return s


def untyped_sum(a: Array1[f64]):
    s = 0.0
    for x in a:
        s += x
    return s


def collatz(n: int) -> int:
    steps = 0
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        steps += 1
    return steps


def ranges(a: int, b: int, c: int) -> int:
    s = 0
    for i in range(a, b, c):
        s = s * 3 + i
    return s


def down(n: int) -> int:
    s = 0
    for i in range(n, -1, -2):
        s = s * 3 + i
    return s


def last(n: int) -> int:
    for i in range(n):
        pass
    return i


def for_else(n: int, stop: int) -> int:
    r = 0
    for i in range(n):
        if i == stop:
            r = 100
            break
        r += i
    else:
        r = -r
    return r


def for_else_plain(n: int) -> int:
    for i in range(n):
        pass
    else:
        n = -1
    return n


def while_else(n: int, stop: int) -> int:
    i = 0
    while i < n:
        i += 1
        if i == stop:
            break
    else:
        return -i
    return i


def while_true(n: int) -> int:
    i = 0
    while True:
        i += 3
        if i > n:
            return i
        if i == 6:
            continue
        i += 1


def while_true_break(n: int) -> int:
    while True:
        n -= 1
        if n < 0:
            break
    return n


def nested_break(n: int) -> int:
    count = 0
    for i in range(n):
        for j in range(n):
            if j > i:
                break
            if (i + j) % 3 == 0:
                continue
            count += 1
    return count


def primes(n: int) -> int:
    count = 0
    for i in range(2, n):
        for j in range(2, i):
            if i % j == 0:
                break
        else:
            count += 1
    return count


def rows(m: Array2[f64]) -> float:
    s = 0.0
    for row in m:
        for x in row:
            s = s * 0.5 + x
    return s


def pairs(a: Array1[f64], b: Array1[f64]) -> float:
    s = 0.0
    for i, (x, y) in enumerate(zip(a, b), 2):
        s += i * x * y
    return s


def backwards(a: Array1[f64], n: int) -> float:
    s = 0.0
    for x in reversed(a):
        s = s * 0.5 + x
    for i in reversed(range(1, n, 2)):
        s = s * 0.5 + i
    for i, x in reversed_pairs(a):
        s += x * i
    return s


def reversed_pairs(a: Array1[f64]) -> tuple[tuple[int, float], tuple[int, float]]:
    return (1, a[0]), (2, a[1])


def tuple_loop(a: int) -> int:
    s = 0
    for x in (a, 2, 3):
        if x == 7:
            continue
        if x == 9:
            break
        s = s * 10 + x
    else:
        s += 1000
    return s


def mixed_tuple(a: int, b: float) -> float:
    s = 0.0
    for x in (a, b, True):
        if x == 3:
            continue
        if x == 4:
            break
        s += x
    else:
        s += 100
    return s


def enumerate_tuple(a: int) -> float:
    s = 0.0
    for i, x in enumerate((a, 2.5)):
        s += i * x
    return s


def zip_shortest(n: int, a: Array1[f64]) -> float:
    s = 0.0
    for i, x in zip(range(n, 10), a):
        s += i * x
    return s


def types_change(n: int) -> float:
    x = 1
    for i in range(n):
        x = x / 2
    return x


def unbound_after(n: int) -> int:
    while n > 0:
        y = n
        n -= 1
    return y


def temporaries(a: Array1[f64], k: Array1[i64]) -> float:
    total = 0.0
    for i in range(len(k)):
        t = a[k[i]]
        if t < 0:
            t = -t
        total += t
    return total


def step_zero(n: int) -> int:
    s = 0
    for i in range(0, 10, n):
        s += i
    return s


def while_walrus(n: int) -> int:
    s = 0
    while (n := n - 1) > 0:
        s += n
    return s


def outer_types(n: int) -> float:
    s = 0
    for i in range(n):
        t = 0
        for j in range(i):
            t += j * 0.5
        s += t
    return s


CASES = [
    (dot, [(A, A), (A, B), (B, A)]),
    (untyped_sum, [(A,), (A[:0],)]),
    (collatz, [(1,), (27,)]),
    (ranges, [(0, 10, 3), (10, 0, -3), (5, 5, 1), (0, 5, -1)]),
    (down, [(7,), (-1,)]),
    (last, [(3,), (0,)]),
    (for_else, [(5, 3), (5, 9), (0, 0)]),
    (for_else_plain, [(3,)]),
    (while_else, [(5, 3), (5, 9)]),
    (while_true, [(10,), (20,)]),
    (while_true_break, [(3,)]),
    (nested_break, [(7,)]),
    (primes, [(30,)]),
    (rows, [(M,)]),
    (pairs, [(A, B)]),
    (backwards, [(A, 8)]),
    (tuple_loop, [(1,), (7,), (9,)]),
    (mixed_tuple, [(1, 2.0), (3, 4.0), (4, 1.0)]),
    (enumerate_tuple, [(3,)]),
    (zip_shortest, [(0, A), (8, A)]),
    (types_change, [(3,)]),
    (unbound_after, [(3,), (0,)]),
    (temporaries, [(A, np.array([0, 1, -1]))]),
    (step_zero, [(3,), (0,), (-1,)]),
    (while_walrus, [(5,)]),
    (outer_types, [(5,), (0,), (1,)]),
]


@pytest.mark.parametrize("fn,calls", CASES, ids=[c[0].__name__ for c in CASES])
def test_loop(fn, calls, check):
    check(fn, *calls)
