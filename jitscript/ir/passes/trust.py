"""Indices that nobody tests are taken as they are.

Before:
    %j = check_index %i, %n, 0, nonneg=True : int
    %x = array.load %a, %j : f64
After:
    %x = array.load %a, %i : f64

For functions without checks (attribute `unchecked`): what is out of range is then whatever the
hardware makes of it.
"""

from __future__ import annotations

from ..core import Module
from .rewrite import replace


def trust(module: Module) -> None:
    for function in module.functions.values():
        if not function.attrs.get("unchecked"):
            continue
        for op in list(function.walk()):
            if op.opcode == "check_index" and op.attrs.get("nonneg"):
                replace(op, op.operands[:1])
                op.erase()
