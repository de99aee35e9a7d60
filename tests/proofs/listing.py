"""Prints the rules that the tests of this folder prove, and for which forms.

python tests/proofs/listing.py
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

from jitscript.ir.analysis.bound_rules import ABOVE, BELOW
from jitscript.ir.analysis.facts import _ORDER
from jitscript.ir.analysis.interval_rules import RULES
from jitscript.ir.passes.folds import RULES as FOLDS

HERE = Path(__file__).parent


def proofs(name: str) -> dict[str, Any]:
    """The names of a file of tests."""
    sys.path.insert(0, str(HERE))
    return runpy.run_path(str(HERE / f"test_{name}.py"))


def lines() -> list[str]:
    """One line for each group of rules."""
    intervals, bounds, folds = map(proofs, ("intervals", "bounds", "folds"))
    exact = [name for name in RULES if name in intervals["FORMS"]]
    told = [name for name in RULES if name in intervals["ELSEWHERE"]]
    integers = [name for name in FOLDS if name in folds["INTEGERS"]]
    floats = [name for name in FOLDS if name in folds["FLOATS"]]
    values = [name for name in FOLDS if name in folds["VALUES"]]
    meaning = bounds["MEANING"]
    groups = [
        ("intervals, all values of 4 bits", exact),
        ("intervals, what NumPy and the back end allow", told),
        ("intervals of counted loops, all small ranges", ["induction", "counted"]),
        ("bounds from above, by an SMT solver", [n for n in ABOVE if n in meaning]),
        ("bounds from below, by an SMT solver", [n for n in BELOW if n in meaning]),
        ("facts from comparisons, all values of 4 bits", list(_ORDER)),
        ("folds of integers, all values of 4 bits", integers),
        ("folds of floats, all halves", floats),
        ("folds of other values, by example", values),
    ]
    total = sum(len(names) for _, names in groups)
    return [*(f"{what}: {' '.join(names)}" for what, names in groups), f"{total} rules"]


if __name__ == "__main__":
    print(*lines(), sep="\n")
