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

Not handled: arms that read memory or divide; arms in which an `if` stands.
"""

from __future__ import annotations

from typing import NamedTuple

from ..analysis.poison import maybe_poison
from ..core import Builder, Module, Op, Region, Value
from ..types import BOOL, I64, INT, Scalar
from .rewrite import replace


class Speculate(NamedTuple):
    limit: int = 6  # ops in both arms

    def __call__(self, module: Module) -> None:
        for function in module.functions.values():
            _region(function.body, False, self.limit)


def _region(region: Region, inside: bool, limit: int) -> None:
    """`inside`: the region stands in a loop."""
    old, region.ops = region.ops, []
    for op in old:
        for inner in op.regions:
            _region(inner, inside or op.info.loop, limit)
        if inside and op.info.name == "if" and _eligible(op, limit):
            _speculate(region, op)
        else:
            region.append(op)


def _eligible(op: Op, limit: int) -> bool:
    if not op.results or not all(isinstance(v.type, Scalar) for v in op.results):
        return False
    arms = [inner.ops for inner in op.regions]
    if any(arm[-1].info.name != "yield" for arm in arms):
        return False
    ops = [inner for arm in arms for inner in arm[:-1]]
    return (
        any(inner.info.plain and inner.info.overflow for inner in ops)
        and sum(bool(inner.operands) for inner in ops) <= limit
        and all(
            (inner.info.plain and inner.info.overflow)
            or (inner.info.speculatable and not inner.info.costly)
            for inner in ops
        )
    )


def _speculate(region: Region, op: Op) -> None:
    b = Builder(region, None, op.span)
    condition = op.operands[0]
    chosen, flags = zip(*(_compute(arm, b) for arm in op.regions))
    picked = [b.emit("select", condition, x, y) for x, y in zip(*chosen)]
    flag = _flag(b, condition, *flags)
    guard = Op("if", (flag,), [v.type for v in op.results], None, (Region(), Region()), op.span)
    region.append(guard)
    for old, new in zip(op.results, guard.results):
        new.name = old.name
    replace(op, guard.results)
    again, go_on = guard.regions
    again.append(op)
    Builder(again, None, op.span).op("yield", *op.results)
    Builder(go_on, None, op.span).op("yield", *picked)


def _flag(b: Builder, condition: Value, first: Value | None, second: Value | None) -> Value:
    """Whether to do as before. Outside its arm a flag may be poison: then it counts there only. A
    flag that is raised in vain does no harm."""
    if first is None or second is None:
        only = first or second
        assert only is not None
        if not maybe_poison(only):
            return only
    flags = [b.const(False, BOOL) if flag is None else flag for flag in (first, second)]
    return b.emit("select", condition, *flags)


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
        if flag is None:
            flag = over
        elif maybe_poison(over):  # where the first is raised what follows may be any value
            flag = b.emit("select", flag, b.const(True, BOOL), over)
        else:
            flag = b.emit("or", flag, over)
    return [known.get(v, v) for v in arm.ops[-1].operands], flag
