"""Functions that are not known where they are called: in lists, dicts, fields, results, merges.

    ops = {"+": add, "-": lambda a, b: a - b}     two objects of type Callable<int, int, int>:
    ops[c](x, y)                                  {which function, what that has captured}

    func @call(%f: Callable<int, int, int>, %a: int, %b: int) -> int
      field.get %f, which                         a branch for each function that is ever made a
      call @add(…) or call @lambda(…)             value of this type; what it captured are arguments

The program is known as a whole, as it is for classes, whose annotations mean the union of all that
derive from them. So there is no code pointer: a call through a value is a branch and a plain call,
which passes, effects, tracebacks and every target understand. `make` and `call` are lowered last,
again when functions have come since.

What is known of parameters comes from their annotations. The others are holes, which the place
where the value goes, or its first call, tells. A function that captures a variable which is bound
more than once shares it (`Share`): the value must see what comes later.
"""

from __future__ import annotations

import inspect
import types as pytypes
from collections.abc import Iterator, Sequence
from typing import Any

from ..diagnostics import Diagnostic, Span
from ..ir import types as ty
from ..ir.core import Region, Value
from . import class_members, classes, user_classes
from .annotations import pattern_of
from .closures import Closure, Partial
from .composite import (
    BoundMethod,
    FunctionValue,
    Shared,
    key_of,
    shape,
    values_in,
)
from .emitter import Static
from .function_bodies import caller, maker, result_of
from .functions import head
from .holes import Learned, has_hole, learn_from
from .literals import CONVERTING
from .lowering import Dead, Lowering, Poisoned, discard, raise_if
from .narrowing import without
from .operators.unions import each, members
from .outcomes import Held
from .patterns import Pattern, callable_type, describe, fill, is_callable
from .scope import Scope, Share
from .services import called, service
from .signature import EMPTY
from .stand_ins import hole, stand_in

Head = tuple[str, Pattern | None]  # a parameter: its name, and what its annotation says
RESULT = 90  # the number of a hole for a result, at a function's place; parameters follow


# --- what becomes a value -------------------------------------------------------------------------


@service
def function_value(f: Lowering, held: Static, span: Span, to: ty.Type | None = None) -> Value:
    """A compile-time function as a value, of type `to` or of the type that it says itself."""
    if isinstance(held.obj, FunctionValue) and to is None:
        found = held.obj.value
        assert isinstance(found, Value)
        return found
    taken = f.taken_along(held, span)
    assert isinstance(taken, Static)
    t = _natural(f, taken, span) if to is None else to
    assert isinstance(t, ty.Object)
    if has_hole(t):
        return stand_in(f, t, span)
    _check_captures(f, taken, span)
    _tried(f, taken, t, span)
    f.unit.layout(t)
    instance = maker(f, t, taken, span)
    made = f.b.op("call", *values_in(taken), types=[t], callee=instance.name, span=span)
    return made.result


def _natural(f: Lowering, held: Static, span: Span) -> ty.Type:
    """The type that a function has by its annotations."""
    obj = held.obj
    heads, result = _head_of(f, obj, span)
    if heads is None:
        f.fail(
            f"{getattr(obj, '__name__', 'this function')} does not say how many arguments it takes",
            span,
            hint="write a lambda: lambda x: …",
        )
    place = span
    if isinstance(obj, Closure):
        place = obj.signature.source.span(obj.signature.source.tree)
    patterns = [pattern for _, pattern in heads]
    if None in patterns and (declared := _declared(f, held)) is not None:
        return declared
    first = _number(f, held, place)
    params = []
    for k, pattern in enumerate(patterns):
        t = fill(pattern, {}) if pattern is not None else None
        params.append(t if t is not None else hole(f, place, first + 1 + k))
    found = fill(result, {}) if result is not None else None
    if found is None:
        if any(map(has_hole, params)):
            found = hole(f, place, first)
        else:
            found = _tried(f, held, callable_type(params, None), span)
            key = f.place(place, first)
            if None in [p and fill(p, {}) for p in patterns] and f.holes.get(key) is not found:
                f.open_holes.add(key)
                raise Learned(key, found)  # other types may stand for this one
    return callable_type(params, found)


