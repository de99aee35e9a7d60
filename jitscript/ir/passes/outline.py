"""What passes share that put a loop into a function of its own, out of the way of the hot code."""

from __future__ import annotations

from ..core import Builder, Function, Module, Op, Value, clone_op
from ..types import NONE, Array, Tuple, Type
from .rewrite import forget


def closed(loop: Op) -> bool:
    """Whether control leaves the loop only by its own `break` or end."""
    inside = set(loop.walk())
    return all(
        op.opcode != "return" and (op.target is None or op.target in inside) for op in inside
    )


def outline(module: Module, loop: Op, name: str, b: Builder) -> tuple[Function, list[Value]]:
    """Make a function that runs `loop`, a closed loop that stands nowhere, and call it; the
    function, and the results of the call in the place of the loop's.

    Constants are not passed but made again, and of arrays it stays known that they are contiguous.
    """
    inner: set[Value] = set()
    used: dict[Value, None] = {}
    for op in loop.walk():
        used.update(dict.fromkeys(op.operands))
        inner.update(op.results)
        for region in op.regions:
            inner.update(region.args)
    free = [v for v in used if v not in inner]
    constants = [v for v in free if v.op is not None and v.op.opcode == "const"]
    args = [v for v in free if v not in set(constants)]
    types = [v.type for v in loop.results]
    result: Type = NONE if not types else types[0] if len(types) == 1 else Tuple(tuple(types))
    made = Function(name, [v.type for v in args], result, [v.name for v in args], loop.span)
    made.attrs.update(outlined=True, contiguous=False)
    values = dict(zip(args, made.params))
    body = Builder(made.body, None, loop.span)
    for v in constants:
        assert v.op is not None
        values[v] = body.const(v.op.attrs["value"], v.type)
    for v in args:
        if isinstance(v.type, Array) and v.op is not None and v.op.info.contiguous:
            values[v] = body.emit("assume_contiguous", values[v])
    copy = clone_op(loop, values, {})
    made.body.append(copy)
    forget(loop)
    if not types:
        out = body.const(None, NONE)
    else:
        out = copy.results[0] if len(types) == 1 else body.emit("tuple.make", *copy.results)
    body.op("return", out)
    module.add(made)
    found = b.op("call", *args, types=[result], callee=name, outlined=True).result
    if len(types) <= 1:
        return made, [found] if types else []
    return made, [b.emit("tuple.get", found, index=i) for i in range(len(types))]
