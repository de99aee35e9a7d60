"""Expansion: an op whose row has an expansion becomes the core ops that it stands for.

Before:
    %x = array.get %a, %i : f64
After:
    %n = array.dim %a, 0 : int
    %j = check_index %i, %n, 0 : int
    %x = array.load %a, %j : f64

Not handled: a `map` of a `map` makes its temporary.

What certainly works in C order throughout is found out first (`analysis/orders.py`); the rest asks
for strides when it runs.

In the contiguous variant of a function, its array parameters are first marked
`assume_contiguous`, so that their strides are known.
"""

from __future__ import annotations

from ..analysis import orders
from ..core import Builder, Function, Module, Region
from ..types import Array
from .rewrite import forget, replace


def expand(module: Module) -> None:
    orders.mark(module)
    for function in module.functions.values():
        if function.attrs.get("contiguous"):
            _mark_contiguous(function)
        _region(function.body)


def _region(region: Region) -> None:
    old, region.ops = region.ops, []
    builder = Builder(region)
    for op in old:
        for inner in op.regions:
            _region(inner)
        if op.info.expand is None:
            region.ops.append(op)
            continue
        builder.span = op.span
        replace(op, op.info.expand(builder, op))
        forget(op)


def _mark_contiguous(function: Function) -> None:
    arrays = [p for p in function.params if isinstance(p.type, Array) and p.type.ndim and p.uses]
    first = function.body.ops[0]
    if first.opcode == "assume_contiguous":
        return
    builder = Builder(function.body, first, function.span)
    for param in arrays:
        known = builder.emit("assume_contiguous", param)
        known.name = param.name
        for user in list(param.uses):
            if user is not known.op:
                user.set_operands([known if v is param else v for v in user.operands])
