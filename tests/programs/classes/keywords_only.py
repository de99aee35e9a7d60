"""Dataclasses whose later fields are keywords only, by the marker or field by field."""

from __future__ import annotations

import dataclasses
from dataclasses import KW_ONLY, dataclass, field

from jitscript import script


@dataclass
class Marked:
    a: int
    _: KW_ONLY
    b: int = 2
    c: str = "c"


@dataclass(slots=True)
class Far:
    x: float = 0.5
    _: dataclasses.KW_ONLY
    y: float


@dataclass
class Single:
    n: int = field(default=1, kw_only=True)
    m: int = 3


@script
def marked(a: int, b: int):
    first, second = Marked(a), Marked(a, b=b, c="d")
    return repr(first), repr(second), first == second, second.b


@script
def far(y: float):
    return repr(Far(y=y)), repr(Far(1.5, y=y)), Far(y=y).y


@script
def single(m: int):
    return repr(Single(m)), repr(Single(n=m)), Single(m, n=4) == Single(m)


CASES = {
    "marked": [(1, 2), (0, -1)],
    "far": [(2.0,)],
    "single": [(3,), (5,)],
}
