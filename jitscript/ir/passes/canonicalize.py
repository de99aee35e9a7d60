"""Canonicalisation: one simple form for things that can be written in several ways.

Before:
    %t = const True : bool
    %r = if %t : int { %x = mul %a, %one : int yield %x } else { yield %b }
    if %bad { raise @ValueError(None) } else { %q = … yield }
    return %r
After:
    if %bad { raise @ValueError(None) } else { yield }
    %q = …
    return %a

Constants are folded and values forwarded (rules in `folds`); an `if` with a known condition is
its branch; one with empty branches a `select`; where only one branch goes on, its ops stand after
the `if` (so that the other is a guard). Carried values that never change (also where several loops
and branches hand them on: `settled`) and results nobody uses are taken out of loops; a `try` whose
body cannot raise is its body; `loop`s that are only blocks become nested `if`s where that is
possible.

Not handled: what a loop carries and only adds up for itself; an exit out of a `try` as a result.
"""

from __future__ import annotations

from ..analysis.effects import total
from ..core import Builder, Function, Op, Region, Value
from ..types import is_reference
from .blocks import unblock
from .carried import prune_loop
from .fold_constants import constant
from .folds import defined_by, fold
from .rewrite import each_function, exits, forget, replace
from .settled import settle


def _function(function: Function) -> None:
    settle(function)
    _region(function.body)


def _region(region: Region) -> None:
    """Rewrite the region's ops in order. `todo` holds those not looked at yet, the next last."""
    todo = region.ops[::-1]
    region.ops = []
    builder = Builder(region)
    while todo:
        op = todo.pop()
        name = op.info.name
        if name == "if":
            if not _if(region, op, todo, builder):
                return
        elif op.info.handler:
            if not _try(region, op, todo):
                return
        elif op.info.loop:
            _loop(region, op, todo)
        elif op.info.terminator:
            region.append(op)
            _drop(todo)
            return
        else:
            _plain(region, op, builder)


def _plain(region: Region, op: Op, builder: Builder) -> None:
    if len(op.results) == 1 and not op.regions:
        builder.span = op.span
        at = len(region.ops)
        found = fold(op, builder)
        if found is not None:
            replace(op, (found,))
            forget(op)
            _refold(region, at)
            return
    for inner in op.regions:
        _region(inner)
    region.append(op)


def _refold(region: Region, at: int) -> None:
    """Fold what a rule has just made, until nothing changes."""
    made = region.ops[at:]
    if not made or made[-1].info.name == "const":
        return
    del region.ops[at:]
    for op in made:
        _plain(region, op, Builder(region, None, op.span))


def _drop(ops: list[Op]) -> None:
    for op in ops:
        forget(op)


# --- if -----------------------------------------------------------------------------------------


def _if(region: Region, op: Op, todo: list[Op], builder: Builder) -> bool:
    """Rewrite an `if`; False when control does not go on behind it and `region` is complete."""
    negated = defined_by(op.operands[0], "not")
    while negated is not None:
        op.set_operands(negated.operands)
        op.regions.reverse()
        negated = defined_by(op.operands[0], "not")
    known = constant(op.operands[0])
    if known is not None:
        _take(op, op.regions[not known], todo)
        return True
    for inner in op.regions:
        _region(inner)
    ends = [inner.ops[-1] for inner in op.regions]
    goes_on = [end.info.name == "yield" for end in ends]
    if not any(goes_on):
        _end(region, op, todo)
        return False
    if not all(goes_on):
        _guard(region, op, goes_on[0])
        return True
    _results(region, op, builder)
    return True


def _end(region: Region, op: Op, todo: list[Op]) -> None:
    """Nothing goes on behind the op."""
    region.append(op)
    if not (todo and todo[-1].opcode == "unreachable" and len(todo) == 1):
        _drop(todo)
        todo = [Op("unreachable", (), (), span=op.span)]
    region.append(todo[0])


