"""`@script(math="fast")`: the functions of `math` within 4 units in the last place, with CPython's
errors; loops of them are vector code; whose error comes first is as without the option."""

from __future__ import annotations

import math
import os
import re
from typing import Any

import numpy as np
import pytest
from test_near import samples

from jitscript import Array1, Array2, f64, frontend, script
from jitscript.backend.cpu import machine
from jitscript.ir import interp
from jitscript.ir.passes import pipeline
from jitscript.library import math_fast, registry

A = Array1[f64]
NAMES = [f.__name__ for (f, arity) in math_fast.FUNCTIONS if arity == 1]
OF_NUMPY = {"asin": "arcsin", "acos": "arccos", "atan": "arctan"}


def of_each(name: str) -> tuple[Any, Any]:
    """Of one float, and of the elements of an array."""

    def one(x: float) -> float:
        return function(x)

    def all_(x: A) -> A:
        out = np.empty_like(x)
        for i in range(len(x)):
            out[i] = function(x[i])
        return out

    function = getattr(math, name)
    return tuple(script(f, cache=False, math="fast") for f in (one, all_))


def outcome(f: Any, *args: Any) -> Any:
    try:
        return f(*args)
    except (ValueError, OverflowError) as error:
        return type(error), str(error)


LONGER = pytest.mark.skipif(np.finfo(np.longdouble).nmant < 63, reason="no longer doubles")


@LONGER
@pytest.mark.parametrize("name", NAMES)
def test_each_function(name: str) -> None:
    """Where CPython raises, the same is raised; all the others, in one loop, are near."""
    one, every = of_each(name)
    x = samples()
    exact = getattr(math, name)
    few = np.concatenate([x[:11], x[11::1999], np.float64([-1, 1, 2, -2, 1e300, -1e300])])
    edges = [709.782712893384, 710.4758600739439, 1024.0, -1.0, 1.0, 0.0, 1.7976931348623157e308]
    for value in [*few, *edges, *np.nextafter(edges, 1e4), *np.nextafter(edges, -1e4)]:
        want, got = outcome(exact, float(value)), outcome(one, float(value))
        if isinstance(want, float):
            assert type(got) is float, (value, want, got)
            assert got == want or abs(got - want) <= 4 * math.ulp(want) or got != got, value
            assert (got != got) == (want != want), value
        else:
            assert got == want, value
    good = np.array([v for v in x if isinstance(outcome(exact, float(v)), float)])
    got = every(good)
    with np.errstate(all="ignore"):
        true = getattr(np, OF_NUMPY.get(name, name))(good.astype(np.longdouble))
        want = true.astype(np.float64)
        plain = np.isfinite(want)
        np.testing.assert_array_equal(got[~plain], want[~plain])
        ulps = np.abs((got - true) / np.spacing(np.abs(want)))[plain]
    assert np.max(ulps) < 4
    assert outcome(every, np.array([good[11], np.nan])) is not None
    if machine.fused_bits(machine.NATIVE) and not os.environ.get("JITSCRIPT_CHECK"):
        assert re.search(r"<\d x double>", every.llvm)  # for some CPUs of half the widest vectors


def test_what_is_not_among_them_is_exact() -> None:
    @script(cache=False, math="fast")
    def others(x: float, y: float) -> tuple[float, float, float, float, float]:
        return math.erf(x), math.log10(x), math.log(x, y), math.pow(x, y), math.lgamma(x)

    x, y = 2.7, 3.1
    want = math.erf(x), math.log10(x), math.log(x, y), math.pow(x, y), math.lgamma(x)
    assert others(x, y) == want
    assert (math.pow, 2) not in math_fast.FUNCTIONS


def test_atan2() -> None:
    @script(cache=False, math="fast")
    def angles(y: A, x: A, out: A) -> None:
        for i in range(len(x)):
            out[i] = math.atan2(y[i], x[i])

    y, x = np.random.default_rng(1).normal(size=(2, 1000))
    out = np.zeros(1000)
    angles(y, x, out)
    np.testing.assert_allclose(out, np.arctan2(y, x), rtol=1e-15)


def several(x: A, y: A, out: A) -> None:
    for i in range(len(x)):
        out[i] = math.exp(x[i]) * math.sin(y[i]) + math.sqrt(x[i] + 1.0)


def error_of(f: Any, *args: Any) -> Any:
    try:
        return f(*args)
    except (ValueError, OverflowError) as error:
        traceback = error.__traceback__
        assert traceback is not None
        while traceback.tb_next is not None:
            traceback = traceback.tb_next
        return type(error), str(error), traceback.tb_lineno


@pytest.mark.parametrize("n", [1, 7, 100, 2000])
def test_the_first_error_is_raised(n: int) -> None:
    fast = script(several, cache=False, math="fast")
    random = np.random.default_rng(n)
    raised = set()
    for _ in range(30):
        x, y = random.uniform(-0.9, 3, (2, n))
        for _ in range(random.integers(0, 4)):
            at = random.integers(0, n)
            x[at] = random.choice([800.0, -3.0, np.inf, np.nan, x[at]])
            y[at] = random.choice([np.inf, np.nan, y[at]])
        want = error_of(several, x, y, np.zeros(n))
        assert error_of(fast, x, y, np.zeros(n)) == want
        raised.add(want)
    assert len(raised) > 1


