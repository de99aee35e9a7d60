"""Tuples with many items at the border: every type of item, runs of them, items that do not fit."""

from __future__ import annotations

import gc
import sys
from typing import Any

import numpy as np
import pytest

from jitscript import Array1, f32, f64, script

pytestmark = pytest.mark.usefixtures("optimised")

Floats = tuple[
    float, float, float, float, float, float, float, float, float, float, float, float
]  # fmt: skip
Mixed = tuple[
    int, int, bool, bool, bool, str, str, list[int], list[int], complex,
    f32, int | None, int | None, tuple[int, str], tuple[int, str], Array1[f64], Array1[f64], float,
]  # fmt: skip
Lists = tuple[
    list[int], list[int], list[int], list[int], list[int], list[int], list[int], list[int],
    list[int], list[str],
]  # fmt: skip


@script
def floats(t: Floats) -> Floats:
    return t


@script
def mixed(t: Mixed) -> Mixed:
    t[8].append(t[1])
    t[15][0] += t[17]
    return t


@script
def lists(t: Lists) -> tuple[int, Lists]:
    t[0].append(7)
    t[9].append("more")
    return len(t[1]), t


def _mixed() -> Any:
    shared = [1, 2]
    a = np.arange(6.0)
    return (
        2**63 - 1, -(2**63), True, False, True, "", "d\xe9j\xe0 vu", shared, shared, 1 - 2j,
        np.float32(0.1), None, 5, (1, "a"), (2, "b"), a[::-1], a[:2], -0.0,
    )  # fmt: skip


def test_floats() -> None:
    t = (0.0, -0.0, float("inf"), 1e-320, *map(float, range(8)))
    assert repr(floats(t)) == repr(t)
    assert repr(floats((1, *t[1:]))) == repr((1.0, *t[1:]))
    with pytest.raises(TypeError, match="'t'"):
        floats((*t[:11], "x"))  # type: ignore[arg-type]
    with pytest.raises(OverflowError):
        floats((*t[:11], 2**53 + 1))
    with pytest.raises(TypeError):
        floats(t[:11])  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        floats(list(t))  # type: ignore[arg-type]


def test_all_types_of_items() -> None:
    want, got = _mixed(), _mixed()
    a, b = mixed.python(want), mixed(got)
    assert repr(a) == repr(b) and repr(want) == repr(got)
    assert b[7] is b[8] is got[7] and np.shares_memory(b[15], got[15])


@pytest.mark.parametrize("at, wrong", [(0, 2**63), (4, 1), (8, [None]), (12, "x"), (17, "x")])
def test_an_item_that_does_not_fit(at: int, wrong: Any) -> None:
    gc.collect()
    t = _mixed()
    owned = [item for item in t if isinstance(item, (list, tuple, np.ndarray))]
    counts = [sys.getrefcount(item) for item in owned]
    bad = (*t[:at], wrong, *t[at + 1 :])
    for _ in range(3):
        with pytest.raises((TypeError, OverflowError)):
            mixed(bad)
    del bad
    gc.collect()  # what the errors hold
    assert [sys.getrefcount(item) for item in owned] == counts
    assert t[8] == [1, 2] and t[15].tolist() == [5.0, 4.0, 3.0, 2.0, 1.0, 0.0]


def test_owned_items_are_given_back() -> None:
    for bad in (3, [1], None):
        given: Any = (*([i] for i in range(9)), ["x"])
        counts = [sys.getrefcount(item) for item in given]
        with pytest.raises(TypeError):
            lists((*given[:9], bad))  # type: ignore[arg-type]
        size, result = lists(given)
        assert size == 1 and result[0] is given[0] and given[0] == [0, 7]
        assert given[9] == ["x", "more"]
        del result
        assert [sys.getrefcount(item) for item in given] == counts
