"""Displays and comprehensions whose containers take more types later than are written in them.

    dist = [None] * n               a list[None] as it is written
    dist[start] = 0                 where it has to be a list[int | None]

    x: list[float] = [0] * n        a list[float], as that is wanted

What is put into a container leads back to where that was made: through `*`, `+`, slices and copies,
and through the container that it is an element of. The function is lowered again with a wider
type for that place (`Widened`); elements stay what they are, as members of a union. A place whose
type the context asks for, or where a conversion does, stays as it is. A container in a field leads
to the field, whose type becomes another (`Wider`, class_layout.py), which asks for such a container
where the field is set.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..ir import types as ty
from ..ir.core import Value
from .holes import Learned, has_hole
from .operators.convert import convertible, join
from .patterns import Bindings, Pat, match

Base = tuple[int, int]  # line and column
_DEPTH = 12  # steps back, at most


class Widened(Learned):
    """The elements of a display are of more types."""


def base_of(f: Any, value: Value) -> Base | None:
    """Where the op stands that made a value."""
    if value.op is None:
        return None
    line, column, _ = f.place(value.op.span, 0)
    return line, column


def noted(f: Any, made: Value, elements: Sequence[Value]) -> None:
    """Note a container that was made of these elements; a dict's are its values."""
    base = base_of(f, made)
    if base is not None and isinstance(made.type, ty.Object):
        f.made_at[base] = made.type.args
        f.put_into.setdefault(base, []).extend(elements)


def put(f: Any, container: Value, value: Value) -> None:
    """Note what is put into a container that was made here, if it is a container too."""
    if isinstance(value.type, ty.Object):
        base = _origin(f, container, _DEPTH)
        if base is not None:
            f.put_into[base].append(value)


def wider(f: Any, place: Any, t: ty.Type) -> ty.Type:
    """The element type `t` of a display, with what was put in later."""
    more = f.widened.get(place)
    if more is None or convertible(t, more):
        return more or t
    return join(t, more) or t


def widen(f: Any, container: Value, k: int, new: ty.Type, converts: bool = True) -> None:
    """Raise `Widened` where a container made here cannot take `new` as its element, and a wider
    one can. `converts`: it takes what can be converted."""
    assert isinstance(container.type, ty.Object)
    held = container.type.args[k]
    if has_hole(new) or has_hole(held) or new is held:
        return
    if converts and convertible(new, held):
        return
    both = join(held, new)
    if both is None or both is held:
        return
    base = _origin(f, container, _DEPTH)
    if base is not None:
        raise Widened((*base, k), both)
    _widen_field(f, container, _with(container.type, k, both), _DEPTH)


def _with(t: ty.Object, k: int, item: ty.Type) -> ty.Object:
    return ty.Object(t.name, (*t.args[:k], item, *t.args[k + 1 :]))


def _widen_field(f: Any, value: Value, new: ty.Type, depth: int) -> None:
    """Where a container comes from a field of a user's class whose type the values have told, have
    the field be of a type that makes the container `new`."""
    op = value.op
    if op is None or depth == 0 or not op.operands:
        return
    if op.opcode == "if":  # an attribute of an instance of one of several classes
        for region in op.regions:
            end = region.ops[-1]
            if end.opcode == "yield":
                _widen_field(f, end.operands[op.results.index(value)], new, depth - 1)
        return
    source = op.operands[0]
    if op.opcode == "field.get" and isinstance(source.type, ty.Object):
        f.unit.layouts.holds(source.type, op.attrs["name"], new)
    elif op.opcode == "union.get" and isinstance(source.type, ty.Union):
        others = [m for m in source.type.members if m not in (value.type, ty.UNBOUND)]
        _widen_field(f, source, ty.union_of(new, *others), depth - 1)
    elif op.opcode != "call" or not isinstance(source.type, ty.Object):
        return
    elif source.type is value.type:
        _widen_field(f, source, new, depth - 1)
    elif value.type in source.type.args:
        k = source.type.args.index(value.type)
        _widen_field(f, source, _with(source.type, k, new), depth - 1)


def _origin(f: Any, value: Value, depth: int) -> Base | None:
    """The place of the display that a container comes from."""
    op, base = value.op, base_of(f, value)
    if op is None or base is None or depth == 0 or not isinstance(value.type, ty.Object):
        return None
    if f.made_at.get(base) == value.type.args:
        return base
    if op.opcode != "call":
        return None
    for operand in op.operands:
        if operand.type is value.type:
            return _origin(f, operand, depth - 1)
    outer = op.operands[0] if op.operands else None
    if outer is None or not isinstance(outer.type, ty.Object) or value.type not in outer.type.args:
        return None
    around = _origin(f, outer, depth - 1)
    for element in f.put_into.get(around, ()) if around is not None else ():
        found = _origin(f, element, depth - 1) if element.type is value.type else None
        if found is not None:
            return found
    return None


def conform(f: Any, value: Value, to: ty.Type) -> None:
    """Raise `Widened` where a container made here is wanted to be of another type that takes its
    elements: `x: list[float] = [0] * n`."""
    t = value.type
    if not isinstance(to, ty.Object) or not isinstance(t, ty.Object) or t.name != to.name:
        return
    base = _origin(f, value, _DEPTH) if t is not to else None
    if base is None:
        return
    for k, (held, wanted) in enumerate(zip(t.args, to.args)):
        if has_hole(held) or has_hole(wanted) or held is wanted:
            continue
        if convertible(held, wanted) and f.widened.get((*base, k)) is not wanted:
            raise Widened((*base, k), wanted)
        for element in f.put_into.get(base, ()):
            if element.type is held:
                conform(f, element, wanted)


def agree(f: Any, *held: Any) -> None:
    """Where containers of one class meet, which hold different types: raise `Widened` where that
    makes them alike."""
    values = [v for v in held if isinstance(v, Value) and isinstance(v.type, ty.Object)]
    for a in values:
        for b in values:
            assert isinstance(a.type, ty.Object) and isinstance(b.type, ty.Object)
            if a.type is not b.type and a.type.name == b.type.name:
                for k, t in enumerate(b.type.args):
                    widen(f, a, k, t, converts=False)


def widen_call(f: Any, params: Sequence[Any], args: Sequence[Any]) -> None:
    """The same for a function that does not take its arguments: of `heappush(heap, item)` the item
    tells what the heap has to hold."""
    if not args or not isinstance(args[0], Value) or not isinstance(args[0].type, ty.Object):
        return
    bound: Bindings = {}
    if not params or not match(params[0].pattern, args[0].type, bound):
        return
    for p, arg in zip(params[1:], args[1:]):
        variable = isinstance(p.pattern, Pat) and p.pattern.kind == "var"
        alike = variable and p.pattern.parts[0] in bound and len(args[0].type.args) == 1
        if alike and isinstance(arg, Value):
            widen(f, args[0], 0, arg.type)
