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


@dataclass(frozen=True)
class Least:
    """A lower limit of how many times another's speed is reached."""

    limit: float

    def mark(self, ratio: float) -> str:
        return f"{self.limit:g} {'✓' if round(ratio, 2) >= self.limit else '✗ missed'}"


NPBENCH = {"numpy": Least(3.0), "numba": Least(1.5)}  # geometric means
NPBENCH_LOWEST = Least(0.95)  # of NumPy's speed
MEMORY = Least(0.9)  # of the speed of a sum of two arrays into a third
TEN = Least(4.0)  # of Numba's compile speed
KERNEL = Goal(1.05, "every kernel ≤ 1.05 × Numba")
KERNELS_C = Goal(1.10, "geometric mean ≤ 1.1 × C")
COMPILE = Goal(1 / 3, "each ≤ 1/3 of Numba's, aim 1/6")
CALL = Goal(1 / 3, "≤ 1/3 of Numba's")
IMPORT = Goal(1 / 10, "≤ 1/10 of import numba")
START = {
    "scalar": Goal(1 / 8, "scalar program ≤ 1/8 of Numba's"),
    "arrays": Goal(1 / 4, "with arrays ≤ 1/4 of Numba's"),
}
OBJECTS = Goal(1 / 10, "each, and the geometric mean, ≥ 10 × CPython")
MYPYC = Goal(1 / 2, "≥ 2 × mypyc")
LANGUAGE = {
    "strings": Goal(1 / 1.5, "text each ≥ 1.5 × CPython"),
    "dicts": Goal(1 / 4, "dicts and sets ≥ 4 × CPython"),
    "raising": Goal(1 / 5, "exceptions and generators ≥ 5 × CPython"),
    "generators": Goal(1 / 5, "exceptions and generators ≥ 5 × CPython"),
}
TEXTS = Goal(1 / 4, "geometric mean of text ≥ 4 × CPython")
BESIDE = {
    "Numba": Goal(1 / 2, "≤ 0.5 × the time of Numba's typed.Dict"),
    "by hand": Goal(1.1, "≤ 1.1 × the same loop by hand"),
}
LOAD = Goal(5e-3, "≤ 5 ms, no LLVM in the process")
WHEEL = Goal(200_000, "≤ 200 kB")
