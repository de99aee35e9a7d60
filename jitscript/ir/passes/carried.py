"""What loops carry for nothing: values that never change, and results that nobody uses.

Before:
    %r, %s = for ^L(%a, %b, %one, %x, %y) : int, f64 { (%i: int, %p: int, %q: f64):
      %q2 = … %p … continue ^L(%p, %q2)
    }
After (where %p becomes %x and %r too):
    %s = for ^L(%a, %b, %one, %y) : f64 { (%i: int, %q: f64): %q2 = … %x … continue ^L(%q2) }

Part of canonicalisation.

Not handled: values that two slots carry alike; what is computed only for the next round of itself.
"""

from __future__ import annotations

from ..core import Op, Value
from .rewrite import exits


def prune_loop(loop: Op) -> None:
    if not loop.results and not loop.carried:
        return
    leaving = [op for op in exits(loop.regions[0]) if op.target is loop]
    again = [op for op in leaving if op.opcode == "continue"]
    breaks = [op for op in leaving if op.opcode == "break"]
    if loop.info.counted:
        _prune_for(loop, leaving)
        return
    _prune_args(loop, again)
    kept = [i for i, v in enumerate(loop.results) if v.uses]
    if len(kept) < len(loop.results):
        for op in breaks:
            op.set_operands([op.operands[i] for i in kept])
        _keep(loop, kept)


def _keep(loop: Op, kept: list[int]) -> None:
    loop.results = [loop.results[i] for i in kept]
    for i, value in enumerate(loop.results):
        value.index = i


def _unchanged(arg: Value, init: Value, i: int, ends: list[Op]) -> bool:
    return all(op.operands[i] is arg or op.operands[i] is init for op in ends)


def _unused(arg: Value, i: int, ends: list[Op]) -> bool:
    """Whether the argument is only handed on to itself."""
    return all(
        user in ends and sum(v is arg for v in user.operands) == 1 and user.operands[i] is arg
        for user in arg.uses
    )


def _drop_args(loop: Op, kept: list[int], ends: list[Op]) -> None:
    body = loop.regions[0]
    for op in ends:
        op.set_operands([op.operands[i] for i in kept])
    inits, args = loop.carried, loop.carried_args
    loop.set_operands([*loop.bounds, *(inits[i] for i in kept)])
    body.args = [*body.args[: -len(args)], *(args[i] for i in kept)]
    for i, arg in enumerate(body.args):
        arg.index = i


def _prune_args(loop: Op, again: list[Op]) -> None:
    body = loop.regions[0]
    kept = []
    for i, (arg, init) in enumerate(zip(body.args, loop.carried)):
        if _unchanged(arg, init, i, again):
            for op in again:
                op.set_operands([init if v is arg else v for v in op.operands])
            arg.replace_with(init)
        elif not _unused(arg, i, again):
            kept.append(i)
    if len(kept) < len(body.args):
        _drop_args(loop, kept, again)


def _prune_for(loop: Op, ends: list[Op]) -> None:
    kept = []
    for i, (arg, init) in enumerate(zip(loop.carried_args, loop.carried)):
        if _unchanged(arg, init, i, ends):
            arg.replace_with(init)
            loop.results[i].replace_with(init)
        elif loop.results[i].uses or not _unused(arg, i, ends):
            kept.append(i)
    if len(kept) < len(loop.results):
        _drop_args(loop, kept, ends)
        _keep(loop, kept)