def _try(region: Region, op: Op, todo: list[Op]) -> bool:
    """Rewrite a `try`: nothing is caught where nothing is raised. As `_if`."""
    for inner in op.regions:
        _region(inner)
    body = op.regions[0]
    if not total(body.walk()).exits:
        _take(op, body, todo)
        return True
    if not any(inner.ops[-1].info.name == "yield" for inner in op.regions):
        _end(region, op, todo)
        return False
    region.append(op)
    return True


def _take(op: Op, taken: Region, todo: list[Op]) -> None:
    """Do the branch instead of the `if`."""
    ops, taken.ops = taken.ops, []
    end = ops.pop()
    if end.opcode == "yield":
        values = end.operands
        end.set_operands(())
        todo.extend(reversed(ops))
        replace(op, values)
    else:
        _drop(todo)
        todo.clear()
        todo.append(end)
        todo.extend(reversed(ops))
        for result in op.results:
            assert not result.uses
    forget(op)


def _guard(region: Region, op: Op, first: bool) -> None:
    """Only one branch goes on: what it does stands behind the `if`."""
    inner = op.regions[0 if first else 1]
    ops, inner.ops = inner.ops, []
    end = ops.pop()
    values = end.operands
    end.set_operands(())
    Builder(inner, None, end.span).op("yield")
    guard = Op("if", op.operands, (), None, op.regions, op.span)
    op.regions = []
    region.append(guard)
    for moved in ops:
        region.append(moved)
    replace(op, values)
    forget(op)


def _results(region: Region, op: Op, builder: Builder) -> None:
    """Both branches go on: simplify the results, drop the `if` if nothing else is in it."""
    then, other = (inner.ops[-1] for inner in op.regions)
    empty = all(len(inner.ops) == 1 for inner in op.regions)
    builder.span = op.span
    kept = []
    for i, result in enumerate(op.results):
        x, y = then.operands[i], other.operands[i]
        if x is y:
            result.replace_with(x)
        elif _same_constant(x, y):
            copy = builder.const(constant(x), x.type)
            result.replace_with(copy)
        elif result.uses and empty and not is_reference(x.type):
            chosen = Op("select", (op.operands[0], x, y), (x.type,), span=op.span)
            chosen.result.name = result.name
            result.replace_with(chosen.result)
            _plain(region, chosen, builder)
        elif result.uses:
            kept.append(i)
    if empty and not kept:
        forget(op)
        return
    if len(kept) < len(op.results):
        for end in (then, other):
            end.set_operands([end.operands[i] for i in kept])
        op.results = [op.results[i] for i in kept]
        for i, result in enumerate(op.results):
            result.index = i
    region.append(op)


def _same_constant(x: Value, y: Value) -> bool:
    a, b = x.op, y.op
    return (
        a is not None
        and b is not None
        and a.info.name == b.info.name == "const"
        and x.type is y.type
        and repr(a.attrs["value"]) == repr(b.attrs["value"])
    )


# --- loops --------------------------------------------------------------------------------------


def _loop(region: Region, op: Op, todo: list[Op]) -> None:
    if op.info.counted and _never_runs(op):
        replace(op, op.carried)
        forget(op)
        return
    prune_loop(op)
    _region(op.regions[0])
    leaving = [end for end in exits(op.regions[0]) if end.target is op]
    if not op.info.counted and all(end.opcode == "break" for end in leaving):
        _block(region, op, todo)
        return
    region.append(op)


def _never_runs(op: Op) -> bool:
    start, stop, step = (constant(v) for v in op.bounds)
    if None in (start, stop, step) or not step:
        return False
    return not range(start, stop, step)


def _block(region: Region, op: Op, todo: list[Op]) -> None:
    """A loop that runs once: without other exits it is just its ops."""
    body = op.regions[0]
    for arg, init in zip(body.args, op.operands):
        arg.replace_with(init)
    body.args.clear()
    op.set_operands(())
    unblock(op)
    end = body.ops[-1]
    inside = [e for e in exits(body) if e.target is op]
    if inside != [end] and inside:
        region.append(op)
        return
    ops, body.ops = body.ops, []
    if inside:
        ops.pop()
        replace(op, end.operands)
        end.set_operands(())
    else:
        _drop(todo)
        todo.clear()
    todo.extend(reversed(ops))
    forget(op)


canonicalize = each_function(_function)
