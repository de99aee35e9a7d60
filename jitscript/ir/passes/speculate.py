"""Small branches whose sums may overflow: both arms are computed, and one is selected.

Before:
    %r = if %c : int {
      %h = shr %n, %one : int
      yield %h
    } else {
      %t = checked_mul %three, %n : int
      yield %t
    }
After (casts between int and i64, which wraps, left out):
    %h = shr %n, %one : int
    %t = mul %three, %n : i64
    %bad = overflows_mul %three, %n : bool
    %v = select %c, %h, %t : int
    %r = if %bad : int { %x = if %c : int { … as before … } yield %x } else { yield %v }

A branch on the data of a loop is mispredicted every other time, and a sum that may raise keeps
LLVM from making a select of it. The `if` itself stays, behind a branch that is hardly ever taken:
it raises what it always did. (Where both arms may overflow, that of the arm selected counts.)
Only arms inside loops that are cheap and do nothing but compute.
"""

from __future__ import annotations

from ..core import Builder, Function, Op, Region, Value
from ..types import I64, INT, Scalar
from .rewrite import each_function, replace

LIMIT = 6  # ops in both arms


def _function(function: Function) -> None:
    _region(function.body, inside=False)


def _region(region: Region, inside: bool) -> None:
    """`inside`: the region stands in a loop."""
    old, region.ops = region.ops, []
    for op in old:
        for inner in op.regions:
            _region(inner, inside or op.info.loop)
        if inside and op.info.name == "if" and _eligible(op):
            _speculate(region, op)
        else:
            region.append(op)


def _eligible(op: Op) -> bool:
    if not op.results or not all(isinstance(v.type, Scalar) for v in op.results):
        return False
    arms = [inner.ops for inner in op.regions]
    if any(arm[-1].info.name != "yield" for arm in arms):
        return False
    ops = [inner for arm in arms for inner in arm[:-1]]
    return (
        any(inner.info.plain and inner.info.overflow for inner in ops)
        and sum(bool(inner.operands) for inner in ops) <= LIMIT
        and all(
            (inner.info.plain and inner.info.overflow)
            or (inner.info.speculatable and not inner.info.costly)
            for inner in ops
        )
    )


def _speculate(region: Region, op: Op) -> None:
    b = Builder(region, None, op.span)
    condition = op.operands[0]
    chosen, flags = [], []
    for arm in op.regions:
        values, flag = _compute(arm, b)
        chosen.append(values)
        if flag is not None:
            flags.append(flag)
    picked = [b.emit("select", condition, x, y) for x, y in zip(*chosen)]
    flag = b.emit("select", condition, *flags) if len(flags) == 2 else flags[0]
    guard = Op("if", (flag,), [v.type for v in op.results], None, (Region(), Region()), op.span)
    region.append(guard)
    for old, new in zip(op.results, guard.results):
        new.name = old.name
    replace(op, guard.results)
    again, go_on = guard.regions
    again.append(op)
    Builder(again, None, op.span).op("yield", *op.results)
    Builder(go_on, None, op.span).op("yield", *picked)


def _compute(arm: Region, b: Builder) -> tuple[list[Value], Value | None]:
    """The values that an arm yields, computed in any case, and whether it would have raised (None:
    it cannot)."""
    known: dict[Value, Value] = {}
    flag: Value | None = None
    for op in arm.ops[:-1]:
        b.span = op.span
        operands = [known.get(v, v) for v in op.operands]
        name = op.info.plain
        if not name:
            made = b.op(op.opcode, *operands, types=[v.type for v in op.results], **op.attrs)
            known.update(zip(op.results, made.results))
            continue
        wide = [b.emit("cast", v, to=I64) for v in operands]
        known[op.result] = b.emit("cast", b.emit(name, *wide), to=INT)
        over = b.emit(op.info.overflow, *operands)
        flag = over if flag is None else b.emit("or", flag, over)
    return [known.get(v, v) for v in arm.ops[-1].operands], flag


speculate = each_function(_function)
