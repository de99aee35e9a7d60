"""`getattr`: of a name that is known, the attribute; else of an instance one of its fields.

getattr(p, "age")         p.age
getattr(p, name)          p.name if name == "name" else p.age if name == "age" else raise
"""

from __future__ import annotations

import ast

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import dataclass_methods
from . import class_left, class_members, user_classes
from .emitter import Static
from .literals import string
from .lowering import Dead, Lowering

Held = Value | Static


def by_name(f: Lowering, held: Held, name: Held, default: list[Held], span: Span) -> Value | None:
    """The field of an instance whose name only the run knows; None for all others."""
    if not isinstance(held, Value) or not isinstance(name, Value) or not _is_text(name):
        return None
    if user_classes.class_of(held.type) is None:
        return None
    assert isinstance(held.type, ty.Object)
    f.unit.layout(held.type)
    class_left.check_all(f, held.type, span)
    names = [n for n, _ in f.unit.module.classes[held.type].fields]
    return _chosen(f, held, name, names, default, span)


def _is_text(v: Value) -> bool:
    return isinstance(v.type, ty.Object) and v.type.name == "str"


def _chosen(
    f: Lowering, value: Value, name: Value, names: list[str], default: list[Held], span: Span
) -> Value:
    """The field of this name."""
    f.b.span = span
    if not names:
        if default:
            return f.materialise(default[0], span)
        cls = user_classes.class_of(value.type)
        assert cls is not None
        words = [string(f, cls.__name__, span), name]
        f.call_function(dataclass_methods.no_attribute, words, span)
        raise Dead
    first, rest = names[0], names[1:]
    test = f.compare(ast.Eq(), name, string(f, first, span), f.here(span))
    assert isinstance(value.type, ty.Object)
    t = value.type

    def here() -> Value:
        return f.materialise(class_members.of_instance(f, value, t, first, span), span)

    return f.if_(test, here, lambda: _chosen(f, value, name, rest, default, span), span)
