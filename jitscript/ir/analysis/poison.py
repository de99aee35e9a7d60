"""Which values may be poison: results of ops outside their conditions, and what is made of them.

A pass that computes something before the test that makes it meaningful (LICM, speculation) makes
poison where the test fails. Nothing may depend on it: no `if`, no bound of a loop, no op that may
raise, no exit that hands it on. So what comes through an exit, out of memory or from a caller never
is poison, and `select` keeps it away from where it is not chosen; `and` and `or` do not. A pass
that makes a new test of an old value asks here, and puts a `freeze` before it.
"""

from __future__ import annotations

from ..core import Builder, Value

DEEPEST = 8


def maybe_poison(value: Value, depth: int = DEEPEST) -> bool:
    """Whether `value` may be poison where it can be used; True where the answer is far away."""
    op = value.op
    if op is None:
        return False
    info = op.info
    if info.evaluate is None or info.raises or info.guarded or info.thaws:
        return False
    if not depth or (info.poison is not None and info.poison.needed(op)):
        return True
    return any(maybe_poison(v, depth - 1) for v in op.operands)


def frozen(b: Builder, value: Value) -> Value:
    """`value`, or where it may be poison any one value of its type instead."""
    return b.emit("freeze", value) if maybe_poison(value) else value
