"""Numba's decorators and signatures: what is taken, what is refused, what the functions give."""

import numpy as np
import pytest

import jitscript.numba as nb
from jitscript import CompileError, jit, njit, prange


def test_bare_decorators():
    @njit
    def inc(x):
        return x + 1

    @jit
    def dec(x):
        return x - 1

    assert (inc(1), inc(1.5), dec(1)) == (2, 2.5, 0)
    assert inc.py_func(2) == 3


def test_options_that_mean_nothing():
    @jit(nopython=True, cache=True, fastmath=True, nogil=True, parallel=True, inline="always")
    def total(a):
        s = 0.0
        for i in prange(len(a)):
            s += a[i]
        return s

    assert total(np.arange(4.0)) == 6.0


@pytest.mark.parametrize(
    ("options", "kind", "words"),
    [
        ({"error_model": "numpy"}, ValueError, "dividing by zero raises"),
        ({"nopython": False}, ValueError, "never falls back"),
        ({"forceobj": True}, ValueError, "never runs in the interpreter"),
        ({"locals": {"x": int}}, ValueError, "inferred"),
        ({"target": "cuda"}, ValueError, "CPU"),
        ({"fast": True}, TypeError, "no option 'fast'"),
    ],
)
def test_options_that_would_change_what_a_function_gives(options, kind, words):
    with pytest.raises(kind, match=words):
        jit(**options)


def test_signature_converts_and_checks_at_the_decorator():
    @njit("float64(float64[:, ::1], int64)")
    def weighted(a, k):
        return a[0, 0] * k

    assert weighted(np.ones((1, 1)), True) == 1.0
    assert type(weighted(np.ones((1, 1)), 2)) is float
    with pytest.raises(TypeError, match="must be Array2"):
        weighted(np.ones(1), 1)
    with pytest.raises(CompileError, match="no attribute `foo`"):
        njit("f8(f8)")(_wrong)


def _wrong(x):
    return x.foo


def test_several_signatures():
    @njit(["int64(int64, int64)", nb.float64(nb.float64, nb.float64), (nb.f4, nb.f4)])
    def add(x, y):
        return x + y

    assert [type(add(*args)) for args in ((1, 2), (1.5, 2.5), (1.5, 2), (True, 2))] == [
        int,
        float,
        float,
        int,
    ]
    assert type(add(np.float32(1), np.float32(2))) is np.float32
    with pytest.raises(TypeError, match="no signature for"):
        add("a", "b")


@pytest.mark.parametrize(
    "signature", ["float65(int64)", "int64(", "3", "int64[2](int64)", "unicode_type[:](int64)", 3]
)
def test_wrong_signatures(signature):
    with pytest.raises(TypeError):
        njit(signature)(lambda x: x)


def test_wrong_number_of_types():
    with pytest.raises(TypeError, match="takes 1 arguments, and its signature names"):
        njit("int64(int64, int64)")(_wrong)


def test_other_types():
    @njit("Tuple((int64, unicode_type))(b1, u1, f4, Tuple((i8, f8)), List(int64), optional(f8))")
    def several(a, b, c, d, e, f):
        e.append(int(b))
        return len(e), "none" if f is None else "some"

    values = [1]
    assert several(True, np.uint8(3), np.float32(1), (1, 2.5), values, None) == (2, "none")
    assert values == [1, 3]


def test_recursion_with_a_signature():
    @njit("int64(int64)")
    def factorial(n):
        return 1 if n < 2 else n * factorial(n - 1)

    assert factorial(10) == 3628800


@pytest.mark.parametrize("home", ["jitscript", "jitscript.numba"])
@pytest.mark.parametrize("name", sorted(nb.INSTEAD))
def test_what_there_is_instead_of_other_names(name: str, home: str) -> None:
    with pytest.raises(ImportError, match=f"jitscript has no '{name}': .{{20}}"):
        exec(f"from {home} import {name}", {})
