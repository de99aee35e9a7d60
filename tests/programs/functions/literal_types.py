"""Literal in parameters, fields, locals and results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jitscript import script

Mode = Literal["fast", "slow"]


@dataclass
class D:
    mode: Literal["a", "b"]
    n: Literal[1, 2] = 1
    opt: Literal["x"] | None = None
    pair: tuple[Literal["dev"], int] | None = None


class C:
    kind: Mode
    tags: list[Literal["p", "q"]]

    def __init__(self, kind: Mode) -> None:
        self.kind = kind
        self.tags = ["p"]
        self.last: Mode | None = None


@script
def fields(n: int) -> str:
    d = D("a")
    d.opt = "x"
    d.pair = ("dev", n)
    c = C("fast")
    c.tags.append("q")
    c.last = "slow"
    return f"{d} {c.kind} {c.tags} {c.last}"


@script
def local(n: int) -> Literal["big", "small"]:
    x: Mode = "fast"
    y: list[Mode] = []
    y.append(x)
    z: dict[Mode, int] = {"fast": 1}
    z["slow"] = n
    return "big" if n > 3 and y and z else "small"


@script
def result(n: int) -> tuple[Mode, int] | None:
    return ("fast", n) if n else None


@script
def param(
    m: Mode, k: list[Mode], t: tuple[Mode, int], o: Mode | None = None, u: Mode | int = 3
) -> str:
    return f"{m} {k} {t} {o} {u}"


@script
def given(n: int) -> str:
    return param("fast", ["slow"], ("fast", n)) + param("slow", [], ("slow", n), "fast", "slow")


CASES = {
    "fields": [(2,)],
    "local": [(5,), (1,)],
    "result": [(0,), (1,)],
    "given": [(1,)],
    "param": [("fast", ["slow"], ("fast", 1)), ("fast", [], ("fast", 1), None, "slow")],
}
