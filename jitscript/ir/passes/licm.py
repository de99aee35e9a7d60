"""Loop-invariant code motion: what does not change in a loop is computed before it.

Before:
    for ^L(%a, %b, %one) { (%i: int):
      %n = array.dim %x, 0 : int
      %c = lt %i, %n : bool
After:
    %n = array.dim %x, 0 : int
    for ^L(%a, %b, %one) { (%i: int):
      %c = lt %i, %n : bool

Only ops that may be computed where the program would not (`speculatable`) move, as far out as
their operands allow; costly ones, and views (which may only be right behind a guard), move only if
every round computes them. Constants go to the start of the function. What moves before a test that
makes its condition true may be poison there (see `analysis/poison.py`).

Not handled: reads of memory that the loop does not write, which LLVM moves; checks, which
`hoist_checks` turns into tests.
"""

from __future__ import annotations

from ..core import Function, Op, Region, Value
from .rewrite import each_function


def _function(function: Function) -> None:
    if any(op.info.loop for op in function.walk()):
        _Mover().region(function.body, always=True)


class _Mover:
    """Walks in order. `level` is the number of loops around a value's definition; `outside` the
    regions in which the loops stand, outermost first; ops moved are appended there, before the
    loop itself is."""

    def __init__(self) -> None:
        self.level: dict[Value, int] = {}
        self.outside: list[Region] = []

    def region(self, region: Region, always: bool) -> None:
        """`always`: every round of the loop around comes through this region."""
        here = len(self.outside)
        for arg in region.args:
            self.level[arg] = here
        old, region.ops = region.ops, []
        for op in old:
            if op.info.loop:
                self.outside.append(region)
                self.region(op.regions[0], always=True)
                self.outside.pop()
            elif op.regions:
                for inner in op.regions:
                    self.region(inner, always=False)
                    always = always and inner.ops[-1].info.name == "yield"
            elif here and self._moves(op, always):
                target = max((self.level.get(v, 0) for v in op.operands), default=0)
                if target < here:
                    self.outside[target].append(op)
                    self.level[op.results[0]] = target
                    continue
            for value in op.results:
                self.level[value] = here
            region.append(op)

    def _moves(self, op: Op, always: bool) -> bool:
        info = op.info
        if not info.speculatable or len(op.results) != 1:
            return False
        return always or not info.costly


licm = each_function(_function)
