"""Parameters of one of several types, some of which are open: `Sequence[int] | None`."""

from __future__ import annotations
from collections.abc import Sequence, Iterable, Mapping, Callable
from typing import Any, Optional, TypeVar

import numpy as np

from jitscript import script


def f(x: Sequence[int] | None = None) -> int:
    return -1 if x is None else sum(x)


def g(x: Optional[Iterable[str]] = None, k: Callable[[int], int] | None = None) -> int:
    if x is None:
        return 0
    return len(list(x)) + (k(1) if k is not None else 0)


def h(x: Any = None, y: Mapping[str, int] | None = None) -> int:
    return 1 if x is None else 2 if y is None else len(y)


@script
def a(xs: list[int]):
    return (
        f(xs),
        f(None),
        f(),
        f(x=None),
        g(None),
        g(["a"]),
        g(["a"], lambda v: v + 5),
        g(x=["a"], k=None),
        h(None),
        h(1),
        h(1, {"a": 1}),
        h(1, None),
    )


class K:
    def __init__(self, xs: Sequence[int] | None = None, name: str | None = None) -> None:
        self.xs = list(xs) if xs is not None else []
        self.name = name or "?"


@script
def b(xs: list[int]):
    k, l, m = K(), K(xs), K(None, "q")
    l.xs.append(4)
    return k.xs, l.xs, m.name, k.name, (K(None).xs, xs)


CASES = {"a": [([1, 2],)], "b": [([1],)]}
T = TypeVar("T")


def t1(x: T | None, d: T) -> T:
    return d if x is None else x


def t2(x: list[T] | None = None) -> int:
    return 0 if x is None else len(x)


def t3(x: np.ndarray | None = None) -> float:
    return 0.0 if x is None else float(x.sum())


def t4(x: "list | tuple | None" = None) -> int:
    return 0 if x is None else len(x)


def t5(x: int | Sequence[int]) -> int:
    return x if isinstance(x, int) else sum(x)


def t6(x: dict | None = None) -> int:
    return 0 if x is None else len(x)


def t7(x: float | np.ndarray) -> float:
    if isinstance(x, float):
        return x
    return float(x.sum())


def t8(x: Optional[T] = None) -> list[T]:
    return [] if x is None else [x]


@script
def c(n: int, a: np.ndarray[tuple[int], np.dtype[np.float64]]):
    return (
        t1(n, 2),
        t1(None, 2),
        t2([n]),
        t2(None),
        t2(),
        t3(a),
        t3(None),
        t3(),
        t4([1]),
        t4((1, 2)),
        t4(),
        t5(n),
        t5([n, 2]),
        t5((1, 2)),
        t6({1: 2}),
        t6(None),
        t6(),
        t7(1.5),
        t7(a),
    )


@script
def d(n: int):
    x = n if n > 1 else None
    return t1(x, 5), t8(n), t8("a")


CASES["c"] = [(3, np.ones(3))]
CASES["d"] = [(1,), (2,)]


@script
def e(x: Sequence[int] | None = None, y: np.ndarray | None = None, z: Any = None) -> int:
    return (-1 if x is None else sum(x)) + (0 if y is None else len(y)) + (0 if z is None else 100)


CASES["e"] = [([1, 2],), (None,), (), ((1, 2), np.ones(3)), {"y": np.ones((2, 2))}, {"z": 3}]
