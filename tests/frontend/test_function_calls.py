# ruff: noqa: F841
"""Calls: other functions, defaults, keywords, recursion, library code, inferred results."""

from __future__ import annotations

import math

import numpy as np
import pytest

from jitscript.arrays import Array1, f64
from jitscript.frontend import CompileError, lower_function

V = np.array([3.0, 4.0, 12.0])


def square(x: float) -> float:
    return x * x


def inferred_square(x: float):
    return x * x


def norm(v: Array1[f64]) -> float:
    s = 0.0
    for x in v:
        s += square(x)
    return s**0.5


def with_defaults(a: int, b: int = 2, *, c: int = 3, d: float = 0.5) -> float:
    return a + 10 * b + 100 * c + d


def keywords(a: int) -> float:
    x = with_defaults(a) + with_defaults(a, 5) + with_defaults(b=1, a=a)
    return x + with_defaults(a, c=7) + with_defaults(a, d=2, b=9)


def uses_inferred(x: float):
    return inferred_square(x) + inferred_square(2.0)


def factorial(n: int) -> int:
    return 1 if n < 2 else n * factorial(n - 1)


def is_even(n: int) -> bool:
    return n == 0 or is_odd(n - 1)


def is_odd(n: int) -> bool:
    return n != 0 and is_even(n - 1)


def returns_pair(a: int, b: int) -> tuple[int, int]:
    return a // b, a % b


def uses_pair(a: int, b: int) -> int:
    q, r = returns_pair(a, b)
    return q * 100 + r


def no_result(v: Array1[f64]) -> None:
    v[0] = -1.0


def calls_for_effect(v: Array1[f64]) -> float:
    no_result(v)
    return v[0]


def spread(a: int) -> float:
    t = (a, 4)
    return with_defaults(*t)


def takes_float(x: float) -> float:
    return x / 2


def int_to_float(n: int) -> float:
    return takes_float(n) + takes_float(True)


def uses_module(x: float) -> float:
    return math.sqrt(x) + math.pi


def builtins_used(a: int, b: float) -> float:
    return abs(a) + max(a, 3) + min(b, 2.5) + int(b) + float(a) + round(b)


class Holder:
    @staticmethod
    def twice(x: int) -> int:
        return 2 * x


def closure(k: int):
    def add(x: int) -> int:
        return x + k

    return add


ADD_5 = closure(5)


def calls_closure(x: int) -> int:
    return ADD_5(x) + Holder.twice(x)


CASES = [
    (norm, [(V,)]),
    (keywords, [(1,)]),
    (uses_inferred, [(1.5,)]),
    (factorial, [(5,), (20,)]),
    (is_even, [(6,), (7,)]),
    (uses_pair, [(17, 5), (-17, 5), (1, 0)]),
    (calls_for_effect, [(V,)]),
    (spread, [(1,)]),
    (int_to_float, [(3,)]),
    (calls_closure, [(3,)]),
]


@pytest.mark.parametrize("fn,calls", CASES, ids=[c[0].__name__ for c in CASES])
def test_call(fn, calls, check):
    check(fn, *calls)


def test_closure_is_an_entry(check):
    check(closure(7), (1,))


def titles(fn):
    with pytest.raises(CompileError) as e:
        lower_function(fn)
    return [d.title for d in e.value.diagnostics]


def test_wrong_arguments():
    def wrong(a: int) -> float:
        x = square()
        y = square(1.0, 2.0)
        z = square(1.0, y=2)
        w = with_defaults(a, 1, 2)
        v = square("text")
        return a

    assert titles(wrong) == [
        "square() missing 1 required positional argument: 'x'",
        "square() takes 1 positional argument but 2 were given",
        "square() got an unexpected keyword argument 'y'",
        "with_defaults() takes from 1 to 2 positional arguments but 3 were given",
        "argument `x` has type str, expected float",
    ]


def test_recursion_without_annotation():
    def loop(n: int):
        return again(n)

    def again(n: int):  # its type has no end
        return (again(n - 1), n) if n else 0

    assert titles(loop) == ["`again` calls itself, so its result must be annotated"]


def test_missing_annotation():
    def bare(a, b=1.5):
        return a + b

    with pytest.raises(CompileError) as e:
        lower_function(bare)
    assert [d.title for d in e.value.diagnostics] == [
        "the type of `a` is left open: object",
        "the type of `b` is left open: object",
    ]


def test_exec_has_no_source():
    namespace: dict[str, object] = {}
    exec("def f(a: int) -> int:\n    return a\n", namespace)
    assert titles(namespace["f"])[0].startswith("the source of `f` is not available")
