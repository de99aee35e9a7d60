"""`*args` and `**keywords` where Python calls."""

from __future__ import annotations

import numpy as np

from jitscript import Array1, f64, script


@script
def total(*values: float) -> float:
    s = 0.0
    for v in values:
        s += v
    return s


@script
def changed(*xs: list[int]) -> int:
    for i, x in enumerate(xs):
        x.append(i)
    return len(xs)


@script
def arrays(scale: float, *xs: Array1[f64]) -> float:
    s = 0.0
    for x in xs:
        x[0] += scale
        s += x.sum()
    return float(s)


@script
def mixed(*xs: str | int | None, **kw: list[float]) -> str:
    for k in kw:
        kw[k].append(1.0)
    return repr(xs) + repr(kw)


@script
def fixed(a: int, b: int = 2, /, *c: int, d: int, e: int = 5) -> list[int]:
    return [a, b, *c, d, e]


@script
def only(**kw: float) -> dict[str, float]:
    kw["x"] = kw.pop("y", 1.0)
    return kw


@script
def named(self: int, /, *rest: str, sep: str = ",", **self_: int) -> str:
    return sep.join([str(self), *rest, *(f"{k}={v}" for k, v in self_.items())])


@script
def within(n: int) -> str:
    return named(n, *("a", "b"), sep="-", self=n) + str(total(1.0, n)) + str(fixed(1, d=n))


def both() -> tuple[list[int], list[int]]:
    x = [1]
    return x, x


CASES = {
    "total": [(), (1.5,), (1, 2.0, True), tuple(map(float, range(40))), {"a": 1.0}],
    "changed": [(), ([1],), ([1], [2, 3]), both],
    "arrays": [
        (2.0,),
        (2.0, np.ones(3), np.ones(4)),
        lambda: (1.0, np.ones(6)[::2], np.ones(2)),
        (1.0, np.ones(0)),
    ],
    "mixed": [(), (1, None, "a"), {"*": (1,), "a": [1.0], "b": []}],
    "fixed": [
        {"*": (1,), "d": 4},
        {"*": (1, 2, 3, 4), "d": 4, "e": 6},
        (1, 2),
        {"*": (1,), "d": 3, "f": 4},
        {"a": 1, "d": 3},
    ],
    "only": [(), {"a": 1.0, "y": 2.5}, (3,), {"a": 1}],
    "named": [(1,), (1, "a", "b"), {"*": (1, "x"), "self": 3, "sep": ";"}],
    "within": [(0,), (2,)],
}
