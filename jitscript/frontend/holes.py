"""Empty containers: `[]`, `{}` and `set()` have element types that only later code tells.

The type of `[]` is `list<?3:8:0>`, named after its place and the number of the type parameter. The
first use that tells (`x.append(1)`, passing it where a `list[int]` is wanted) raises `Learned`, and
the function is lowered again with it.
"""

from __future__ import annotations

from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import classes
from .emitter import Static
from .lowering import Lowering, Poisoned
from .patterns import fill
from .signature import signature_of

Place = tuple[int, int, int]  # line, column, number of the type parameter


class Learned(Exception):
    """An element type is known now: lower the function again with it."""

    def __init__(self, place: Place, type: ty.Type):
        super().__init__(place)
        self.place, self.type = place, type


def hole(f: Lowering, span: Span, k: int) -> ty.Type:
    """Type parameter `k` of what is made at `span`: what was learned, or a type to be learned."""
    place = (span.line, span.col, k)
    if place not in f.holes:
        f.open_holes.add(place)
    return f.holes.get(place) or ty.Object("?" + ":".join(map(str, place)))


def is_hole(t: ty.Type) -> bool:
    return isinstance(t, ty.Object) and t.name.startswith("?")


def learn(hole_type: ty.Object, found: ty.Type) -> None:
    """Raise Learned: `hole_type` turned out to be `found`."""
    line, column, k = map(int, hole_type.name[1:].split(":"))
    raise Learned((line, column, k), found)


def stand_in(f: Lowering, t: ty.Object, span: Span) -> Value:
    """A value for an instance with holes, until the function is lowered again."""
    return f.b.op("array.const", types=[t], span=span, name="?").result


def learn_from(wanted: ty.Type, given: ty.Type) -> None:
    """Learn from a place where the two types meet."""
    for a, b in ((wanted, given), (given, wanted)):
        if is_hole(a) and not has_hole(b):
            assert isinstance(a, ty.Object)
            learn(a, b)
    for a, b in zip(_parts(wanted), _parts(given)):
        learn_from(a, b)


def _parts(t: ty.Type) -> tuple[ty.Type, ...]:
    if isinstance(t, ty.Object):
        return t.args
    return t.items if isinstance(t, ty.Tuple) else ()


def has_hole(t: ty.Type) -> bool:
    if isinstance(t, ty.Union):
        return any(map(has_hole, t.members))
    return is_hole(t) or any(map(has_hole, _parts(t)))


def open_call(
    f: Lowering, t: ty.Object, fn: Any, value: Value, args: list[Any], span: Span
) -> Value | None:
    """A method call on an instance whose element types are open: learn from the arguments, else
    stand in for the result. None for all other instances."""
    if not has_hole(t):
        return None
    cls = classes.class_of(t)
    signature = signature_of(fn, cls)
    bound = classes.bindings(t)
    for p, arg in zip(signature.params[1:], args):
        if isinstance(arg, Static):
            arg = f.materialise(arg, span)
        wanted = fill(p.pattern, bound)
        if wanted is not None:
            learn_from(wanted, arg.type)
    result = fill(signature.result, bound) if signature.result is not None else None
    if isinstance(result, ty.Scalar) or result is ty.NONE:
        return f.b.const(0 if result is not ty.NONE else None, result, span)
    raise Poisoned
