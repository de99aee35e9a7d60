"""hasattr, getattr, setattr, callable, cast; NoReturn, TypeGuard and abc.Set in annotations."""

from __future__ import annotations

import typing as t
from collections import abc
import math
from typing import Any, NoReturn, TypeGuard, cast

from jitscript import script

LICENSES = {"mit": {"id": "MIT", "ok": True}, "bsd": {"id": "BSD", "ok": False}}


GRID = [[1, 2], [3, 4]]


__all__ = ["grid", "lic"]


def lic(x: str) -> str:
    return str(LICENSES[x]["id"]) + str(LICENSES[x]["ok"])


def grid(i: int) -> int:
    return GRID[i][0] + sum(sum(r) for r in GRID)


@script
def casts(x: int | None, y: object) -> int:
    z = cast(int, x)
    w = t.cast("list[int]", [z])
    return z + w[0]


def fail(msg: str) -> NoReturn:
    raise ValueError(msg)


@script
def never(n: int) -> int:
    if n > 0:
        return n
    fail("not positive")


def call(f: Any, n: int) -> str:
    if callable(f):
        return "yes"
    return "no"


@script
def calls(n: int) -> tuple[str, str, bool]:
    return call(abs, n), call(n, n), callable(len)


@script
def attrs(z: complex) -> tuple[float, float, bool, bool]:
    return z.real, getattr(z, "nothing", 1.0), hasattr(z, "imag"), hasattr(z, "foo")


class P:
    def __init__(self, x: int) -> None:
        self.x = x


@script
def attr2(n: int) -> tuple[int, int, bool]:
    p = P(n)
    p.x = n + 1
    return p.x, getattr(p, "y", -1), hasattr(p, "x")


@script
def absset(s: abc.Set[str], u: set[int]) -> int:
    return len(s) + len(u)


def is_pos(x: object) -> TypeGuard[int]:
    return isinstance(x, int)


@script
def guard(n: int) -> bool:
    return is_pos(n)


class Circle:
    def __init__(self, r: float) -> None:
        self.r = r

    def area(self) -> float:
        return 3.0 * self.r


class Square:
    kind = "square"

    def __init__(self, a: int) -> None:
        self.a = a

    def __call__(self, x: int) -> int:
        return self.a * x


@script
def ducks(n: int) -> list[str]:
    shapes: list[Circle | Square | int] = [Circle(1.5), Square(2), n]
    found = []
    for s in shapes:
        found.append(f"{getattr(s, 'r', None)} {getattr(s, 'kind', '?')} {getattr(s, 'a', -1)}")
        if hasattr(s, "area"):
            found.append(f"area {s.area()}")
        elif callable(s):
            found.append(f"called {s(n)}")
        else:
            found.append(f"number {s + 1}")
        print(hasattr(s, "real"), callable(s), not hasattr(s, "kind"))
    return found


@script
def missing(n: int) -> int:
    return n if hasattr(math, "nothing") or not hasattr(math, "sqrt") else n + len(name_of(abs))


def name_of(f: Any) -> str:
    return getattr(f, "__name__", "none")


@script
def converted(x: int | str | None, y: float | int) -> tuple[int, float | int]:
    if callable(x) or issubclass(bool, str) or not issubclass(bool, int):
        return 0, 0.0
    if isinstance(x, str):
        return len(cast(str, x)), float(cast("float", y))
    return cast(int, x) if x is not None else -1, cast("Nothing", y) * 2


def stop(code: int) -> NoReturn:
    print("stopping", code)
    raise SystemError(f"code {code}")


class Parser:
    def __init__(self, text: str) -> None:
        self.text = text

    def fail(self, what: str) -> NoReturn:
        raise ValueError(f"{what} in {self.text!r}")

    def number(self) -> int:
        if self.text.isdigit():
            return int(self.text)
        self.fail("no number")


@script
def stopped(text: str, n: int) -> int:
    try:
        value = Parser(text).number()
    except ValueError as e:
        print(e)
        stop(n) if n > 1 else print("going on")
        value = -1

    def nested(k: int) -> NoReturn:
        raise KeyError(k)

    if n == 1:
        nested(value)
    return value


CASES = {
    "ducks": [(3,)],
    "missing": [(1,)],
    "converted": [(1, 2.5), ("abc", 1), (None, 3)],
    "stopped": [("12", 0), ("a", 0), ("a", 2), ("12", 1)],

    "casts": [(3, 1)],
    "never": [(1,), (0,)],
    "calls": [(1,)],
    "attrs": [(1j,)],
    "attr2": [(4,)],
    "absset": [({"a"}, {1})],
    "guard": [(1,)],
}
