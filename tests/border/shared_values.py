"""What calls and instances share: defaults that could change, containers of classes. What each
trial gives."""

# Defaults that could change are what this is about.
# ruff: noqa: B006, B008, RUF012

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from jitscript import script


def weighed(x: int, ws: list[float] = [0.5, 0.25]) -> float:
    return ws[x] * 2


def counted(x: int, ws: list[float] = [], d: dict[str, int] = {}, s: set[int] = set()) -> int:
    return len(ws) + x + len(d) + (3 in s)


def of_array(x: int, w: np.ndarray = np.array([1.0, 2.0])) -> float:
    return float(w[x])


class Made:
    def __init__(self, k: int, extra: list[int] = [1], *, more: list[int] = []):
        self.k = k
        self.n = sum(extra) + len(more)

    def of(self, x: int = 1, opts: dict[str, int] = {"a": 3}) -> int:
        return opts.get("a", 0) * x + self.n


@script
def weights(x: int) -> float:
    return weighed(x) + of_array(x)


@script
def counts(x: int) -> int:
    return counted(x) + counted(x, [1.0]) + counted(x, d={"q": 1})


@script
def instances(x: int) -> int:
    return Made(x).of(2) + Made(x, more=[1, 2]).of(x)


@script
def appends(x: int, ws: list[int] = []) -> int:
    ws.append(x)
    return len(ws)


def defaults() -> Any:
    """Python changes them between calls."""
    found: list[Any] = [weights(1), counts(1), instances(2), appends(1), appends(2)]
    weighed.__defaults__[0][1] = 8.0
    of_array.__defaults__[0][1] = 5.5
    counted.__defaults__[0].append(7.0)
    counted.__defaults__[1]["z"] = 3
    counted.__defaults__[2].add(3)
    Made.__init__.__defaults__[0].append(100)
    Made.__init__.__kwdefaults__["more"].append(4)
    Made.of.__defaults__[1]["a"] = 50
    return [*found, weights(1), counts(1), instances(2), appends(3)]


class Register:
    table: dict[str, int] = {}
    names: ClassVar[list[str]] = []

    def __init__(self, k: int):
        self.k = k

    def add(self, n: str) -> int:
        self.names.append(n)
        self.table[n] = self.k
        return len(self.names)


@script
def adds(n: str) -> tuple[int, int, int]:
    a, b = Register(1), Register(2)
    a.add(n)
    x = b.add(n + "x")
    return x, len(a.names), b.table[n]


@script
def adds_to(r: Register, n: str) -> int:
    return r.add(n)


@script
def fails(n: str) -> int:
    Register(1).add(n)
    return 1 // (len(n) - 1)


def registers() -> Any:
    found: list[Any] = [adds("a"), adds("b"), list(Register.names)]
    r = Register(7)
    found += [adds_to(r, "g"), vars(r), dict(Register.table)]
    try:
        fails("q")
    except ZeroDivisionError:
        found.append(Register.names[-1])
    Register.names.clear()
    return [*found, adds("c"), Register.names, Register.table]


class Base:
    seen: set[int] = set()

    def __init__(self) -> None:
        self.n = 0

    def see(self, x: int) -> int:
        self.seen.add(x)
        self.n += 1
        return len(self.seen)


class Derived(Base):
    def other(self) -> int:
        self.seen = {1}
        return len(self.seen)


@script
def sees(x: int) -> tuple[int, int, int, int]:
    d, b = Derived(), Base()
    first = d.see(x), b.see(x + 1)
    second = d.other()
    d.see(9)
    return *first, second, b.see(9)


def derived() -> Any:
    return sees(1), sorted(Base.seen), sees(5), sorted(Base.seen)