def _declared(f: Lowering, held: Static) -> ty.Type | None:
    """What the annotation says of the parameter that a function was passed for."""
    for p in f.instance.signature.params:
        given = f.env.get(p.name)
        if isinstance(given, Static) and given.obj is held.obj and p.pattern is not None:
            t = fill(p.pattern, f.instance.bound)
            kinds = [m for m in members(t) if is_callable(m)] if t is not None else []
            return kinds[0] if len(kinds) == 1 and not has_hole(kinds[0]) else None
    return None


def _number(f: Lowering, held: Static, place: Span) -> int:
    """Where the holes of a function begin, of those whose place this is."""
    known = f.function_places.setdefault((place.line, place.col), [])
    key = held.obj.signature if isinstance(held.obj, Closure) else key_of(shape(held))
    if key not in known:
        known.append(key)
    return RESULT * (1 + known.index(key))


def _head_of(f: Lowering, obj: Any, span: Span) -> tuple[list[Head] | None, Pattern | None]:
    """The parameters that have to be given, by position, and the result."""
    if isinstance(obj, FunctionValue):
        t = obj.value.type
        assert isinstance(t, ty.Object)
        return [("", p) for p in t.args[1:]], t.args[0]
    if isinstance(obj, Closure):
        return _required(obj.signature.params), obj.signature.result
    if isinstance(obj, Partial):
        heads, result = _head_of(f, obj.function.obj, span)  # type: ignore[union-attr]
        rest = [h for h in (heads or [])[len(obj.args) :] if h[0] not in obj.keywords]
        return None if heads is None else rest, result
    if isinstance(obj, BoundMethod):
        t = obj.value.type
        first = t.members[0] if isinstance(t, ty.Union) else t
        cls = user_classes.class_of(first)
        fn = user_classes.function(cls, obj.name) if cls is not None else None
        if fn is not None:
            signature = head(f, fn, span, first)
            return _required(signature.params[1:]), signature.result
        fn = classes.method(first, obj.name) if isinstance(first, ty.Object) else None
        if fn is None or not isinstance(first, ty.Object):
            return None, None
        signature, bound = head(f, fn, span, classes.class_of(first)), classes.bindings(first)
        return [(n, p and fill(p, bound)) for n, p in _required(signature.params[1:])], None
    if isinstance(obj, class_members.Method):
        if not isinstance(obj.fn, pytypes.FunctionType):
            return None, None
        if obj.receiver is None and obj.of is not None:
            me = pattern_of(obj.of)
            exact = fill(me, {}) or ty.NONE
            first = exact.members[0] if isinstance(exact, ty.Union) else exact
            signature = head(f, obj.fn, span, first)
            return [("", me), *_required(signature.params[1:])], signature.result
        signature = head(f, obj.fn, span, class_members.GIVEN if obj.receiver else None)
        return _required(signature.params[obj.receiver is not None :]), signature.result
    if isinstance(obj, pytypes.FunctionType) and not obj.__module__.startswith("numpy"):
        signature = head(f, obj, span)
        return _required(signature.params), signature.result
    if obj in _ONE:
        return [("", None)], None
    try:
        given = inspect.signature(obj).parameters.values()
    except (TypeError, ValueError):
        return None, None
    needed = [p for p in given if p.default is p.empty and p.kind in (0, 1)]
    return [("", None)] * len(needed), None


# What their signatures do not say: as values, they are called with one argument.
_ONE = (*CONVERTING, max, min)


def _required(params: Sequence[Any]) -> list[Head]:
    given = [p for p in params if p.kind in ("pos", "posonly") and p.default is EMPTY]
    return [(p.name, p.pattern) for p in given]


def _tried(f: Lowering, held: Static, t: ty.Object, span: Span) -> ty.Type:
    """What calling the function with arguments of these types gives; what is wrong with it is an
    error here."""
    result, *params = t.args
    tried = Region()
    found: ty.Type = ty.NONE if result is ty.UNBOUND else result
    try:
        with f.branch(tried):
            args = [stand_in(f, p, span) for p in params]
            value = result_of(f, held.obj, args, None if result is ty.UNBOUND else result, span)
            found = value.type
    except Dead:
        pass
    finally:
        discard(tried)
    return found


