"""Annotations whose names are imported for type checkers only."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy

from jitscript import script

if TYPE_CHECKING:
    import collections.abc
    from collections.abc import Callable as Fn
    from collections.abc import Sequence
    from decimal import Decimal  # no type here, and asked for by nobody

    import numpy as np
    import numpy.typing as npt

if t.TYPE_CHECKING:
    from typing import Optional


@dataclass
class Point:
    x: float
    label: Optional[int] = None
    seen: list[Optional[int]] = field(default_factory=list)


@script
def total(xs: Sequence[float]) -> float:
    return sum(xs)


@script
def applied(f: Fn[[float], float], x: float) -> float:
    return f(x)


@script
def mean(a: npt.NDArray[np.float64]) -> float:
    return float(a.sum()) / a.size


@script
def first(xs: collections.abc.Sequence[str]) -> str:
    return xs[0]


@script
def local(n: int) -> int:
    found: Optional[int] = None
    if n > 2:
        found = n
    return -1 if found is None else found


@script
def moved(x: float, label: Optional[int], by: float) -> tuple[float, Optional[int], int]:
    p = Point(x, label)
    p.seen.append(p.label)
    p.label = None if p.label else 3
    p.x += by
    return p.x, p.label, len(p.seen)


CASES = {
    "total": [([1.0, 2.5],), ((1.5, -0.0),)],
    "applied": [(abs, -2.5)],
    "mean": [(numpy.arange(5.0),), (numpy.ones((2, 3)),)],
    "first": [(["a", "b"],), (("é",),), ([],)],
    "local": [(1,), (3,)],
    "moved": [(1.0, None, 2.0), (1.0, 4, 2.0)],
}
