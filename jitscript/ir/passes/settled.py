"""Values that come to where ways join by names of their own, and are the same on all ways.

Before:
    loop ^L(%a) { (%x: T):
      %y = loop ^M(%x) : T { (%z: T):
        %w = if %c : T { … yield %a } else { yield %z }
        if %d { continue ^M(%w) } else { break ^M(%w) }
      }
      continue ^L(%y)
    }
After: %x, %y, %z and %w are %a.

Part of canonicalisation, which then takes what nobody uses out of loops and `if`s. Any number of
loops and branches may stand around each other: all joins are taken to be equal to whatever comes
first to them, until another value comes to one.

Not handled: sums that are equal; what is joined in places of their own by two slots alike.
"""

from __future__ import annotations

from ..core import Function, Op, Region, Value

ROUNDS = 12  # as a rule three are enough

_Joins = dict[Value, tuple[Region, list[Value]]]


def settle(function: Function) -> None:
    joins = _joins(function)
    if joins is None:
        return
    same = _solved(joins)
    for join, value in same.items():
        if value is not join and join.uses:
            join.replace_with(value)


def _joins(function: Function) -> _Joins | None:
    """Of each value that is joined of others: the region in which those that it may stand for are
    visible, and the others. None: no loop carries anything."""
    joins: _Joins = {}
    carries = False
    for op in function.walk():
        info = op.info
        if info.loop:
            assert op.parent is not None
            for arg, init in zip(op.carried_args, op.carried):
                joins[arg] = (op.parent, [init])
                carries = True
            _results(op, joins, list(op.carried) if info.counted else [])
        elif info.handler or info.name == "if":
            _results(op, joins, [])
        elif info.terminator:
            _leaves(op, joins)
    return joins if carries else None


def _results(op: Op, joins: _Joins, values: list[Value]) -> None:
    assert op.parent is not None
    for i, result in enumerate(op.results):
        joins[result] = (op.parent, values[i : i + 1])


def _leaves(end: Op, joins: _Joins) -> None:
    """What an exit hands on."""
    around = end.target
    if around is None:
        if end.opcode != "yield" or end.parent is None or not isinstance(end.parent.parent, Op):
            return
        around = end.parent.parent
    again = end.opcode == "continue"
    given = end.operands
    if again:
        for arg, value in zip(around.carried_args, given):
            joins[arg][1].append(value)
    if not again or around.info.counted:
        for result, value in zip(around.results, given):
            if result in joins:
                joins[result][1].append(value)


def _solved(joins: _Joins) -> dict[Value, Value]:
    """What each join that is reached stands for, itself where nothing else."""
    same: dict[Value, Value] = {}
    for _ in range(ROUNDS):
        changed = False
        for join, (scope, sources) in joins.items():
            before = same.get(join)
            if before is join:
                continue
            found = before
            only: Value | None = None
            for source in sources:
                value = same.get(source) if source in joins else source
                if value is None or value is join or value is only:
                    continue
                if only is not None:
                    only = join
                    break
                only = value
            if only is not None:
                found = only if only is not join and _visible(only, scope) else join
            if found is not before:
                assert found is not None
                same[join] = found
                changed = True
        if not changed:
            return same
    return {}


def _visible(value: Value, scope: Region) -> bool:
    owner = value.owner
    home = owner.parent if isinstance(owner, Op) else owner
    region: Region | None = scope
    while region is not None:
        if region is home:
            return True
        around = region.parent
        region = around.parent if isinstance(around, Op) else None
    return False
