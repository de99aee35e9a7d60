"""Names that compiled code took for constants, bound anew between calls: Python's answer."""

from __future__ import annotations

import threading
import types
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import jitscript as js
from jitscript import Array2, CompileError, f64, script
from jitscript.identity import variables
from jitscript.numba import njit

SCALE = 3
WIDE = 2.5
NAMES = ("a", "b")
TABLE = {"a": 1}
WEIGHTS = np.array([1.0, 2.0])
config = types.ModuleType("config")
config.RATE = 2  # type: ignore[attr-defined]


def helper(x: int) -> int:
    return x + SCALE


@dataclass
class Point:
    x: int

    def far(self) -> int:
        return self.x * SCALE


def by_value(x: int) -> int:
    return x * SCALE


def through_a_helper(x: int) -> int:
    return helper(x) * 10


def by_method(x: int) -> int:
    return Point(x).far()


def of_text(x: int) -> str:
    return NAMES[x % len(NAMES)]


def of_a_table(x: int) -> int:
    return TABLE["a"] + x


def of_an_array(x: int) -> float:
    return float(WEIGHTS.sum()) + x


def of_a_module(x: int) -> int:
    return x * config.RATE  # type: ignore[attr-defined, no-any-return]


def at_last(x: int) -> int:
    return [x, SCALE][1]


def without_types(x):  # type: ignore[no-untyped-def]
    return x * SCALE


def with_stars(*xs: int) -> int:
    return sum(xs) * SCALE


def with_a_default(x: int, times: int = 2) -> int:
    return x * times + SCALE


def in_a_lambda(x: int) -> int:
    return sorted([x, 1], key=lambda i: i * SCALE)[0] + SCALE


def a_generator(x: int) -> Iterator[int]:
    for i in range(x):
        yield i * SCALE


def of_a_matrix(x: int, a: Array2[f64] = np.ones((2, 3))) -> float:  # noqa: B008
    return float(a.sum()) * SCALE + x


ALL = [
    *(by_value, through_a_helper, by_method, of_text, of_a_table, of_an_array, of_a_module),
    *(at_last, without_types, with_stars, with_a_default, in_a_lambda),
]
CHANGES: list[dict[str, Any]] = [
    {"SCALE": 5},
    {"SCALE": -1, "NAMES": ("x", "y", "z"), "TABLE": {"a": 7}},
    {"WEIGHTS": np.array([10.0]), "helper": lambda x: x - 1},
    {"SCALE": 10**6, "WEIGHTS": np.zeros(0)},
    {"SCALE": 1},
    {"SCALE": 2},
    {"SCALE": 3, "TABLE": {"b": 2, "a": 0}},
]


@pytest.fixture
def space(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, Any], None]]:
    """Binds a global of this module until the test is over."""
    globals_ = globals()
    variables._changes.pop(id(globals_), None)

    def put(name: str, value: Any) -> None:
        monkeypatch.setitem(globals_, name, value)

    yield put


@pytest.mark.parametrize("function", ALL, ids=lambda f: f.__name__)
def test_a_call_sees_what_a_name_stands_for(function: Any, space: Any) -> None:
    scripted = script(function)
    assert scripted(4) == function(4)
    for n, change in enumerate(CHANGES):
        for name, value in change.items():
            if name == "helper":
                value = types.FunctionType(_less.__code__, globals(), "helper")
                value.__annotations__ = helper.__annotations__
            space(name, value)
        config.RATE = n  # type: ignore[attr-defined]
        assert scripted(4) == function(4), change
        assert scripted(4) == function(4), change


def _less(x: int) -> int:
    return x - SCALE


def test_generators_and_arrays(space: Any) -> None:
    each, matrix = script(a_generator), script(of_a_matrix)
    for scale in (3, 4, 0, 7, 9):
        space("SCALE", scale)
        assert list(each(5)) == list(a_generator(5))
        for a in (np.ones((2, 3)), np.ones((3, 2)).T, np.ones((4, 6))[::2, ::2]):
            assert matrix(1, a) == of_a_matrix(1, a)
        assert matrix(1) == of_a_matrix(1)


def test_each_variant_is_watched(space: Any) -> None:
    scripted = script(without_types)
    values: list[Any] = [2, 2.5, True, "ab", np.int32(4), np.arange(3.0), [1, 2]]
    for scale in (2, 3, 0, 4):
        space("SCALE", scale)
        for value in values:
            found, expected = scripted(value), without_types(value)
            assert np.array_equal(found, expected), (scale, value)
    typed = script(without_types)[int]
    for scale in (2, 3):
        space("SCALE", scale)
        assert typed(4) == 4 * scale


def test_signatures(space: Any) -> None:
    scripted: Any = njit(["int64(int64)", "float64(float64)"])(without_types)
    for scale in (2, 3):
        space("SCALE", scale)
        assert (scripted(4), scripted(0.5)) == (4 * scale, 0.5 * scale)


