# ruff: noqa: F821, RUF005
"""Statements: assignment, branches, early exits, assertions, exceptions.

PYTEST_DONT_REWRITE: the messages of assertions here are Python's own.
"""

from __future__ import annotations

import math
import operator

import numpy as np
import pytest

from jitscript.frontend import CompileError, lower_function

SCALE = 3
TABLE = (1.5, 2.5, 4.0)
LIMIT = np.float32(2.5)
WORD = "limit"


def early(a: int, b: int) -> int:
    if a > b:
        return a
    if a == b:
        return 0
    return b


def chained_elif(x: float) -> str | int:
    if x < 0:
        y = -1
    elif x == 0:
        y = 0
    elif x < 10:
        y = 1
    else:
        y = 2
    return y


def augmented(a: int, b: int) -> int:
    a += b
    a -= 3
    a *= 2
    a //= 7
    a %= 5
    a <<= 2
    a |= 1
    a ^= 6
    a &= 63
    a >>= 1
    return a


def swap(a: int, b: float) -> tuple[float, int]:
    x, y = a, b
    x, y = y, x
    return x, y


def nested_unpack(t: tuple[int, tuple[float, int]]) -> float:
    a, (b, c) = t
    return a * b + c


def multiple(a: int) -> int:
    x = y = a + 1
    x += 1
    return x * y


def maybe_unbound(a: int) -> int:
    if a > 0:
        x = a
    return x + 1


def never_bound(a: int) -> int:
    if a < 0:
        return y
    y = a
    return y


def asserted(a: int) -> int:
    assert a > 0, f"a is {a}, not above {0:>3}"
    assert a != 5
    assert a != 6, "six"
    return a


def raising(a: int, x: float) -> int:
    if a == 0:
        raise ValueError
    if a == 1:
        raise ValueError("plain {braces}")
    if a == 2:
        raise IndexError(f"{a} and {x:.3f} and {x!r} {a > 1} {WORD} {{}}")
    if a == 3:
        raise KeyError("k")
    if a == 6:
        raise ValueError(a, x)
    if a == 7:
        raise KeyError(a)
    if a == 4:
        raise ZeroDivisionError(f"{(a, x)} {a:>5d}|{SCALE}")
    return a


def optional(x: int | None) -> int:
    if x is None:
        return -1
    return x + 1


def optional_or(x: int | None) -> int:
    y = x or 7
    return y + 1


def optional_and(x: int | None) -> bool:
    return x is not None and x > 3


def optional_while(n: int) -> int:
    best: int | None = None
    i = 0
    while i < n:
        if best is None or i % 5 > best:
            best = i % 5
        i += 1
    if best is None:
        return -1
    return best


def optional_default(x: float | None = None, y: int = 2) -> float:
    x = 1.5 if x is None else x
    return x * y


def walrus(n: int) -> int:
    if (m := n * 2) > 10:
        return m
    return m + (k := 3) + k


def walrus_and(n: int) -> int:
    if n > 0 and (m := n - 5) > 0:
        return m
    return 0


def and_or(a: int, b: int, c: int) -> int:
    return (a and b) or c


def chained(a: int, b: float, c: int) -> bool:
    return a < b <= c != 7


def ternary(a: int) -> float | int:
    return a if a > 3 else a / 2


def captured(a: int) -> float:
    t = TABLE
    return a * SCALE + t[0] + TABLE[-1] + math.pi


def captured_scalar(a: float) -> float:
    return a * LIMIT


def tuples(a: int, b: int) -> tuple[int, tuple[int, int], int, bool]:
    t = (a, b) + (a + b,)
    return t[-1], t[0:2], len(t), (a, b) < (b, a)


def dynamic_tuple(i: int) -> float:
    return TABLE[i]


def inferred(a: int, x: float):
    if a > 3:
        return x
    return x * 2


def nothing(a: int) -> None:
    a += 1


def falls(a: int) -> int | None:
    if a > 0:
        return a


