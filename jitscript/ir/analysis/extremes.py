"""The largest value that an index expression takes in a loop, as an expression over values from
before the loop.

    i * m + j  for i in range(n), j in range(m)   →   (n - 1) * m + (m - 1)

An `Expr` is a value, a constant, ("add" | "mul", Expr, Expr), or ("last", start, stop, step): the
last of these rounds. Products are taken of factors that are not negative only, which `Bounds`
proves or demands.
"""

from __future__ import annotations

from typing import Any

from ..core import Op, Region, Value
from ..types import INT
from .bounds import Bounds

Expr = Value | int | tuple[Any, ...]
DEEPEST = 12
# A product of so many sums stays below 2**60 where each sum has at most so many bits.
SUM_BITS = {1: 60, 2: 30, 3: 20}


def largest(bounds: Bounds, value: Value, at: Op, depth: int = DEEPEST) -> Expr | None:
    """An upper bound of `value` at the op, or None."""
    base, k = bounds.facts.linear(value)
    if base is None:
        return k
    found = base if bounds.is_outside(base) else _define(bounds, base, at, depth)
    if found is None or not k:
        return found
    return "add", found, k


def _define(bounds: Bounds, value: Value, at: Op, depth: int) -> Expr | None:
    if value.type is not INT or not depth:
        return None
    op = value.op
    if op is None:
        return _induction(bounds, value, at, depth)
    name = op.info.base
    product = name == "mul"
    if not product and name != "add":
        return None
    parts = []
    for part in op.operands:
        if product and not bounds.le(None, part, 0, at):
            return None
        parts.append(largest(bounds, part, at, depth - 1))
    if None in parts:
        return None
    return "mul" if product else "add", parts[0], parts[1]


def _induction(bounds: Bounds, value: Value, at: Op, depth: int) -> Expr | None:
    region = value.owner
    assert isinstance(region, Region)
    loop = region.parent
    if not isinstance(loop, Op) or not loop.info.counted or value.index:
        return None
    start, stop, step = loop.bounds
    low, high = bounds.intervals.at(step, bounds.facts.at[loop])
    if low >= 1:
        found = largest(bounds, stop, at, depth - 1)
        if found is None:
            return None
        before = all(v.type is INT and bounds.is_outside(v) for v in (start, stop, step))
        if before and (low, high) != (1, 1):
            return "last", _plain(bounds, start), found, _plain(bounds, step)
        return "add", found, -1
    return largest(bounds, start, at, depth - 1) if high <= -1 else None


def _plain(bounds: Bounds, value: Value) -> Expr:
    """A value from before the loop, with its constant apart."""
    base, k = bounds.facts.linear(value)
    return k if base is None else ("add", base, k) if k else base


def leaves(expr: Expr) -> list[Value | int]:
    """What must not be too large. The step of "last" may be: it is only taken as often as fits."""
    return leaves(expr[1]) + leaves(expr[2]) if isinstance(expr, tuple) else [expr]


def degree(expr: Expr) -> int:
    """How many values are multiplied with each other at most."""
    if isinstance(expr, tuple):
        parts = degree(expr[1]), degree(expr[2])
        return sum(parts) if expr[0] == "mul" else max(parts)
    return 1


def leaf_limit(expr: Expr) -> int | None:
    """How large the leaves may be, so that the expression does not overflow; None where that
    cannot be."""
    found = leaves(expr)
    bits = SUM_BITS.get(degree(expr))
    if bits is None or len(found) > 16:
        return None
    limit = 1 << bits - len(found).bit_length()
    return limit if all(abs(v) <= limit for v in found if isinstance(v, int)) else None
