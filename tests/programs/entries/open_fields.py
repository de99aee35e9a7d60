"""Dataclasses that say nothing of the rank or dtype of the arrays in their fields: what the program
makes tells. (What arguments tell: tests/border/test_open_fields.py.)"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from jitscript import script


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


CASES = {
    "made": [(0,), (4,)],
    "by_default": [()],
    "of_rows": [([[1.0, 2.0], [float("nan"), 4.0]],)],
}
