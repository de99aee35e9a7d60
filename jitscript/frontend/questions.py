"""Builtins that the types of their arguments answer, or that name an attribute by a text.

hasattr(x, "name")   callable(x)   issubclass(C, D)     tests, known when compiled, as isinstance;
                                                        of a field that may not be set, a look at it
getattr(x, "name")   getattr(x, "name", other)   setattr(x, "name", v)   where "name" is known
getattr(x, name)                                        one of the fields of an instance
"""

from __future__ import annotations

import ast
from contextlib import suppress
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import attributes, class_left, classes, nominal, opaque, user_classes
from .arguments import UNKNOWN, known_object
from .assign import set_attribute
from .caught import CaughtType, is_exception_of
from .class_text import mangled
from .classes import python_class
from .composite import Composite
from .conditions import Condition, rule, which
from .constant_tables import Table
from .emitter import Static
from .generators import Generator
from .literals import named
from .lowering import Lowering
from .named_attributes import by_name
from .operators.unions import each
from .parts import Parts
from .patterns import describe, is_exception, is_opaque
from .services import CALLED, called

Held = Value | Static


@rule(hasattr)
def _hasattr(f: Lowering, node: ast.Call) -> Condition:
    held, name = _two(f, node, "hasattr")
    if isinstance(held, Value) and is_opaque(held.type):
        return Condition(opaque.call(f, hasattr, [held, name], {}, f.span(node)))
    wanted, span = _name(f, name, node, "hasattr"), f.span(node)
    if isinstance(held, Static):
        return Condition(_static_has(f, held, wanted, span))
    if any(_late(f, t, wanted, span) for t in ty.members(held.type)):
        return Condition(each(f, held, span, lambda x: _is_set(f, x, wanted, span)))
    return which(f, held, node.args[0], node, lambda t: _has(f, t, wanted, span))


@rule(callable)
def _callable(f: Lowering, node: ast.Call) -> Condition:
    if len(node.args) != 1 or node.keywords:
        f.fail(f"callable() takes exactly one argument ({len(node.args)} given)", f.span(node))
    held = f.expr(node.args[0])
    if isinstance(held, Value) and is_opaque(held.type):
        return Condition(opaque.call(f, callable, [held], {}, f.span(node)))
    if isinstance(held, Static):
        obj = held.obj
        known = isinstance(obj, Composite) and CALLED[type(obj)] is not None
        return Condition(known or (callable(obj) and not isinstance(obj, (Composite, Generator))))
    return which(f, held, node.args[0], node, lambda t: _can_call(f, t))


@rule(issubclass)
def _issubclass(f: Lowering, node: ast.Call) -> Condition:
    held, wanted = _two(f, node, "issubclass")
    if isinstance(held, Static) and isinstance(wanted, Static):
        if isinstance(held.obj, CaughtType):
            several = wanted.obj if isinstance(wanted.obj, tuple) else (wanted.obj,)
            return Condition(is_exception_of(f, held.obj.caught, several, f.span(node)))
        f.unit.looks.called(held.obj)
        with suppress(TypeError):
            return Condition(issubclass(held.obj, wanted.obj))
    hint = "ask for the type of a value with isinstance(x, T)"
    f.fail("issubclass() takes two classes that are known here", f.span(node), hint=hint)


def _two(f: Lowering, node: ast.Call, name: str) -> tuple[Held, Held]:
    if len(node.args) != 2 or node.keywords:
        f.fail(f"{name} expected 2 arguments, got {len(node.args)}", f.span(node))
    parts = Parts(f)
    held, other = parts.expr(node.args[0]), parts.expr(node.args[1])
    parts.check()
    return held, other


# --- attributes ----------------------------------------------------------------------------------


def _name(f: Lowering, held: Held, node: ast.Call, function: str) -> str:
    """The name of an attribute, which is known when compiled."""
    span = f.span(node.args[1]) if len(node.args) > 1 else f.span(node)
    return _known_name(f, held, span, function)


def _known_name(f: Lowering, held: Held, span: Span, function: str) -> str:
    name = held.obj if isinstance(held, Static) else known_object(held)
    if name is UNKNOWN or type(name) is not str:
        f.fail(
            f"{function}() takes the name of an attribute as a text that is known here",
            span,
            hint='write the name as a literal, getattr(x, "name"), or keep the values in a dict',
        )
    if mangled(f.signature.fn, name) != name:
        f.fail(f"{function}() of a private name is not supported", span)
    return name


def _static_has(f: Lowering, held: Static, name: str, span: Span) -> bool:
    obj = held.obj.obj if isinstance(held.obj, Table) else held.obj
    if isinstance(obj, (Composite, classes.NewObject)) or type(obj).__module__ == __package__:
        f.fail(f"hasattr() of {named(obj)} is not supported", span)
    try:
        f.attribute(obj, name)
    except AttributeError:
        return False
    return True


