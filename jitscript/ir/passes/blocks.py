"""Blocks: a `loop` that is never continued, and whose exits can become results of `if`s.

Before:
    loop ^B() : int { if %c { break ^B(%x) } else { yield } %y = … break ^B(%y) }
After:
    loop ^B() : int { %r = if %c : int { yield %x } else { %y = … yield %y } break ^B(%r) }

after which the block has one exit and can go. Part of canonicalisation.

Not handled: exits out of loops and `try`s in the block; ops behind an `if` are not copied to both.
"""

from __future__ import annotations

from ..core import Op, Region
from .rewrite import forget


def unblock(block: Op) -> None:
    """Turn exits of the block into results of nested `if`s, as far as they stand in branches at
    its end."""
    _region(block.regions[0], block)


def _leaves(region: Region, block: Op) -> bool:
    end = region.ops[-1]
    return end.opcode == "break" and end.target is block


def _region(region: Region, block: Op) -> bool:
    """Whether `region` ends in a break of the block, after restructuring it."""
    for i, op in enumerate(region.ops):
        if op.opcode != "if":
            continue
        leaving = [_leaves(inner, block) for inner in op.regions]
        if not any(leaving):
            continue
        rest = region.ops[i + 1 :]
        if not all(leaving):
            other = op.regions[leaving[0]]
            if other.ops[-1].opcode != "yield":
                continue
            if not _absorbs(region, op, other, rest, block):
                return False
        else:
            for dead in rest:
                forget(dead)
        for inner in op.regions:
            _region(inner, block)
        _join(region, i, op, block)
        return True
    return _leaves(region, block)


def _absorbs(region: Region, op: Op, other: Region, rest: list[Op], block: Op) -> bool:
    """Move what follows the `if` into the branch that goes on, if it too ends in a break."""
    last = rest[-1]
    if last.opcode == "unreachable" and len(rest) > 1 and rest[-2].opcode == "if":
        inner = rest[-2].regions
        if not all(r.ops[-1].target is block and _leaves(r, block) for r in inner):
            return False
    elif last.opcode != "break" or last.target is not block:
        return False
    end = other.ops.pop()
    for result, value in zip(op.results, end.operands):
        result.replace_with(value)
    end.set_operands(())
    del region.ops[region.ops.index(op) + 1 :]
    for moved in rest:
        other.append(moved)
    return True


def _join(region: Region, i: int, op: Op, block: Op) -> None:
    """Both branches leave the block: they yield its results, and one break follows."""
    types = [v.type for v in block.results]
    joined = Op("if", op.operands, types, None, op.regions, op.span)
    for inner in op.regions:
        end = inner.ops.pop()
        inner.append(Op("yield", end.operands, (), span=end.span))
        end.set_operands(())
    op.regions = []
    op.set_operands(())
    del region.ops[i:]
    region.append(joined)
    region.append(Op("break", joined.results, (), span=op.span, target=block))
