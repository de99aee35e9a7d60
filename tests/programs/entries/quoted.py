"""Open annotations as text, also with names that are defined later."""

from __future__ import annotations

import typing

import numpy as np

from jitscript import script


@script
def norm(a: np.ndarray, p=2):
    s = 0.0
    for x in a:
        s += abs(x) ** p
    return s


@script
def later(a: Wanted, b: list[Wanted]) -> Wanted:
    return a if len(b) == 0 else b[0]


Wanted = typing.TypeVar("Wanted")

CASES = {
    "norm": [(np.arange(4.0),), (np.arange(4),), (np.arange(4.0), 3)],
    "later": [(1, [2]), ("a", ["b", "c"]), (1.5, [2.5])],
}
