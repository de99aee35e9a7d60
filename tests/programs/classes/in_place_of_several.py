"""`op=` on what may be of several types changes the object that it is."""

from __future__ import annotations

import numpy as np

from jitscript import Array1, Array2, f64, script


class Money:
    def __init__(self, cents: int):
        self.cents = cents

    def __iadd__(self, other: Money) -> Money:
        self.cents += other.cents
        return self

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + other.cents)


class Euro(Money):
    def __add__(self, other: Money) -> Money:
        return Money(1000)


@script
def first(a: int, derived: bool) -> tuple[int, int]:
    xs: list[Money] = [Euro(a) if derived else Money(a), Euro(2)]
    m = xs[0]
    m += xs[1]
    xs[1] += m
    return m.cents, xs[1].cents


@script
def container(x: list[int] | set[int], n: int) -> list[int] | set[int]:
    y = x
    if isinstance(x, set):
        x |= {n}
    else:
        x += [n]
    return y


@script
def list_or_text(x: list[str] | str, y: str) -> int:
    z = x
    x += y
    return len(x) * 10 + len(z)


@script
def list_or_number(x: list[int] | int, n: int) -> list[int] | int:
    x *= n
    return x


@script
def array(x: Array1[f64] | Array2[f64]) -> None:
    x += 1
    x *= 2


@script
def array_or_number(x: Array1[f64] | float, y: float):
    x += y
    return x


CASES = {
    "first": [(1, False), (3, True)],
    "container": [([1], 2), ({1}, 2)],
    "list_or_text": [(["a"], "bc"), ("a", "bc")],
    "list_or_number": [([1, 2], 2), (3, 4)],
    "array": [(np.arange(3.0),), (np.ones((2, 2)),)],
    "array_or_number": [(np.arange(3.0), 2.0), (1.5, 2.0)],
}
