"""Range analysis at work: checks that cannot fail become plain ops.

Before:
    %n = array.dim %a, 0 : int
    for ^L(%zero, %n, %one) { (%i: int):
      %j = check_index %i, %n, 0 : int
      %k = checked_add %i, %one : int
After:
    %n = array.dim %a, 0 : int
    for ^L(%zero, %n, %one) { (%i: int):
      %k = add %i, %one : int           ; and %i is used instead of %j

Checked arithmetic whose result fits in 64 bits becomes plain; an index proved to be in range needs
no check, one proved not to be negative is marked `nonneg`; comparisons with a known answer are
constants. What is known comes from `analysis/bounds.py`.

Not handled: types other than `int`; divisors; what memory holds; long functions without a loop.
"""

from __future__ import annotations

from collections.abc import Sequence

from .. import claims
from ..analysis.bounds import Bounds
from ..analysis.interval_rules import MAX, MIN, RULES
from ..analysis.worth import runs_once
from ..core import Builder, Function, Op, Region, Value
from ..optable import TABLE
from ..types import BOOL, INT
from .rewrite import each_function, forget, replace


def _function(function: Function) -> None:
    wanted = [op for op in function.walk() if _interesting(op)]
    if not wanted or runs_once([function]):
        return
    bounds = Bounds(function)
    known: dict[Op, Value | bool] = {}
    plain = []
    nonneg: list[Op] = []
    for op in wanted:
        if op.info.plain:
            if fits(bounds, op):
                plain.append(op)
        elif op.info.name == "check_index":
            index = _index(bounds, op, nonneg)
            if index is not None:
                known[op] = index
        else:
            answer = _answer(bounds, op)
            if answer is not None:
                known[op] = answer
                bounds.intervals.note(op.result, answer)
    for op in plain:
        make_plain(op, "ranges")
    for op in nonneg:
        rely(op, "nonneg", "ranges", op.operands[:1])
    if known:
        _use(function.body, known)


def _interesting(op: Op) -> bool:
    name = op.info.name
    if bool(op.info.plain) or name == "check_index":
        return True
    return op.info.comparison and op.operands[0].type is INT


def make_plain(op: Op, by: str) -> None:
    """Checked arithmetic that cannot overflow is plain arithmetic."""
    rely(op, op.info.plain, by, op.operands)
    op.info = TABLE[op.info.plain]


def rely(op: Op, kind: str, by: str, operands: Sequence[Value]) -> None:
    """Record a claim where `op` stands. To be done when the analysis is no longer asked."""
    if claims.on():
        assert op.parent is not None
        claims.rely(Builder(op.parent, op, op.span), kind, *operands, by=by)


def fits(bounds: Bounds, op: Op) -> bool:
    """Whether the result of checked arithmetic is always within 64 bits."""
    context = bounds.facts.at[op]
    v = [bounds.intervals.at(x, context) for x in op.operands]
    low, high = RULES[op.info.name](op, v)  # before it is cut to the type
    return low >= MIN and high <= MAX


def _index(bounds: Bounds, op: Op, nonneg: list[Op]) -> Value | bool | None:
    """What a checked index is where it cannot be out of range; True: the sum of the operands. One
    that is found not to be negative is added to `nonneg`."""
    i, n = op.operands
    if op.attrs.get("nonneg") or bounds.le(None, i, 0, op):
        if bounds.le(i, n, -1, op):
            return i
        if not op.attrs.get("nonneg"):
            nonneg.append(op)
        op.attrs["nonneg"] = True
    elif bounds.le(i, None, -1, op) and bounds.le(None, n, bounds.intervals.at(i, None)[0], op):
        return True  # counted from the end
    return None


def _answer(bounds: Bounds, op: Op) -> bool | None:
    """What a comparison is known to give."""
    x, y = op.operands
    below, equal, above = op.info.order
    if below == above:
        if bounds.le(x, y, -1, op) or bounds.le(y, x, -1, op):
            return below
        return equal if bounds.le(x, y, 0, op) and bounds.le(y, x, 0, op) else None
    if above:
        x, y = y, x
    strict = 0 if equal else -1
    if bounds.le(x, y, strict, op):
        return True
    return False if bounds.le(y, x, -1 - strict, op) else None


def _use(region: Region, known: dict[Op, Value | bool]) -> None:
    old, region.ops = region.ops, []
    for op in old:
        found = known.get(op)
        if found is None:
            region.ops.append(op)
        else:
            b = Builder(region, None, op.span)
            if op.info.name == "check_index":
                claims.rely(b, "end" if found is True else "index", *op.operands, by="ranges")
                found = b.emit("add", *op.operands) if isinstance(found, bool) else found
            elif isinstance(found, bool):
                claims.rely(b, op.info.name, *op.operands, by="ranges", answer=found)
                found = b.const(found, BOOL)
            replace(op, (found,))
            forget(op)
        for inner in op.regions:
            _use(inner, known)


ranges = each_function(_function)
