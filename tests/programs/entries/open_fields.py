"""Dataclasses that say nothing of the rank or dtype of the arrays in their fields: what the program
makes tells. (What arguments tell: tests/border/test_open_fields.py.)"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from jitscript import Array1, Array2, f64, script


@dataclass
class Column:
    name: str
    values: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.values)

    def __mul__(self, k: float) -> Column:
        return Column(self.name, self.values * k)

    @property
    def missing(self) -> int:
        return int(np.isnan(self.values).sum())


@dataclass
class Counted:
    values: np.ndarray = field(default_factory=lambda: np.zeros(3))
    names: list[str] = field(default_factory=list)


@dataclass
class Traced:
    at: np.ndarray
    history: list[np.ndarray] = field(default_factory=list)
    named: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    last: np.ndarray | None = None


@script
def made(n: int) -> tuple[int, float]:
    c = Column("c", np.arange(float(n))) * 2.0
    return len(c), float(c.values.sum())


@script
def by_default() -> tuple[int, float]:
    a, b = Counted(), Counted(np.ones(2), ["x"])
    return len(a.values) + len(b.values), float(b.values.sum())


@script
def of_rows(rows: list[list[float]]) -> int:
    data = np.array(rows, dtype=np.float64)
    table = {c.name: c for c in (Column(str(i), data[:, i].copy()) for i in range(2))}
    return sum(len(c) + c.missing for c in table.values())


@script
def traced(n: int, keep: bool) -> tuple[Array2[f64], list[Array2[f64]], Array1[f64] | None]:
    t = Traced(np.zeros((2, 2)))
    for i in range(n):
        t.at = t.at + i
        if keep:
            t.history.append(t.at.copy())
        t.named[str(i)] = t.at.sum(axis=0)
        t.last = t.named[str(i)]
    return t.at, t.history, t.last


CASES = {
    "traced": [(0, True), (3, True), (2, False)],
    "made": [(0,), (4,)],
    "by_default": [()],
    "of_rows": [([[1.0, 2.0], [float("nan"), 4.0]],)],
}
