"""Empty containers: `[]`, `{}` and `set()` have element types that only later code tells.

The type of `[]` is `list<?3:8:0>`, named after its place and the number of the type parameter. The
first use that tells (`x.append(1)`, passing it where a `list[int]` is wanted, meeting one where
flows of control meet) raises `Learned`, and the function is lowered again with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..ir import types as ty
from ..ir.core import Value
from .operators.convert import convertible, join
from .operators.unions import members
from .patterns import is_callable

# Line, column, number of the type parameter; or a variable that functions share (cells.py).
Place = Any


class Learned(Exception):
    """An element type is known now: lower the function again with it."""

    def __init__(self, place: Place, type: ty.Type):
        super().__init__(place)
        self.place, self.type = place, type


def is_hole(t: ty.Type) -> bool:
    return isinstance(t, ty.Object) and t.name.startswith("?")


def place_of(hole_type: ty.Object) -> Place:
    line, column, k = map(int, hole_type.name[1:].split(":"))
    return line, column, k


def learn(hole_type: ty.Object, found: ty.Type) -> None:
    """Raise Learned: `hole_type` turned out to be `found`."""
    raise Learned(place_of(hole_type), found)


def learn_from(wanted: ty.Type, given: ty.Type) -> None:
    """Learn from a place where the two types meet."""
    for a, b in ((wanted, given), (given, wanted)):
        if is_hole(a) and not has_hole(b):
            assert isinstance(a, ty.Object)
            learn(a, b)
    for a, b in _alike(wanted, given):
        learn_from(a, b)


def learn_member(wanted: ty.Type, given: ty.Type) -> None:
    """Learn what is not known of a union, `? | None`, from an argument that is none of the rest."""
    unknown = [m for m in members(wanted) if is_hole(m)]
    rest = [m for m in members(given) if m not in members(wanted)]
    if len(unknown) == 1 and rest and not has_hole(given):
        assert isinstance(unknown[0], ty.Object)
        learn(unknown[0], ty.union_of(*rest))


def settle_members(t: ty.Type) -> None:
    """Learn from a union of the like: `d.get(k, [])` gives a `list[str]` or the `[]`."""
    if not isinstance(t, ty.Union) or not has_hole(t):
        return
    for a in t.members:
        for b in t.members:
            if a is not b and _class(a) == _class(b) is not None:
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
    if found is None or (a is not b and any(map(_is_open, (*members(a), *members(b))))):
        for x in members(a):
            for y in members(b):
                learn_from(x, y)
                _unify(x, y)
    return found


def _is_open(t: ty.Type) -> bool:
    """Whether this is a function whose parameters are not known yet: others tell them."""
    return is_callable(t) and has_hole(t)


def _unify(a: ty.Type, b: ty.Type) -> None:
    """Let one of two holes that meet stand for the other."""
    if is_hole(a) and is_hole(b) and a is not b:
        assert isinstance(a, ty.Object)
        learn(a, b)
    for x, y in zip(_parts(a), _parts(b)):
        _unify(x, y)


def relearn(
    value: Value,
    to: ty.Type,
    known: Mapping[Place, ty.Type],
    fixed: set[Place],
    shift: int,
) -> None:
    """Learn better where a container made here must become another type that takes all that was
    put into it: in `-> list[float]`, the `[]` that elements of an array are appended to."""
    a, b = value.type, to
    if value.op is None or not (isinstance(a, ty.Object) and isinstance(b, ty.Object)):
        return
    if a.name != b.name or a is b or has_hole(a):
        return
    span = value.op.span
    for k, (held, wanted) in enumerate(zip(a.args, b.args)):
        place = (span.line, span.col + shift, k)
        learned = place in known and place not in fixed
        if learned and held is not wanted and convertible(held, wanted):
            fixed.add(place)
            raise Learned(place, wanted)


def _parts(t: ty.Type) -> tuple[ty.Type, ...]:
    if isinstance(t, ty.Object):
        return t.args
    return t.items if isinstance(t, ty.Tuple) else ()


def has_hole(t: ty.Type) -> bool:
    if isinstance(t, ty.Union):
        return any(map(has_hole, t.members))
    return is_hole(t) or any(map(has_hole, _parts(t)))