def test_a_late_error_of_many_rounds() -> None:
    """More than pass between two looks for signals."""
    fast = script(several, cache=False, math="fast")
    x, y, out = np.zeros(200_000), np.zeros(200_000), np.zeros(200_000)
    x[150_000], y[150_001], x[199_999] = 800.0, np.inf, -9.0
    assert error_of(fast, x, y, out) == error_of(several, x, y, out)
    x[150_000] = 0.0
    assert error_of(fast, x, y, out) == error_of(several, x, y, out)


def test_errors_within_try_and_other_loops_come_at_once() -> None:
    """Where a round does more than compute, nothing waits."""

    def marks(x: A, seen: list[int], out: A) -> int:
        for i in range(len(x)):
            seen.append(i)
            out[i] = math.log(x[i])
        return len(x)

    def caught(x: A, out: A) -> int:
        bad = 0
        for i in range(len(x)):
            try:
                out[i] = math.log(x[i])
            except ValueError:
                bad += 1
        return bad

    def around(x: A, out: A) -> int:
        try:
            for i in range(len(x)):
                out[i] = math.log(x[i])
        except ValueError:
            return -1
        return 0

    def chosen(x: A, out: A) -> None:
        for i in range(len(x)):
            if x[i] > 0.5:
                out[i] = math.log(x[i] - 1.0)

    x = np.array([1.0, 2.0, -1.0, 3.0, 0.0])
    fast = script(marks, cache=False, math="fast")
    seen: list[int] = []
    out = np.zeros(5)
    assert outcome(fast, x, seen, out) == (ValueError, "math domain error")
    assert seen == [0, 1, 2]
    np.testing.assert_array_equal(out[2:], 0.0)
    assert script(caught, cache=False, math="fast")(x, np.zeros(5)) == 2
    assert script(around, cache=False, math="fast")(x, np.zeros(5)) == -1
    assert script(around, cache=False, math="fast")(x[:2], np.zeros(5)) == 0
    got, want = np.zeros(5), np.zeros(5)
    assert outcome(script(chosen, cache=False, math="fast"), x, got) == outcome(chosen, x, want)
    np.testing.assert_array_equal(got, want)


def test_what_a_late_error_leaves_behind() -> None:
    """Elements that the loop stores after the one that raises: the documented difference."""
    fast = script(several, cache=False, math="fast")
    x = np.array([0.0, 800.0, 0.0])
    out = np.full(3, 7.0)
    assert outcome(fast, x, np.zeros(3), out) == (OverflowError, "math range error")
    assert out[0] == 1.0 and out[2] == (7.0 if os.environ.get("JITSCRIPT_CHECK") else 1.0)


def rows(m: Array2[f64]) -> float:
    total = 0.0
    for i in range(m.shape[0]):
        for j in range(m.shape[1]):
            total += math.exp(-m[i, j]) + math.log(m[i, j])
    return total


def test_interpreted_as_compiled() -> None:
    fast = script(rows, cache=False, math="fast")
    module = frontend.lower_function(fast.python).module
    m = np.random.default_rng(3).uniform(0.1, 4, (3, 5))
    for passes in ((), pipeline.LEVELS[1]):
        pipeline.run(module, passes=passes)
        assert interp.interpret(module, "rows", [m]) == fast(m)
    assert outcome(fast, -m) == (ValueError, "math domain error")


def test_it_is_the_texts() -> None:
    """Nested functions have it, functions that are called do not, nor does the library."""

    def called(x: float) -> float:
        return math.exp(x)

    @script(cache=False, math="fast")
    def calls(x: float) -> float:
        return called(x)

    @script(cache=False, math="fast")
    def nested(x: float) -> float:
        def inner(y: float) -> float:
            return math.exp(y)

        return inner(x) + sum([(lambda z: math.exp(z))(x)])

    @script(cache=False, math="fast")
    def handed(xs: list[float]) -> list[float]:
        return list(map(math.exp, xs))

    calls(1.0), nested(1.0), handed([1.0])
    assert "near=True" not in calls.ir
    calls_of_libm = [line for line in nested.ir.splitlines() if "= libm @exp" in line]
    assert calls_of_libm and all("near=True" in line for line in calls_of_libm)
    assert "near=True" in handed.ir
    assert registry.find(math.exp)[0].fn.__module__.endswith("math_elementary")


def test_numbers_of_other_types() -> None:
    @script(cache=False, math="fast")
    def mixed(n: int, b: bool, x: f64, xs: A) -> tuple[float, float, float, float]:
        t = 0.0
        for i in range(len(xs)):
            t = xs[i]
        return math.exp(n), math.exp(b), math.exp(x), math.exp(t)

    got = mixed(2, True, np.float64(0.5), np.array([1.5]))
    np.testing.assert_allclose(got, [math.exp(v) for v in (2, 1, 0.5, 1.5)], rtol=1e-15)
