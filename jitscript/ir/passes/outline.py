"""What passes share that put ops into a function of their own, out of the way of others.

What goes into such a function, and what comes out, is no poison: it is frozen on the way.

Not handled: loops with other exits than their own, or with cells of the function around.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..analysis.effects import total
from ..analysis.layouts import layout_of
from ..analysis.poison import frozen, maybe_poison
from ..core import Builder, Function, Module, Op, Region, Value, clone_op
from ..types import EXCEPTION, INT, NONE, Array, Cell, Scalar, Tuple, Type
from .rewrite import forget


def closed(loop: Op) -> bool:
    """Whether control leaves the loop only by its own `break` or end (or raises), and it uses no
    cells of the function, nor what may be poison and cannot be frozen."""
    inside = set(loop.walk())
    return all(
        op.opcode != "return"
        and (op.target is None or op.target in inside)
        and not any(_maker(v) not in inside and (_stays(v) or not freezes(v)) for v in op.operands)
        for op in inside
    )


def freezes(value: Value) -> bool:
    """Whether the value can be passed on as one that is not poison."""
    return isinstance(value.type, Scalar) or not maybe_poison(value)


def _maker(value: Value) -> object:
    """The op that defines the value, or in whose region it is an argument."""
    return value.owner.parent if isinstance(value.owner, Region) else value.owner


def _stays(value: Value) -> bool:
    """Whether only the function that made the value can use it."""
    return isinstance(value.type, Cell) or value.type is EXCEPTION


def outline(module: Module, loop: Op, name: str, b: Builder) -> tuple[Function, list[Value]]:
    """Make a function that runs `loop`, a closed loop that stands nowhere, and call it; the
    function, and the results of the call in the place of the loop's.

    Constants are not passed but made again, and of arrays it stays known that they are contiguous,
    or which of their strides are constants.
    """
    inner: set[Value] = set()
    used: dict[Value, None] = {}
    ops = list(loop.walk())
    effects = str(total(ops))
    for op in ops:
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
        values[v] = _known(body, v, values[v])
    copy = clone_op(loop, values, {})
    made.body.append(copy)
    forget(loop)
    if not types:
        out = body.const(None, NONE)
    else:
        out = copy.results[0] if len(types) == 1 else body.emit("tuple.make", *copy.results)
    body.op("return", out)
    module.add(made)
    passed = [frozen(b, v) for v in args]
    call = b.op("call", *passed, types=[result], callee=name, outlined=True, effects=effects)
    found = call.result
    if len(types) <= 1:
        return made, [found] if types else []
    return made, [b.emit("tuple.get", found, index=i) for i in range(len(types))]


def _known(b: Builder, v: Value, param: Value) -> Value:
    """A parameter that stands for `v`, with what is known of the layout of `v`: without it, loops
    over a slice would not become vector code."""
    if not isinstance(v.type, Array):
        return param
    contiguous, given = layout_of(v)
    if contiguous:
        return b.emit("assume_contiguous", param)
    if all(s is None for s in given):
        return param
    sizes = [b.emit("array.dim", param, axis=k) for k in range(v.type.ndim)]
    strides = [
        b.emit("array.stride", param, axis=k) if s is None else b.const(s, INT)
        for k, s in enumerate(given)
    ]
    return b.emit("array.view", param, b.const(0, INT), *sizes, *strides)


def move_out(
    module: Module, ops: Sequence[Op], name: str, b: Builder, used: Sequence[Value]
) -> Function:
    """Make a function of `ops`, a stretch of a region that control leaves at its end, already taken
    out of the list of that region, and call it; the function. `used` are the results that are used
    outside the stretch, where those of the call take their place.
    """
    inner: set[Value] = set()
    inside = [inner_op for op in ops for inner_op in op.walk()]
    for op in inside:
        inner.update(op.results)
        for region in op.regions:
            inner.update(region.args)
    effects = str(total(inside))
    free = dict.fromkeys(v for op in inside for v in op.operands if v not in inner)
    args = [v for v in free if v.op is None or v.op.opcode != "const"]
    types = [v.type for v in used]
    result: Type = NONE if not types else types[0] if len(types) == 1 else Tuple(tuple(types))
    made = Function(name, [v.type for v in args], result, [v.name for v in args], ops[0].span)
    made.attrs.update(outlined=True, contiguous=False)
    body = Builder(made.body, None, ops[0].span)
    values = dict(zip(args, made.params))
    for v in free:
        if v not in values:
            assert v.op is not None
            values[v] = body.const(v.op.attrs["value"], v.type)
        else:
            values[v] = _known(body, v, values[v])
    passed = [frozen(b, v) for v in args]
    out = b.op("call", *passed, types=[result], callee=name, outlined=True, effects=effects).result
    several = len(used) > 1
    for i, v in enumerate(used):
        new = b.emit("tuple.get", out, index=i) if several else out
        new.name = v.name
        within = set(inside)
        for user in [user for user in v.uses if user not in within]:
            user.set_operands([new if x is v else x for x in user.operands])
    for op in inside:
        if any(v in values for v in op.operands):
            op.set_operands([values.get(v, v) for v in op.operands])
    for op in ops:
        made.body.append(op)
    given = [frozen(body, v) for v in used]
    if not given:
        back = body.const(None, NONE)
    else:
        back = body.emit("tuple.make", *given) if several else given[0]
    body.op("return", back)
    return module.add(made)