def dead(a: int) -> int:
    return a
    return undefined_name


def in_tuple(a: int) -> bool:
    return a in (1, 2, 5) and a not in (2,)


def annotated(a: int) -> float:
    x: float = a
    y: int
    y = 3
    return x / y


def is_instance(a: int, b: int | None) -> int:
    if isinstance(b, int):
        return a + b
    assert not isinstance(a, float)
    return a


def returns_scalar(a: np.float32, b: np.int8) -> np.float32:
    return a * b


def bool_not(a: int, x: float) -> bool:
    return not a or not x


def conversions(x: float, n: int) -> tuple[int, float, bool, complex]:
    return int(x), float(n), bool(n), complex(n, x)


CASES = [
    (early, [(1, 2), (2, 1), (3, 3)]),
    (chained_elif, [(-1.0,), (0.0,), (5.0,), (50.0,)]),
    (augmented, [(10, 20), (-10, 3)]),
    (swap, [(1, 2.5)]),
    (nested_unpack, [((1, (2.5, 3)),)]),
    (multiple, [(4,)]),
    (maybe_unbound, [(1,), (-1,)]),
    (never_bound, [(1,), (-1,)]),
    (asserted, [(1,), (0,), (5,), (6,)]),
    (raising, [(i, 2.5) for i in range(8)]),
    (optional, [(None,), (3,)]),
    (optional_or, [(None,), (3,), (0,)]),
    (optional_and, [(None,), (3,), (4,)]),
    (optional_while, [(0,), (9,)]),
    (optional_default, [(None, 3), (2.5, 2)]),
    (walrus, [(3,), (8,)]),
    (walrus_and, [(3,), (8,), (-1,)]),
    (and_or, [(0, 1, 2), (1, 0, 2), (1, 2, 3)]),
    (chained, [(1, 2.0, 3), (1, 2.0, 7), (3, 2.0, 3)]),
    (ternary, [(3,), (4,)]),
    (captured, [(2,)]),
    (captured_scalar, [(2.5,)]),
    (tuples, [(1, 2), (2, 1)]),
    (dynamic_tuple, [(0,), (2,), (-1,), (-3,), (3,), (-4,)]),
    (inferred, [(1, 2.5), (4, 2.5)]),
    (nothing, [(1,)]),
    (falls, [(1,), (0,)]),
    (dead, [(1,)]),
    (in_tuple, [(1,), (2,), (3,)]),
    (is_instance, [(1, None), (1, 2)]),
    (returns_scalar, [(np.float32(1.5), np.int8(3))]),
    (bool_not, [(0, 1.0), (1, 0.0), (1, 1.0)]),
]


@pytest.mark.parametrize("fn,calls", CASES, ids=[c[0].__name__ for c in CASES])
def test_statement(fn, calls, check):
    check(fn, *calls)


def test_annotation_of_a_local_widens(check):
    assert operator.truediv(1, 3) == 1 / 3
    check(annotated, (2,))


def test_every_error_is_reported():
    def many(a: int) -> int:
        x = missing_one
        with a:
            pass
        y = x + 1
        return missing_two + y

    with pytest.raises(CompileError) as e:
        lower_function(many)
    titles = [d.title for d in e.value.diagnostics]
    assert titles == [
        "name 'missing_one' is not defined",
        "int is no context manager: it has no `__enter__`",
        "name 'missing_two' is not defined",
    ]


def test_an_error_in_a_loop_is_reported_once():
    def loop(a: int) -> int:
        u = a
        while a > 0:
            new = u.missing
            u = new
            a -= 1
        return u

    with pytest.raises(CompileError) as e:
        lower_function(loop)
    assert [d.title for d in e.value.diagnostics] == ["int has no attribute `missing`"]


def test_check_only_waits_for_names():
    def waits(a: int) -> int:
        return later(a)

    assert lower_function(waits, check_only=True).postponed
    with pytest.raises(CompileError):
        lower_function(waits)
