"""Dead code elimination: ops whose results nobody uses and that do nothing else are dropped.

Before:
    %a = add %x, %y : i64
    %b = mul %a, %a : i64        ; unused
    return %x
After:
    return %x

A backward walk over each region meets users before the ops they use, so one walk is enough.

Not handled: memory that is written and never read; loops that are not counted, which may never end.
"""

from __future__ import annotations

from ..core import Function, Op, Region
from .rewrite import each_function, forget


def _function(function: Function) -> None:
    _region(function.body)


def _region(region: Region) -> None:
    kept = []
    for op in reversed(region.ops):
        for inner in op.regions:
            _region(inner)
        if any(v.uses for v in op.results) or not _removable(op):
            kept.append(op)
        else:
            forget(op)
    kept.reverse()
    region.ops = kept


def _removable(op: Op) -> bool:
    info = op.info
    if info.removable or (info.effects_of is not None and op.effects.silent):
        return True
    # An `if` or a counted loop in which nothing is left but exits that stay inside.
    if not info.control or (info.loop and not info.counted):
        return False
    ends = [r.ops[-1] for r in op.regions if len(r.ops) == 1]
    if len(ends) < len(op.regions):
        return False
    return all(end.opcode == "yield" or end.target is op for end in ends)


dce = each_function(_function)