def _late(f: Lowering, t: ty.Type, name: str, span: Span) -> ty.Union | None:
    """The type of a field that may not be set; None of any other attribute."""
    if not isinstance(t, ty.Object) or user_classes.class_of(t) is None:
        return None
    f.unit.layout(t)
    class_left.check(f, t, name, span)
    field = f.unit.module.classes[t].field(name)
    return field if isinstance(field, ty.Union) and ty.UNBOUND in field.members else None


def _is_set(f: Lowering, v: Value, name: str, span: Span) -> Value:
    """Whether an instance has an attribute, when it runs."""
    field = _late(f, v.type, name, span)
    if field is None:
        return f.b.const(_has(f, v.type, name, span), ty.BOOL)
    f.b.span = span
    held = f.b.op("field.get", v, types=[field], name=name).result
    return f.b.emit("not", f.b.emit("union.is", held, member=ty.UNBOUND))


def _has(f: Lowering, t: ty.Type, name: str, span: Span) -> bool:
    """Whether values of a type have an attribute that is no field that may not be set."""
    cls = python_class(t)
    if cls is None or is_exception(t):
        f.fail(f"hasattr() of a value of type {describe(t)} is not supported", span)
    if isinstance(t, ty.Object) and user_classes.class_of(t) is not None:
        f.unit.layout(t)
        class_left.check(f, t, name, span)
        known = f.unit.module.classes[t].field(name) is not None
        if known or user_classes.owner_of(cls, name) is not None:
            return True
    if nominal.is_enum(cls):
        found = {hasattr(member, name) for member in nominal.members(cls)}
        if len(found) > 1:
            f.fail(f"hasattr() of {name}, which some members of {cls.__name__} have", span)
        return True in found
    return any(name in vars(c) for c in cls.__mro__)  # what only its own class has, it has not


def _can_call(f: Lowering, t: ty.Type) -> bool:
    if f.can_be_called(t):
        return True
    return classes.method_of(t, "__call__") is not None


def _attribute(f: Lowering, held: Held, name: str, span: Span) -> Held:
    node = ast.Attribute(f.here(span), name, ast.Load())
    f.stands_at(node, span)
    return attributes.of_held(f, held, node)


@called(getattr)
def _getattr(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    if not 2 <= len(args) <= 3 or keywords:
        f.fail(f"getattr expected 2 or 3 arguments, got {len(args)}", span)
    held = args[0]
    unknown = isinstance(args[1], Value) and known_object(args[1]) is UNKNOWN
    t = held.type if isinstance(held, Value) else ty.NONE
    if is_opaque(t) or (unknown and opaque.is_held(t)):
        return opaque.call(f, getattr, args, {}, span)
    if unknown:
        chosen = by_name(f, held, args[1], args[2:], span)
        if chosen is not None:
            return chosen
    name = _known_name(f, args[1], span, "getattr")
    if len(args) == 2:
        return _attribute(f, held, name, span)
    if isinstance(held, Static):
        return _attribute(f, held, name, span) if _static_has(f, held, name, span) else args[2]
    members = ty.members(held.type)
    if any(_late(f, t, name, span) for t in members):
        return each(f, held, span, lambda x: _set_or(f, x, name, args[2], span))
    found = [_has(f, t, name, span) for t in members]
    if not any(found):
        return args[2]
    if all(found):
        return _attribute(f, held, name, span)
    whole = ty.union_of(*(t for t, has in zip(members, found) if has))
    return f.if_(
        f.b.emit("union.is", held, member=whole),
        lambda: f.materialise(
            _attribute(f, f.b.emit("union.get", held, member=whole), name, span), span
        ),
        lambda: f.materialise(args[2], span),
        span,
    )


def _set_or(f: Lowering, v: Value, name: str, other: Held, span: Span) -> Value:
    """An attribute, or `other` where an instance has none."""
    if _late(f, v.type, name, span) is None:
        has = _has(f, v.type, name, span)
        return f.materialise(_attribute(f, v, name, span) if has else other, span)
    return f.if_(
        _is_set(f, v, name, span),
        lambda: f.materialise(_attribute(f, v, name, span), span),
        lambda: f.materialise(other, span),
        span,
    )


@called(setattr)
def _setattr(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    if len(args) != 3 or keywords:
        f.fail(f"setattr expected 3 arguments, got {len(args)}", span)
    if isinstance(args[0], Value) and is_opaque(args[0].type):
        return opaque.call(f, setattr, args, {}, span)
    node = ast.Attribute(f.here(span), _known_name(f, args[1], span, "setattr"), ast.Store())
    f.stands_at(node, span)
    set_attribute(f, args[0], node, args[2], node.value)
    return f.b.const(None, ty.NONE)
