"""Whatever takes each member of a small union of one number family takes the union: operators,
builtins, `math`, NumPy's functions, methods, operations on arrays, indices, ranges, texts.

One function for each union and group of operations gives the results of all; each value of the
union must give what CPython gives.
"""

from __future__ import annotations

import linecache
import re
import types
import warnings
from typing import Any

import numpy as np
import pytest

import jitscript

pytestmark = pytest.mark.usefixtures("optimised")

NUMBERS = """
    x + 1 | 1 - x | x * x | x / 2 | x // 2 | x % 3 | x ** 2 | -x | abs(x) | x < 2 | x == 1
    1.5 >= x | not x | bool(x) | x and 1 | x or 2.5 | int(x) | float(x) | complex(x) | str(x)
    repr(x) | f'{x}' | round(x) | round(x, 1) | divmod(x, 2) | pow(x, 2) | max(x, 1) | min(x, 1.5)
    max(1.5, x, 2) | sum([x, x]) | math.sqrt(x) | math.floor(x) | math.isnan(x) | math.pow(x, 2)
    math.hypot(x, 1)
    math.fabs(x) | math.copysign(x, -1) | math.isclose(x, 1) | math.fmod(x, 2)
    np.sqrt(x) | np.maximum(x, 0.5) | np.maximum(0.5, x) | np.isnan(x) | np.abs(x) | np.floor(x)
    np.hypot(x, 1.0) | np.add(x, 1) | np.maximum(x, a[0]) | np.add(x, a) | np.sqrt(x) + a
    a + x | x * a | a / x | a ** x | a < x | x == a | b + x | b * x | x in a | x in [1, 2]
    x in (1, 2.5) | [x, 1] | sorted([x, 1]) | (x, 1) | [x] * 2 | (x, 2) < (1, 3) | (x,) == (1,)
    np.float64(x) | np.int64(x) | np.float32(x) | np.bool_(x) | np.full(3, x) | np.full_like(a, x)
    x.real | x.imag | isinstance(x, float) | isinstance(x, int) | isinstance(x, np.generic)
    stored(a, x) | filled(a, x) | added(a, x) | scaled(a, x) | np.isfinite(x) | np.float64(1) + x
    np.negative(x) | np.multiply(x, x) | np.less(1, x) | np.logical_and(x, 1) | np.logical_not(x)
    abs(-x) | x > 0 and x < 5 | x if x > 1 else -1 | twice(x)[0] | np.arange(0, x, 0.5) | count(x)
"""
INTEGERS = """
    ~x | x << 1 | x >> 1 | x & 1 | (x | 4) | x ^ 1 | a[x] | a[x:] | a[:x] | a[x] + x | range(x)[0]
    [i for i in range(x)] | [i for i in range(0, 5, x)] | [1, 2, 3][x] | 'abc'[x] | 'abc' * x
    (1, 2, 3)[x] | [0] * x | [1, 2, 3][x:] | 'abcd'[:x] | np.zeros(x) | np.zeros((x, 2))
    np.arange(x) | np.full((x, 1), x) | np.eye(x) | math.gcd(x, 4) | math.factorial(x) | a[-x]
    math.isqrt(x) | chr(x + 60) | m[x, 0] | m[x] | m[0, x:] | put(a, x)
    list(range(x)) | 'a,b,c'.split(',', x) | 1 << x | 2 ** x | divmod(7, x)
    len(range(x)) | max(range(x + 1)) | t[x] | np.linspace(0, 1, x)
"""
UNIONS: dict[str, list[Any]] = {
    "f64 | float": [np.float64(2.5), 2.5, 1.0],
    "i64 | int": [np.int64(2), 2, 1, np.int64(1)],
    "i32 | i64 | int": [np.int32(2), 2, np.int64(2)],
    "int | float": [2, 2.5],
    "f64 | int": [np.float64(2.5), 2],
    "f64 | float | int": [np.float64(2.5), 2.5, 2],
}
WITHOUT_INDEX = ("f64 | float", "int | float", "f64 | int", "f64 | float | int")

HELPERS = """
import math

import numpy as np

from jitscript import *

def stored(a: Array1[f64], x: TYPE):
    a[0] = x
    return a[0]

def filled(a: Array1[f64], x: TYPE):
    a[:] = x
    return a[1]

def added(a: Array1[f64], x: TYPE):
    a += x
    return a[1]

def scaled(a: Array1[f64], x: TYPE):
    a[1] *= x
    return a[1]

def put(a: Array1[f64], x: TYPE):
    a[x] = 3
    return a[2]

def twice(x: TYPE):
    return x, x

def count(x: TYPE):
    n = 0
    while x and n < 3:
        n += 1
    return n

def f(x: TYPE, a: Array1[f64], b: Array1[f32], m: Array2[f64], t: tuple[int, int, int]):
    return (RESULTS)
"""


def parts(expressions: str) -> list[str]:
    lines = expressions.split("\n")
    found = [part.strip() for line in lines for part in re.split(r" \| (?!4\))", line)]
    return [part for part in found if part]


def groups() -> list[tuple[str, str]]:
    """Some operations at a time, with each union that has them all."""
    found = []
    for union in UNIONS:
        wanted = parts(NUMBERS)
        if union not in WITHOUT_INDEX:
            wanted += parts(INTEGERS)
        found += [(union, ", ".join(wanted[i : i + 16])) for i in range(0, len(wanted), 16)]
    return found


def arguments() -> list[Any]:
    return [np.array([1.0, 2.0, 3.0]), np.ones(3, np.float32), np.ones((3, 3)), (7, 8, 9)]


def shown(x: Any) -> Any:
    if isinstance(x, np.ndarray):
        return x.dtype.str, x.shape, repr(x.tolist())
    if isinstance(x, (list, tuple)):
        return type(x).__name__, [shown(item) for item in x]
    return type(x).__name__, repr(x)


@pytest.mark.few(2)
@pytest.mark.parametrize("union, results", groups())
def test_takes_the_union(union: str, results: str) -> None:
    name = f"<{union}: {results}>"
    text = HELPERS.replace("TYPE", union).replace("RESULTS", results)
    linecache.cache[name] = len(text), None, text.splitlines(True), name
    module = types.ModuleType("small_unions")
    exec(compile(text, name, "exec"), vars(module))
    compiled = jitscript.script(module.f)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for value in UNIONS[union]:
            wanted = module.f(value, *arguments())
            got = compiled(value, *arguments())
            differing = [(shown(w), shown(g)) for w, g in zip(wanted, got) if shown(w) != shown(g)]
            assert not differing