def test_closures() -> None:
    def outer(n: int) -> list[int]:
        @script
        def inner(x: int) -> int:
            return x * n

        found = [inner(2)]
        n += 10
        found.append(inner(2))
        n = -1
        return [*found, inner(2), inner(3)]

    assert outer(1) == [2, 22, -2, -3]


def test_the_type_may_be_another(space: Any) -> None:
    scripted = script(without_types)
    assert scripted(2) == 6
    space("SCALE", 2.5)
    assert scripted(2) == 5.0
    space("SCALE", "no")
    assert scripted(2) == "nono"
    space("SCALE", {})
    with pytest.raises(CompileError, match="captured dict"):
        scripted(2)
    space("SCALE", 4)
    assert scripted(2) == 8


def test_what_is_refused_is_tried_again(space: Any) -> None:
    scripted = script(through_a_helper)
    assert scripted(1) == (1 + SCALE) * 10
    space("helper", 3)
    with pytest.raises(CompileError, match="a value of type int cannot be called"):
        scripted(1)
    space("helper", helper)
    monkey = types.FunctionType(_less.__code__, globals(), "helper")
    monkey.__annotations__ = _less.__annotations__
    space("helper", monkey)
    assert scripted(1) == (1 - SCALE) * 10


def test_one_that_changes_always_is_a_variable(space: Any) -> None:
    scripted = script(by_value)
    for scale in range(100):
        space("SCALE", scale)
        assert scripted(3) == 3 * scale
    code = scripted._variants["contiguous"].image
    space("SCALE", 1234)
    assert scripted(3) == 3702
    assert scripted._variants["contiguous"].image is code
    space("SCALE", 1.5)
    with pytest.raises(TypeError, match="SCALE must be int, not float"):
        scripted(3)


def test_an_equal_constant_is_the_same(space: Any) -> None:
    scripted = script(of_text)
    assert scripted(0) == "a"
    code = scripted._variants["contiguous"].image
    space("NAMES", ("a", "".join(["b"])))
    assert scripted(1) == "b"
    assert scripted._variants["contiguous"].image is code


def test_minus_zero_and_true_are_others(space: Any) -> None:
    scripted: Any = script(_plus)
    space("WIDE", 0.0)
    assert str(scripted(1.0)) == "0.0"
    space("WIDE", -0.0)
    assert str(scripted(1.0)) == "-0.0"


def _plus(x: float) -> float:
    return x * WIDE


def test_many_compilations_are_told(space: Any) -> None:
    scripted = script(of_an_array)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        for n in range(12):
            space("WEIGHTS", np.ones(n))
            assert scripted(0) == n
    (warning,) = [w for w in told if w.category is RuntimeWarning]
    assert "as 'WEIGHTS' that it uses" in str(warning.message)
    assert warning.filename == __file__


def test_what_is_saved_is_what_is_there(space: Any, tmp_path: Path) -> None:
    scripted = script(by_value)
    assert scripted(2) == 6
    space("SCALE", 8)
    js.save(tmp_path / "m.jsm", scripted)
    space("SCALE", 9)
    assert js.load(tmp_path / "m.jsm").by_value(2) == 16
    assert scripted(2) == 18


def test_threads(space: Any) -> None:
    """While others call it, a name is bound anew: each call answers with one of the values."""
    scripted = script(through_a_helper)
    scripted(0)
    wrong: list[int] = []
    going = True

    def call() -> None:
        while going:
            found = scripted(0)
            if found % 10 or not 0 <= found <= 80:
                wrong.append(found)

    threads = [threading.Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for scale in range(8):
        space("SCALE", scale)
        assert scripted(0) == 10 * scale
    going = False
    for thread in threads:
        thread.join()
    assert not wrong


def test_what_an_array_holds(space: Any) -> None:
    """Arrays are compared up to some size; in closures, tuples and others' attributes too."""
    weights, matrix = np.array([1.0, 2.0]), np.arange(512, dtype=np.int8).reshape(2, 256)
    space("WEIGHTS", weights)
    space("NAMES", (matrix, "a"))
    config.RATE = flags = np.array([True, False])  # type: ignore[attr-defined]

    def both(x: int) -> float:
        return float(WEIGHTS[1] + matrix.sum() + NAMES[0][1, 255] + config.RATE.sum() + x)  # type: ignore

    scripted = script(both)
    for change in (0, 1, 2, 3):
        assert scripted(1) == both(1)
        weights[1] = change
        assert scripted(1) == both(1)
        matrix[1, 255] += 1
        assert scripted(1) == both(1)
        matrix[0] = change
        assert scripted(1) == both(1)
        flags[1] = change % 2
        assert scripted(1) == both(1)


def test_a_deleted_name_is_missed(space: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    scripted = script(by_value)
    assert scripted(1) == SCALE
    monkeypatch.delitem(globals(), "SCALE")
    with pytest.raises(CompileError, match="'SCALE' is not defined"):
        scripted(1)
