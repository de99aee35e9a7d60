"""Empty containers: `[]`, `{}` and `set()` have element types that only later code tells.

The type of `[]` is `list<?3:8:0>`, named after its place and the number of the type parameter. The
first use that tells (`x.append(1)`, passing it where a `list[int]` is wanted, meeting one where
flows of control meet) raises `Learned`, and the function is lowered again with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import classes
from .emitter import Static
from .lowering import Lowering, Poisoned
from .operators.convert import convertible, join
from .operators.unions import members
from .patterns import Bindings, fill, match
from .signature import Signature, signature_of

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
    return resolved(f, ty.Object("?" + ":".join(map(str, place))))


def resolved(f: Lowering, t: ty.Type) -> ty.Type:
    """`t` with its holes filled, as far as is known: one hole may stand for another."""
    if isinstance(t, ty.Union):
        return ty.union_of(*(resolved(f, m) for m in t.members))
    if isinstance(t, ty.Object):
        known = f.holes.get(_place(t)) if is_hole(t) else None
        if known is not None:
            return resolved(f, known)
        return ty.Object(t.name, tuple(resolved(f, a) for a in t.args)) if t.args else t
    return ty.Tuple(tuple(resolved(f, a) for a in t.items)) if isinstance(t, ty.Tuple) else t


def is_hole(t: ty.Type) -> bool:
    return isinstance(t, ty.Object) and t.name.startswith("?")


def _place(hole_type: ty.Object) -> Place:
    line, column, k = map(int, hole_type.name[1:].split(":"))
    return line, column, k


def learn(hole_type: ty.Object, found: ty.Type) -> None:
    """Raise Learned: `hole_type` turned out to be `found`."""
    raise Learned(_place(hole_type), found)


def stand_in(f: Lowering, t: ty.Object, span: Span) -> Value:
    """A value for an instance with holes, until the function is lowered again."""
    return f.b.op("array.const", types=[t], span=span, name="?").result


def learn_from(wanted: ty.Type, given: ty.Type) -> None:
    """Learn from a place where the two types meet."""
    for a, b in ((wanted, given), (given, wanted)):
        if is_hole(a) and not has_hole(b):
            assert isinstance(a, ty.Object)
            learn(a, b)
    for a, b in _alike(wanted, given):
        learn_from(a, b)


def _alike(wanted: ty.Type, given: ty.Type) -> Iterator[tuple[ty.Type, ty.Type]]:
    """The parts of two types that have the same place; of unions, the members of one class."""
    if isinstance(wanted, ty.Union) or isinstance(given, ty.Union):
        for a in members(wanted):
            same = [b for b in members(given) if _class(b) == _class(a) is not None]
            if len(same) == 1 and sum(_class(m) == _class(a) for m in members(wanted)) == 1:
                yield a, same[0]
        return
    if _class(wanted) == _class(given):
        yield from zip(_parts(wanted), _parts(given))


def _class(t: ty.Type) -> Any:
    """What two types with parts have in common."""
    if isinstance(t, ty.Object):
        return t.name
    return len(t.items) if isinstance(t, ty.Tuple) else None


def meet(a: ty.Type, b: ty.Type) -> ty.Type | None:
    """`join`, of types that may have holes: of `[]` and a `list[int]`, one tells the other."""
    found = join(a, b)
    if found is None:
        for x in members(a):
            for y in members(b):
                learn_from(x, y)
                _unify(x, y)
    return found


def _unify(a: ty.Type, b: ty.Type) -> None:
    """Let one of two holes that meet stand for the other."""
    if is_hole(a) and is_hole(b) and a is not b:
        assert isinstance(a, ty.Object)
        learn(a, b)
    for x, y in zip(_parts(a), _parts(b)):
        _unify(x, y)


def relearn(f: Lowering, value: Value, to: ty.Type) -> None:
    """Learn better where a container made here must become another type that takes all that was
    put into it: in `-> list[float]`, the `[]` that elements of an array are appended to."""
    a, b = value.type, to
    if value.op is None or not (isinstance(a, ty.Object) and isinstance(b, ty.Object)):
        return
    if a.name != b.name or a is b or has_hole(a):
        return
    span = value.op.span
    for k, (held, wanted) in enumerate(zip(a.args, b.args)):
        place = (span.line, span.col, k)
        known = place in f.holes and place not in f.fixed
        if known and held is not wanted and convertible(held, wanted):
            f.fixed.add(place)
            raise Learned(place, wanted)


def widen_learned(f: Lowering, value: Value, signature: Signature, args: list[Any]) -> None:
    """Learn better where something is put into a container made empty here that is of another
    type than what was put into it before: after `y.append(1)`, `y.append(2.5)` makes `y` a
    `list[int | float]`. Only methods without a result put something in."""
    t = value.type
    if not f.holes or value.op is None or signature.result is not ty.NONE:
        return
    assert isinstance(t, ty.Object)
    parameters = classes.parameters(classes.class_of(t) or object)
    span = value.op.span
    for p, arg in zip(signature.params[1:], args):
        given = arg if isinstance(arg, Value) else f.materialise(arg, f.b.span)
        found: Bindings = {}
        if has_hole(given.type) or not match(p.pattern, given.type, found):
            continue
        for k, (variable, held) in enumerate(zip(parameters, t.args)):
            place = (span.line, span.col, k)
            new = found.get(variable, held)
            if place not in f.holes or place in f.fixed or not _is_news(new, held):
                continue
            wider = join(held, new)
            if wider is not None and wider is not held:
                raise Learned(place, wider)


def _is_news(new: ty.Type, held: ty.Type) -> bool:
    """Whether a container of `held` has to become another one to take `new` as it is. NumPy's
    numbers become Python's (and the other way round), where nothing is lost."""
    if set(members(new)) <= set(members(held)):
        return False
    numpy = any(isinstance(m, ty.Scalar) and not m.python for t in (new, held) for m in members(t))
    return not (numpy and convertible(new, held))


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
