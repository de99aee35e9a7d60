"""Loops that step over elements, four rounds at once: their loads need not wait for each other.

Before:
    %s = for ^L(%first, %n, %step, %zero) : f32 { (%i: int, %t: f32):
      %x = array.load %a, %i : f32
      %u = add %t, %x : f32
      continue ^L(%u)
    }
After (constants left out):
    %end = sub %n, (mul %step, %three) : int
    %next, %s4 = for ^M(%first, %end, (mul %step, %four), %first, %zero) : int, f32 { …
      %x = array.load %a, %i : f32
      %u = add %t, %x : f32
      %j = add %i, %step : int
      %y = array.load %a, %j : f32
      %v = add %u, %y : f32
      … twice more …
      continue ^M(%next, %w)
    }
    %s = for ^L(%next, %n, %step, %s4) : f32 { … as before … }

The order of everything stays: sums give the same bits. For targets whose threads run in step over
an array (a step that is not 1), where memory is far and nothing looks ahead.

Not handled: bodies with branches, or errors that rounds differ in, which loads cannot be moved
across; steps that may be negative; ends of which four steps might leave 64 bits.
"""

from __future__ import annotations

from typing import NamedTuple

from ..analysis.facts import Facts
from ..analysis.interval_rules import MAX
from ..analysis.intervals import Intervals
from ..core import Builder, Function, Module, Op, Region, Value, clone_op
from ..types import INT

ROUNDS = 4
_MEMORY = 2**57  # more elements than any memory has


class Unroll(NamedTuple):
    max_ops: int = 24  # in the body

    def __call__(self, module: Module) -> None:
        for function in module.functions.values():
            loops = [op for op in function.walk() if _plain(op, self.max_ops)]
            if loops:
                facts = Facts(function)
                intervals = Intervals(facts)
                for op in [op for op in loops if _fits(function, op, facts, intervals)]:
                    _unroll(op)


def _plain(op: Op, limit: int) -> bool:
    """Whether `op` is a loop over elements whose rounds are worth to be together."""
    if not op.info.counted or op.attrs.get("together") or len(op.regions[0].ops) > limit:
        return False
    loads = 0
    for inner in op.regions[0].ops[:-1]:
        effects = inner.effects
        if inner.regions or effects.allocates or effects.drops:
            return False
        if (effects.reads | effects.writes) - {"array"} or (effects.exits and not _settled(inner)):
            return False
        loads += bool(effects.reads) and not effects.writes and _far(inner.operands[0])
    end = op.regions[0].ops[-1]
    return loads > 0 and end.info.name == "continue" and end.target is op


def _settled(op: Op) -> bool:
    """Whether the first round decides for all: only the operands count, which come from outside."""
    effects, region = op.effects, op.parent
    if effects.reads or effects.writes:
        return False
    return all((v.op.parent if v.op is not None else v.owner) is not region for v in op.operands)


def _far(array: Value) -> bool:
    """Whether an array is not the threads' own."""
    return array.op is None or not array.op.info.fresh


def _fits(function: Function, op: Op, facts: Facts, intervals: Intervals) -> bool:
    """Whether the step is positive and not 1, and what is computed with it stays in range."""
    start, stop, step = op.bounds
    assert start is not None and stop is not None and step is not None
    context = facts.at[op]
    least, most = intervals.at(step, context)
    low, high = intervals.at(stop, context)
    if function.attrs.get("contiguous") and stop.op is not None and stop.op.opcode == "array.dim":
        high = min(high, _MEMORY)
    if all(v.op is not None and v.op.opcode == "const" for v in (start, stop, step)):
        return False  # which LLVM knows the number of rounds of
    return least >= 1 and most > 1 and ROUNDS * most <= MAX - high and low - ROUNDS * most >= -MAX


def _unroll(op: Op) -> None:
    assert op.parent is not None
    start, stop, step = op.bounds
    assert start is not None and stop is not None and step is not None
    b = Builder(op.parent, op, op.span)
    ahead = b.emit("mul", step, b.const(ROUNDS - 1, INT))
    end = b.emit("sub", stop, ahead)
    stride = b.emit("mul", step, b.const(ROUNDS, INT))
    types = [INT, *(v.type for v in op.carried_args)]
    together = Op(
        "for", [start, end, stride, start, *op.carried], types, None, (Region(),), op.span
    )
    op.parent.insert_before(op, together)
    region = together.regions[0]
    together.regions[0].parent = together
    own = [region.add_arg(arg.type, arg.name) for arg in op.regions[0].args[:1]]
    region.add_arg(INT)
    carried = [region.add_arg(arg.type, arg.name) for arg in op.carried_args]
    inside = Builder(region, None, op.span)
    at: Value = own[0]
    settled: dict[Value, Value] = {}
    for number in range(ROUNDS):
        known = {**settled, **dict(zip(op.regions[0].args, [at, *carried]))}
        for inner in op.regions[0].ops[:-1]:
            once = _settled(inner)
            if once and number:
                continue
            region.append(clone_op(inner, known, {}))
            if once:
                settled.update((v, known[v]) for v in inner.results)
        carried = [known.get(v, v) for v in op.regions[0].ops[-1].operands]
        at = inside.emit("add", at, step)
    inside.op("continue", at, *carried, target=together)
    results = together.results
    op.set_operands([results[0], stop, step, *results[1:]])
