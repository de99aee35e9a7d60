"""`x.__class__` of values of all types: the class, its name, calls of it."""

from __future__ import annotations

from collections import deque
from enum import Enum
from typing import Any, NamedTuple

import numpy as np

from jitscript import script


class Kind(Enum):
    A = 1


class Point(NamedTuple):
    x: int


class Thing:
    def __init__(self, n: int) -> None:
        self.n = n

    def who(self) -> str:
        return self.__class__.__name__ + type(self).__name__


class Derived(Thing):
    pass


@script
def names(n: int) -> list[str]:
    xs = [1]
    return [
        n.__class__.__name__,
        xs.__class__.__name__,
        "s".__class__.__name__,
        (1, 2).__class__.__name__,
        {1: 2}.__class__.__name__,
        {n}.__class__.__name__,
        b"x".__class__.__name__,
        True.__class__.__name__,
        (1j).__class__.__name__,
        (2.5).__class__.__name__,
        range(n).__class__.__name__,
        deque(xs).__class__.__name__,
        Thing(n).who(),
        Derived(n).who(),
        Derived(n).__class__.__name__,
        Kind.A.__class__.__name__,
        Point(n).__class__.__name__,
    ]


@script
def tests(n: int) -> list[bool]:
    return [
        n.__class__ is int,
        n.__class__ == float,
        "x".__class__ is str,
        isinstance(n, n.__class__),
        [n].__class__ is list,
        Thing(n).__class__ is Thing,
    ]


@script
def made(n: int) -> list[Any]:
    return [n.__class__(2.7), "x".__class__(n), [1].__class__((1, 2))]


@script
def arrays(xs: np.ndarray) -> str:
    return xs.__class__.__name__ + xs[0].__class__.__name__ + type(xs).__name__


@script
def several(n: int) -> list[str]:
    found: list[int | str | None | list[int]] = [n, "a", None, [n]]
    return [x.__class__.__name__ for x in found]


CASES = {
    "names": [(3,)],
    "tests": [(3,)],
    "made": [(3,)],
    "arrays": [(np.arange(3.0),), (np.arange(3, dtype=np.int32),)],
    "several": [(1,)],
}