def _check_captures(f: Lowering, held: Static, span: Span) -> None:
    """What a value has captured has to be what it is whenever the value is called."""
    obj = held.obj
    if isinstance(obj, Partial):
        for part in obj.parts():
            if isinstance(part, Static):
                _check_captures(f, part, span)
    if not isinstance(obj, Closure):
        return
    work, seen, known = [*obj.signature.free], set(), dict(obj.captures)
    while work:
        variable = work.pop()
        if variable in seen:
            continue
        seen.add(variable)
        owner, name = variable
        found = known.get(variable)
        if isinstance(found, Static) and isinstance(found.obj, Shared):
            continue
        whole = found is not None and not _may_be_unbound(found)
        if isinstance(owner, Scope):
            if not whole or not owner.settled(name):
                raise Share(owner, name)
        else:
            f.fail(
                f"the function captures `{name}`, which the comprehension binds again",
                span,
                hint=f"give it what `{name}` is now: lambda …, {name}={name}: …",
            )
        if isinstance(found, Static) and isinstance(found.obj, Closure):
            known = {**found.obj.captures, **known}
            work += found.obj.signature.free


def _may_be_unbound(held: Held) -> bool:
    t = held.type if isinstance(held, Value) else None
    return isinstance(t, ty.Union) and ty.UNBOUND in t.members


@service
def adapted(f: Lowering, value: Value, to: ty.Type, span: Span) -> Value:
    """A function value as one of another type: a function that calls it."""
    return function_value(f, Static(FunctionValue(value)), span, to)


# --- calls --------------------------------------------------------------------------------------


@service
def can_be_called(f: Lowering, t: ty.Type) -> bool:
    members = ty.members(t)
    return any(map(is_callable, members)) and all(is_callable(m) or m is ty.NONE for m in members)


@called(FunctionValue)
def _call(
    f: Lowering, obj: FunctionValue, args: list[Any], keywords: dict[str, Any], span: Span
) -> Held:
    value = obj.value
    assert isinstance(value, Value)
    if keywords:
        f.fail(
            "a function value takes no keyword arguments",
            span,
            hint="pass them by position; which function is called is not known here",
        )
    t = value.type
    if isinstance(t, ty.Union):
        f.b.span = span
        if ty.NONE in t.members:
            test = f.b.emit("union.is", value, member=ty.NONE)
            raise_if(f, test, "TypeError", "'NoneType' object is not callable", span)
            rest = without(t, ty.NONE)
            assert rest is not None
            value = f.b.emit("union.get", value, member=rest)
        if isinstance(value.type, ty.Union):
            return each(f, value, span, lambda x: _invoke(f, x, args, span))
    return _invoke(f, value, args, span)


def _invoke(f: Lowering, value: Value, args: list[Any], span: Span) -> Value:
    t = value.type
    assert isinstance(t, ty.Object)
    result, *params = t.args
    if len(params) != len(args):
        f.fail(
            f"{describe(t)} takes {len(params)} argument{'s' * (len(params) != 1)}, "
            f"{len(args)} given",
            span,
        )
    given = []
    for k, (arg, p) in enumerate(zip(args, params)):
        x = f.materialise(f.taken_along(arg, span), span)
        if has_hole(p):
            if has_hole(x.type):
                raise Poisoned
            learn_from(p, x.type)
        given.append(f.convert(x, p, span, f"argument {k + 1}"))
    if has_hole(result):
        raise Poisoned
    f.unit.layout(t)
    instance = caller(f, t, span)
    return f.b.op("call", value, *given, types=[result], callee=instance.name, span=span).result


def unsettled(f: Lowering) -> Iterator[Diagnostic]:
    """Errors for functions whose parameters nothing has told the types of."""
    for line, column, k in f.open_holes:
        if k >= RESULT:
            span = Span(f.source.file, line, column, line, column + 1)
            yield Diagnostic(
                "nothing tells the types that this function is called with",
                span,
                hint="annotate its parameters, or what it is put into: Callable[[int], int]",
            )
            return


__all__ = ["adapted", "function_value", "unsettled"]
