"""Instances whose element types are not known yet: what stands for them until the function is
lowered again with what was learned (see `holes.py`)."""

from __future__ import annotations

from typing import Any

from ..diagnostics import CompileError, Span
from ..ir import types as ty
from ..ir.core import Value
from . import classes
from .emitter import Static
from .holes import Learned, has_hole, is_hole, learn_from, place_of
from .layouts import item_type
from .lowering import Lowering, Poisoned
from .operators.convert import convertible, join
from .operators.unions import members
from .patterns import Bindings, Pat, fill, match
from .signature import Signature, signature_of
from .widened import put, widen


def hole(f: Lowering, span: Span, k: int) -> ty.Type:
    """Type parameter `k` of what is made at `span`: what was learned, or a type to be learned."""
    place = f.place(span, k)
    if place in f.widened:
        return f.widened[place]
    if place not in f.holes:
        f.open_holes.add(place)
    return resolved(f, ty.Object("?" + ":".join(map(str, place))))


def resolved(f: Lowering, t: ty.Type) -> ty.Type:
    """`t` with its holes filled, as far as is known: one hole may stand for another."""
    if isinstance(t, ty.Union):
        return ty.union_of(*(resolved(f, m) for m in t.members))
    if isinstance(t, ty.Object):
        known = f.holes.get(place_of(t)) if is_hole(t) else None
        if known is not None:
            return resolved(f, known)
        return ty.Object(t.name, tuple(resolved(f, a) for a in t.args)) if t.args else t
    if not isinstance(t, ty.Tuple):
        return t
    return ty.Tuple(tuple(resolved(f, a) for a in t.items), t.name)


def stand_in(f: Lowering, t: ty.Type, span: Span) -> Value:
    """A value for an instance with holes, until the function is lowered again."""
    return f.b.op("array.const", types=[t], span=span, name="?").result


def widen_learned(
    f: Lowering, value: Value, signature: Signature, args: list[Any], span: Span
) -> None:
    """Learn better where something is put into a container made empty here that is of another
    type than what was put into it before: after `y.append(1)`, `y.append(2.5)` makes `y` a
    `list[int | float]`. Only methods without a result put something in."""
    t = value.type
    if value.op is None or signature.result is not ty.NONE:
        return
    assert isinstance(t, ty.Object)
    parameters = classes.parameters(classes.class_of(t) or object)
    if not parameters:
        return
    made = value.op.span
    for p, arg in zip(signature.params[1:], args):
        given = _value_of(f, arg, span)
        found: Bindings = {}
        if has_hole(given.type) or not match(p.pattern, given.type, found):
            continue
        put(f, value, given)
        for k, (variable, held) in enumerate(zip(parameters, t.args)):
            place = f.place(made, k)
            new = found.get(variable, held)
            if place not in f.holes:
                widen(f, value, k, new)
            if place not in f.holes or place in f.fixed or not _is_news(new, held):
                continue
            wider = join(held, new)
            if wider is not None and wider is not held:
                raise Learned(place, wider)


def _value_of(f: Lowering, arg: Any, span: Span) -> Value:
    """An argument as a value, made where it is written: the holes of a function say its place."""
    if isinstance(arg, Value):
        return arg
    return f.materialise(arg, f.argument_places.get(id(arg), (arg, span))[1])


def _is_news(new: ty.Type, held: ty.Type) -> bool:
    """Whether a container of `held` has to become another one to take `new` as it is. NumPy's
    numbers become Python's (and the other way round), where nothing is lost."""
    if set(members(new)) <= set(members(held)):
        return False
    numpy = any(isinstance(m, ty.Scalar) and not m.python for t in (new, held) for m in members(t))
    return not (numpy and convertible(new, held))


def _learn_elements(f: Lowering, wanted: list[ty.Type], given: ty.Type) -> None:
    """Learn the element types of what is filled from an iterable: of a dict from one, or from
    pairs."""
    found: ty.Type | None = elements_of(f, given)
    if len(wanted) == 2 and classes.method_of(given, "items") is not None:
        assert isinstance(given, ty.Object)
        found = ty.Tuple((given.args[0], given.args[1] if len(given.args) == 2 else ty.INT))
    if len(wanted) == 1:
        parts = [found]
    else:
        parts = list(found.items) if isinstance(found, ty.Tuple) else []
    for hole_, part in zip(wanted, parts):
        if part is not None:
            learn_from(hole_, part)


def elements_of(f: Lowering, t: ty.Type) -> ty.Type | None:
    """The type of what going through a value gives, as far as the type tells."""
    if t in f.unit.frames:
        found: ty.Type | None = f.unit.frames[t].yielded
        return found
    if isinstance(t, ty.Tuple):
        return ty.union_of(*t.items) if t.items else None
    if isinstance(t, ty.Array):
        return t.dtype if t.ndim == 1 else None
    library = isinstance(t, ty.Object) and classes.class_of(t) is not None
    return item_type(t) if library and isinstance(t, ty.Object) else None


def open_call(
    f: Lowering, t: ty.Object, fn: Any, value: Value, args: list[Any], span: Span
) -> Value | None:
    """A method call on an instance whose element types are open: learn from the arguments, else
    stand in for the result. None for all other instances."""
    if not has_hole(t):
        return None
    cls = classes.class_of(t)
    try:
        signature = signature_of(fn, cls)
    except CompileError as e:
        f.unit.diagnostics += e.diagnostics
        raise Poisoned from None
    bound = classes.bindings(t)
    filled = dict(getattr(cls, "__fills__", ())).get(fn.__name__)
    if filled is not None:
        for arg in args:
            _learn_elements(f, [bound[p] for p in filled], _value_of(f, arg, span).type)
    like = {a: bound[b] for a, b in getattr(cls, "__like__", ())}
    for p, arg in zip(signature.params[1:], args):
        if isinstance(arg, Static) and isinstance(p.pattern, Pat) and p.pattern.kind == "any":
            continue  # it tells nothing
        arg = _value_of(f, arg, span)
        wanted = fill(p.pattern, {**like, **bound})
        if wanted is None or (arg.type is ty.NONE and is_hole(wanted)):
            continue
        learn_from(wanted, arg.type)
        if isinstance(wanted, ty.Object) and is_hole(wanted) and wanted is not arg.type:
            raise Learned(place_of(wanted), arg.type)  # an empty container in an empty one
    result = fill(signature.result, bound) if signature.result is not None else None
    if isinstance(result, ty.Scalar) or result is ty.NONE:
        return f.b.const(0 if result is not ty.NONE else None, result, span)
    if isinstance(result, ty.Object) and not is_hole(result):
        return stand_in(f, result, span)
    if isinstance(result, ty.Tuple) and not any(map(is_hole, result.items)):
        return stand_in(f, result, span)  # a function in it is told by its calls
    raise Poisoned
