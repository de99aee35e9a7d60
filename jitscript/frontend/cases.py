"""What the tests of a `match` ask that no other expression does (see `matching.py`)."""

from __future__ import annotations

import ast
from collections import abc
from typing import Any

from ..ir import types as ty
from ..ir.core import Value
from . import nominal, opaque, user_classes
from .attributes import of_held
from .conditions import Condition, is_of, rule
from .emitter import Static
from .lowering import Lowering
from .matching import Distinct, IsA, Known, Positional, Unmatched
from .messages import Message, raise_with
from .methods import call_method
from .outcomes import Dead
from .patterns import is_opaque
from .services import expression, statement

# Classes that a sub-pattern without a name means the whole of.
_WHOLE = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)


@expression(Known)
def _known(f: Lowering, node: Known) -> Static:
    return Static(node.obj)


@rule(IsA)
def _is_a(f: Lowering, node: IsA) -> Condition:
    held = f.expr(node.value)
    classes: Any = _class_of_pattern(f, node.cls) if node.cls is not None else None
    if isinstance(held, Value) and is_opaque(held.type):
        span = f.span(node)
        if classes is None:
            return Condition(opaque.matches(f, held, node.kind, span))
        return Condition(opaque.is_of(f, held, (classes,), span))
    if classes is not None:
        return is_of(f, held, node.value, node, lambda cls: issubclass(cls, classes))
    test = _is_sequence if node.kind == "sequence" else _is_mapping
    return is_of(f, held, node.value, node, test)


def _is_sequence(cls: type) -> bool:
    text = (str, bytes, bytearray)
    return issubclass(cls, abc.Sequence) and not issubclass(cls, text)


def _is_mapping(cls: type) -> bool:
    return issubclass(cls, abc.Mapping)


@expression(Distinct)
def _distinct(f: Lowering, node: Distinct) -> Value:
    """True; an error where a mapping pattern has a key twice."""
    span = f.span(node)
    key = f.materialise(f.expr(node.key), span)

    def twice() -> Value:
        shown = f.materialise(f.call_oracle(repr, [key], {}, span), span)
        data = f.materialise(call_method(f, shown, "__utf8__", [], span) or shown, span)
        raise_with(
            f, "ValueError", Message("mapping pattern checks duplicate key ({})", [data]), span
        )

    for other in node.others:
        same = f.truth_of_value(f.compare(ast.Eq(), key, f.expr(other), node), span)
        f.if_(same, twice, lambda: f.b.const(True, ty.BOOL), span)
    return f.b.const(True, ty.BOOL, span)


@expression(Positional)
def _positional(f: Lowering, node: Positional) -> Value | Static:
    cls = _class_of_pattern(f, node.cls)
    names = getattr(cls, "__match_args__", ())
    if not isinstance(names, tuple):
        kind = type(names).__name__
        f.fail(f"{cls.__name__}.__match_args__ must be a tuple (got {kind})", f.span(node))
    if cls in _WHOLE and not names:
        if node.count > 1:
            f.fail(
                f"{cls.__name__}() accepts 1 positional sub-pattern ({node.count} given)",
                f.span(node),
            )
        return f.expr(node.value)
    if node.index >= len(names):
        f.fail(
            f"{cls.__name__}() accepts {len(names)} positional sub-patterns ({node.count} given)",
            f.span(node),
        )
    part = ast.copy_location(ast.Attribute(node.value, names[node.index], ast.Load()), node)
    return of_held(f, f.expr(node.value), part)


@statement(Unmatched)
def _unmatched(f: Lowering, node: Unmatched) -> bool | None:
    held = f.expr(node.subject)
    t = held.type if isinstance(held, Value) else ty.UNBOUND
    possible = [x for m in ty.members(t) for x in _all_of(m)]
    if not all(x is None or type(x) is bool or nominal.is_enum(type(x)) for x in possible):
        return None
    named: list[Any] = []
    for value in node.values:
        found = value.value if isinstance(value, ast.Constant) else f.expr(value)
        named.append(found.obj if isinstance(found, Static) else found)
    if not all(any(value is x for value in named) for x in possible):
        return None
    f.at(node).op("unreachable")
    raise Dead


def _all_of(t: ty.Type) -> list[Any]:
    """All values of a type, if there are few; else an object that is none of them."""
    if t is ty.BOOL:
        return [True, False]
    if t is ty.NONE:
        return [None]
    cls: Any = user_classes.class_of(t) if isinstance(t, ty.Enum) else None
    return [object()] if cls is None or nominal.is_flag(cls) else nominal.members(cls)


def _class_of_pattern(f: Lowering, node: ast.expr) -> type:
    """The class that a pattern names."""
    held = f.expr(node)
    if isinstance(held, Static) and isinstance(held.obj, type):
        return held.obj
    f.fail("a class pattern must name a class", f.span(node))
