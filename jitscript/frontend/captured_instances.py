"""Captured instances of frozen dataclasses: values, made once in a function, at its entry.

    ORIGIN = Point(0.0, 0.0)     ORIGIN + p     def move(p: Point, by: Point = ORIGIN)

Nothing can change one, so a copy does for it, but for `is`: a program that captures an instance of
a class and compares instances of that class with `is` is refused. Of other instances the attributes
are constants where their name says so, in capitals or as Final.
"""

from __future__ import annotations

import ast
import types as pytypes
from typing import Any

from ..diagnostics import Diagnostic, Span
from ..identity.instances import state_of
from ..identity.variables import is_settled
from ..identity.watched import space_of
from ..ir import types as ty
from ..ir.core import Value
from . import class_left, classes, nominal, user_classes
from .emitter import Static
from .lowering import Lowering
from .patterns import describe
from .places import at_entry
from .services import service

PLAIN = (int, complex, bool, str, bytes, type(None))


def is_fixed(obj: Any) -> bool:
    """Whether a captured object is one that nothing can change, and that a copy can stand for."""
    kind = type(obj)
    if kind is float:
        return bool(obj == obj)  # a nan is equal to itself only where it is one object
    if kind is tuple or kind is frozenset or nominal.is_named_tuple(kind):
        return all(map(is_fixed, obj))
    return kind in PLAIN or nominal.is_enum(kind) or is_constant(obj)


def is_constant(obj: Any) -> bool:
    """Whether an object is an instance that compiled code may have a copy of."""
    cls = type(obj)
    if not user_classes.is_user_class(cls) or not user_classes.is_frozen(cls):
        return False
    if user_classes.raw(cls, "__eq__") is vars(object)["__eq__"] or classes.parameters(cls):
        return False
    if user_classes.refusal(cls):
        return False
    state = state_of(obj)
    known = {field.name for field in user_classes.dataclass_fields(cls)}
    if not state.keys() <= known | user_classes.cached(cls).keys():
        return False
    return known <= state.keys() and all(is_fixed(state[name]) for name in known)


@service
def captured_instance(f: Lowering, obj: Any, span: Span) -> Value:
    """An instance with the fields that `obj` has."""
    return at_entry(f, obj, lambda: _made(f, obj, span))


def _made(f: Lowering, obj: Any, span: Span) -> Value:
    t, fields = type_and_fields(f, obj)
    f.unit.copied.add(t)
    values = []
    fresh = user_classes.cached(type(obj))
    for name, field in fields:
        if name in fresh:
            value = f.unbound()
        else:
            value = f.materialise(f.constant_object(f.attribute(obj, name), span), span)
        values.append(
            f.convert(value, field, span, f"the field `{name}` of a captured {type(obj).__name__}")
        )
    f.b.span = span
    return f.b.op("object.new", *values, types=[t], span=span).result


def type_and_fields(f: Lowering, obj: Any) -> tuple[ty.Object, tuple[tuple[str, ty.Type], ...]]:
    """The type of an instance, and the fields that compiled code has of it."""
    cls = type(obj)
    f.unit.looks.definition(cls)
    t = user_classes.type_of(cls)
    f.unit.layout(t)
    class_left.check_all(f, t, f.b.span)
    return t, tuple(f.unit.module.classes[t].fields)


def compared(f: Lowering, t: ty.Type, span: Span) -> None:
    """Note that two instances of a class are compared with `is`."""
    if not f.signature.library:
        f.unit.compared.setdefault(t, span)


def refuse_identity(copied: set[ty.Type], compared: dict[ty.Type, Span]) -> list[Diagnostic]:
    """Of classes of which there are copies of captured instances: comparisons with `is`."""
    return [
        Diagnostic(
            f"`is` cannot tell a captured {describe(t)} from another that is equal to it",
            span,
            hint="use == instead",
        )
        for t, span in compared.items()
        if t in copied
    ]


# --- attributes of others -------------------------------------------------------------------------


def is_instance(obj: Any) -> bool:
    """Whether `obj` is an instance whose attributes may change, and no member of an enumeration."""
    cls = type(obj)
    if isinstance(obj, type) or hasattr(cls, "__members__"):
        return False
    if cls is pytypes.SimpleNamespace:
        return True
    if cls.__module__.partition(".")[0] in ("jitscript", "numpy"):
        return False
    made = user_classes.is_by_statement(cls) and hasattr(obj, "__dict__")
    return made or user_classes.is_user_class(cls)


def attribute(f: Lowering, obj: Any, node: ast.Attribute, span: Span) -> Static | Value | None:
    """An attribute of an instance, `node` in the text. None where its class has it."""
    name, shown = node.attr, type(obj).__name__
    if not _is_settled(f, node.value) and not _is_compared(f, obj, name):
        f.fail(
            f"an attribute of a captured {shown} can change, and compiled code cannot see that",
            span,
            hint="name the instance in capitals if nothing changes it, or pass it as an argument",
        )
    if name not in state_of(obj):
        member = user_classes.raw(type(obj), name)
        if member is not None and not callable(member) and not hasattr(member, "__get__"):
            return None
        f.fail(
            f"of a captured {shown} only what it holds can be read, and `{name}` is no such thing",
            span,
            hint="pass the instance as an argument, or make its class a frozen dataclass",
        )
    found = f.attribute(obj, name)
    if not is_fixed(found) and not is_instance(found):
        f.fail(
            f"the attribute `{name}` of a captured {shown} holds what can change",
            span,
            hint="pass it as an argument",
        )
    return f.constant_object(found, span)


def _is_compared(f: Lowering, obj: Any, name: str) -> bool:
    """Whether each call looks what an attribute stands for, and no function of the file, which may
    run meanwhile, assigns to one of its name."""
    space = space_of(obj)
    compared = space is not None and name in space and not f.unit.device
    return compared and not f.unit.looks.put(f.signature.fn, name)


def _is_settled(f: Lowering, node: ast.expr) -> bool:
    """Whether the name of an instance says that nothing changes it."""
    if isinstance(node, ast.Attribute):
        return node.attr.isupper() or _is_settled(f, node.value)
    if not isinstance(node, ast.Name):
        return False
    return is_settled(f.signature.fn.__globals__, node.id)
