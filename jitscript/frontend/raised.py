"""Exceptions as values: what a handler has caught, or a call of a class has made, once it is used
for more than its text.

    except ParseError as e:
        errors.append(e)            Python's object from then on, held by native code
        return e.position           asked of the object; its type is what the class says

"""

from __future__ import annotations

from typing import Any, NoReturn

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from .caught import (
    Caught,
    common_class,
    exception_class,
    exception_name,
    exception_type,
    of_exceptions,
)
from .emitter import Static
from .exception_classes import is_carrying
from .lowering import Dead, Lowering
from .methods import construct
from .operators.unions import members
from .patterns import is_exception
from .python_calls import call_python
from .raised_fields import TEXT
from .services import about, service

Held = Value | Static
_ASKED = "jitscript.runtime.caught"


@about
def exception_value(f: Lowering, caught: Caught, span: Span) -> Value:
    """What was caught as a value."""
    if all(map(is_carrying, caught.classes)):
        whole: Value = of_exceptions(f, "carried_instance", caught, span)
        return whole
    f.b.span = span
    f.unit.calls_python = True
    block = f.b.op("exc.object", caught.value).result
    t = exception_type(common_class(caught.classes))
    f.unit.layout(t)
    return f.b.op("object.new", block, types=[t]).result


@service
def exception_as(f: Lowering, value: Value, to: ty.Type, span: Span) -> Value:
    """The same object under another type."""
    if value.type is to:
        return value
    f.b.span = span
    f.unit.layout(to)
    f.unit.layout(value.type)
    block = f.b.op("field.get", value, types=[ty.Buffer(ty.U8)], name="_held").result
    return f.b.op("object.new", block, types=[to]).result


@about
def exception_test(f: Lowering, error: Value, wanted: Any, span: Span) -> Value:
    """`isinstance`, which Python answers."""
    known = [exception_class(m) for m in members(error.type)]
    names = []
    for cls in wanted:
        if all(issubclass(c, cls) for c in known):
            return f.b.const(True, ty.BOOL, span)
        if issubclass(cls, BaseException):
            exception_name(f, cls, span)
            names.append(f.unit.looks.python_place(cls))
    if not names:
        return f.b.const(False, ty.BOOL, span)
    texts = [f.materialise(Static(name), span) for name in names]
    return call_python(f, f"{_ASKED}:is_of", [error, *texts], [], ty.BOOL, span)


@about
def make_exception(
    f: Lowering, cls: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Value:
    """A call of an exception's class, which Python makes unless it is native."""
    if is_carrying(cls):
        return construct(f, cls, None, args, keywords, span)
    exception_name(f, cls, span)
    note(f, cls, args, keywords)
    place = f.unit.looks.python_place(cls)
    values = [f.materialise(a, span) for a in (*args, *keywords.values())]
    return call_python(f, place, values, list(keywords), exception_type(cls), span)


def note(f: Lowering, cls: type, args: list[Held], keywords: dict[str, Held]) -> None:
    """Remember of what types an exception of the class is made."""
    row = tuple(map(_type, args)), tuple((n, _type(a)) for n, a in keywords.items())
    known = f.unit.raised.setdefault(cls, [])
    if row not in known:
        known.append(row)


def _type(held: Held) -> ty.Type | None:
    if isinstance(held, Value):
        return held.type
    return TEXT if isinstance(held.obj, str) else None


@about
def throw(f: Lowering, error: Value, span: Span, cause: Value | None = None) -> NoReturn:
    """Raise an exception that is a value."""
    name, given = ("throw", [error]) if cause is None else ("throw_from", [error, cause])
    call_python(f, f"{_ASKED}:{name}", given, [], ty.NONE, span)
    f.b.op("unreachable", span=span)
    raise Dead


@about
def exception_class_name(f: Lowering, error: Value, span: Span) -> Value:
    return call_python(f, f"{_ASKED}:name", [error], [], TEXT, span)


@about
def same_exception(f: Lowering, a: Value, b: Value, span: Span) -> Value:
    for v in (a, b):
        if not all(is_exception(m) or m is ty.NONE for m in members(v.type)):
            return f.b.const(False, ty.BOOL, span)
    return call_python(f, "operator:is_", [a, b], [], ty.BOOL, span)


@about
def equal_exceptions(f: Lowering, a: Value, b: Value, span: Span) -> Value:
    return call_python(f, f"{_ASKED}:equal", [a, b], [], ty.BOOL, span)
