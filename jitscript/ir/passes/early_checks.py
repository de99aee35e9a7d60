"""Checks that begin a small branch are made before it, so that it is without branches of its own.

Before:
    if %c {
      %j = check_index %i, %n, 0, nonneg=True : int
      array.store %a, %j, %x
      yield
    } else { … }
After (the comparison is one of u64):
    %out = ge %i, %n : bool
    %fails = select %c, %out, %false : bool
    if %fails { check_index %i, %n, 0, nonneg=True  yield } else { yield }
    if %c {
      array.store %a, %i, %x
      yield
    } else { … }

A device's assembler gives the loads and stores of a small branch a condition each, and no thread
waits for another to come out of it; a way out to where errors are told keeps it from that. What
raises is the check itself, in the same order: only what computes stands before it in its branch.

Not handled: indices that may be negative; branches with more than loads, stores and sums.
"""

from __future__ import annotations

from typing import NamedTuple

from ..core import Builder, Module, Op, Region
from ..types import BOOL, U64
from .rewrite import replace

_MEMORY = frozenset(("array.load", "array.store"))


class EarlyChecks(NamedTuple):
    limit: int = 16  # ops of a branch

    def __call__(self, module: Module) -> None:
        for function in module.functions.values():
            _region(function.body, self.limit)


def _region(region: Region, limit: int) -> None:
    old, region.ops = region.ops, []
    for op in old:
        for inner in op.regions:
            _region(inner, limit)
        if op.info.name == "if":
            checks = _first_checks(op, limit)
            if checks:
                _move(region, op, checks)
        region.append(op)


def _first_checks(op: Op, limit: int) -> list[Op]:
    """The checks with which the first branch begins, if nothing else of it leaves it."""
    ops = op.regions[0].ops[:-1]
    if len(ops) > limit:
        return []
    checks = [one for one in ops if one.opcode == "check_index"]
    others = [one for one in ops if one.opcode != "check_index"]
    if not all(one.attrs.get("nonneg") for one in checks):
        return []
    if not all(_computes(one) or one.opcode in _MEMORY for one in others):
        return []
    if op.regions[0].ops[-1].info.name != "yield":
        return []
    before = ops[: ops.index(checks[-1])] if checks else []
    return checks if all(one in checks or _computes(one) for one in before) else []


def _computes(op: Op) -> bool:
    return op.info.speculatable and not op.info.costly and not op.regions


def _move(region: Region, op: Op, checks: list[Op]) -> None:
    arm = op.regions[0]
    last = arm.ops.index(checks[-1])
    first, arm.ops[:] = arm.ops[: last + 1], arm.ops[last + 1 :]
    for one in first:
        if one not in checks:
            region.append(one)
            continue
        i, n = one.operands
        b = Builder(region, None, one.span)
        out = b.emit("ge", b.emit("cast", i, to=U64), b.emit("cast", n, to=U64))
        # Where the branch is not taken, the index may be no number at all.
        fails = b.emit("select", op.operands[0], out, b.const(False, BOOL))
        replace(one, [i])
        guard = Op("if", (fails,), [], None, (Region(), Region()), one.span)
        region.append(guard)
        guard.regions[0].append(one)
        for inner in guard.regions:
            Builder(inner, None, one.span).op("yield")
