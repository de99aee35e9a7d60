"""Instances as elements of arguments without annotations: their class says of what types its fields
are, whatever the fields of the instances were that came before."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from jitscript import script


@dataclass
class A:
    x: float


@dataclass
class Point:
    at: tuple[float, float]
    weights: list[float]
    inner: A | None = None


def total(items):  # type: ignore[no-untyped-def]
    t = 0.0
    for item in items:
        t += item.x
    return t


def first(items, k):  # type: ignore[no-untyped-def]
    return items[0].x * 0.5 + k


def named(items):  # type: ignore[no-untyped-def]
    return sum([item.x * 0.5 for item in items.values()])


def far(points):  # type: ignore[no-untyped-def]
    t = 0.0
    for p in points:
        t += p.at[0] - p.at[1] + sum(p.weights) * 0.5
        if p.inner is not None:
            t += p.inner.x
            p.inner.x += 0.25
    return t


def several(items):  # type: ignore[no-untyped-def]
    t = 0.25
    for item in items:
        if isinstance(item, A):
            t += item.x
        else:
            t += len(item.weights) + item.at[0]
    return t


CASES: list[tuple[Callable[..., Any], list[Any]]] = [
    (
        total,
        [
            *(([A(3)],), ([A(3)],), ([A(3.5)],), ([A(3.5), A(True), A(2)],)),
            *(([A(3)],), ((A(1), A(2.5)),), ((A(1), A(2)),)),
        ],
    ),
    (first, [*(([A(3.5)], 1), ([A(3)], 1), ([A(3)], 1.5)), *(((A(2),), 1), ([A(2)], 2.5))]),
    (named, [({"a": A(1)},), ({"a": A(1)},), ({"a": A(1.5), "b": A(2)},), ({1: A(7)},)]),
    (
        far,
        [
            *(([Point((1, 2), [1])],), ([Point((1, 2), [1])],)),
            ([Point((1.5, 2), [1, 2.5], A(3))],),
            ([Point((1, 2), [], A(3)), Point((1, 2.5), [2], A(1.5))],),
            ([Point((1, 2), [3], A(4))],),
        ],
    ),
    (several, [([A(1), Point((1, 2), [1])],), ([A(1), Point((1, 2), [1.5])],), ([A(1)],)]),
]


@pytest.mark.parametrize("function, calls", CASES, ids=[f.__name__ for f, _ in CASES])
def test_a_call_is_answered_as_the_one_before(function: Any, calls: list[Any]) -> None:
    scripted = script(function)
    for _ in range(2):
        for given in calls:
            mine, theirs = copy.deepcopy(given), copy.deepcopy(given)
            assert (scripted(*mine), mine) == (function(*theirs), theirs), given


def test_what_does_not_fit_is_told() -> None:
    scripted = script(total)
    assert scripted([A(3)]) == 3.0
    for _ in range(2):
        with pytest.raises(TypeError, match="the attribute 'x' of A must be float"):
            scripted([A("a")])  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="the attribute 'x' of A must be float"):
            scripted([A(2.5), A(1 << 60 | 1)])
