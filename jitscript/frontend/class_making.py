"""Instances of a user's class are made: by `__init__`, as `dataclass` does, or of nothing."""

from __future__ import annotations

from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import class_init, class_left, user_classes
from .class_evident import makes
from .classes import NewObject
from .emitter import Static
from .lowering import Lowering


def construct(
    f: Lowering, cls: type, type_args: Any, args: list[Any], keywords: dict[str, Any], span: Span
) -> Value:
    """`Cls(…)`."""

    refuse(f, cls, span)
    t = user_classes.type_of(cls, type_args or ())
    init = user_classes.function(cls, "__init__")
    makes(f.unit.layouts, t)
    f.unit.layout(t)
    class_left.check_all(f, t, span)
    if init is not None:
        class_init.check_given(f, cls, init, args, keywords, span)
        new = Static(NewObject(t))
        found = f.call_function(init, [new, *args], span, keywords, owner=t)
        return f.materialise(found, span)
    made = f.make_dataclass(t, args, keywords, span)
    if made is not None:
        return made
    if args or keywords:
        f.fail(f"{cls.__name__}() takes no arguments", span)
    return without_init(f, cls, t, span)


def refuse(f: Lowering, cls: type, span: Span) -> None:
    """Refuse a class of which no instances are made."""
    refused = user_classes.refusal(cls)
    if refused:
        hint = user_classes.instead(refused)
        f.fail(f"the class `{cls.__name__}` cannot be compiled: it {refused}", span, hint=hint)
    abstract = sorted(getattr(cls, "__abstractmethods__", ()))
    if abstract:
        f.fail(
            f"Can't instantiate abstract class {cls.__name__} with abstract method"
            f"{'s' * (len(abstract) > 1)} {', '.join(abstract)}",
            span,
        )


def without_init(f: Lowering, cls: type, t: ty.Object, span: Span) -> Value:
    """An instance of which no field is set but to what the class has."""
    values = []
    for name, field in f.unit.module.classes[t].fields:
        held = class_init.unset(f, cls, name, field)
        values.append(f.convert(f.materialise(held, span), field, span, f"the field `{name}`"))
    return f.b.op("object.new", *values, types=[t], span=span).result
