"""What each figure is meant to reach; a report marks every one as reached or missed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """An upper limit; `text` is how a person would say it."""

    limit: float
    text: str

    def mark(self, value: float) -> str:
        return "✓" if value <= self.limit else "✗ missed"


KERNEL = Goal(1.05, "every kernel ≤ 1.05 × Numba")
KERNELS_C = Goal(1.10, "geometric mean ≤ 1.1 × C")
COMPILE = Goal(1 / 3, "each ≤ 1/3 of Numba's, aim 1/6")
CALL = Goal(1 / 3, "≤ 1/3 of Numba's")
IMPORT = Goal(1 / 10, "≤ 1/10 of import numba")
START = {
    "scalar": Goal(1 / 8, "scalar program ≤ 1/8 of Numba's"),
    "arrays": Goal(1 / 4, "with arrays ≤ 1/4 of Numba's"),
}
OBJECTS = Goal(1 / 10, "geometric mean ≥ 10 × CPython")
LOAD = Goal(5e-3, "≤ 5 ms, no LLVM in the process")
WHEEL = Goal(200_000, "≤ 200 kB")
