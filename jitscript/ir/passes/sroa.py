"""Scalar replacement of aggregates: an instance that nobody but its function sees is no object.

Before:
    %o = object.new %n, %zero : counter
    %a = field.get @step(%o) : int
    %b = field.get @value(%o) : int
    %c = add %b, %a : int
    field.set @value(%o, %c)
After:
    %v = cell.new %zero : cell<int>
    %b = cell.get %v : int
    %c = add %b, %n : int
    cell.set %v, %c

A field that is never set again is the value that it was made of; the others are cells, of which the
back end makes registers. So a generator that is kept in a variable, once its `__next__` is inlined,
costs what the loop by hand does.

Not handled: instances that flow together with others, or are carried by a loop.
"""

from __future__ import annotations

from ..core import Builder, Function, Module, Op, Region, Value
from ..types import Object
from .rewrite import forget


def sroa(module: Module) -> None:
    for function in module.functions.values():
        again = True
        while again:  # what an instance held may be seen by nobody else now
            again = False
            for op in _made(function):
                again |= _replaced(module, op)


def _made(function: Function) -> list[Op]:
    return [op for op in function.walk() if op.opcode == "object.new"]


def _replaced(module: Module, made: Op) -> bool:
    """Whether the instance was seen by reads and writes of its fields only; they are gone then."""
    instance = made.result
    users = list(instance.uses)
    reads = [user for user in users if user.opcode == "field.get"]
    writes = [
        user for user in users if user.opcode == "field.set" and instance not in user.operands[1:]
    ]
    if len(reads) + len(writes) < len(users):
        return False
    cells = {user.attrs["name"] for user in reads} & {user.attrs["name"] for user in writes}
    held: dict[str, Value] = {}
    assert isinstance(instance.type, Object)
    for (name, _), value in zip(module.classes[instance.type].fields, made.operands):
        held[name] = _before(made).emit("cell.new", value) if name in cells else value
    for user in reads:
        name, old = user.attrs["name"], user.result
        new = _before(user).emit("cell.get", held[name]) if name in cells else held[name]
        new.name = new.name or old.name
        old.replace_with(new)
    for user in writes:
        if user.attrs["name"] in cells:
            _before(user).op("cell.set", held[user.attrs["name"]], user.operands[1])
    for op in (*users, made):
        region = op.parent
        assert isinstance(region, Region)
        forget(op)
        region.ops.remove(op)
    return True


def _before(op: Op) -> Builder:
    assert isinstance(op.parent, Region)
    return Builder(op.parent, op, op.span)
