"""`dataclasses.asdict` and `astuple`.

    asdict(p)         {"x": p.x, "notes": [… for each], …}
    astuple(p)        (p.x, […], …)

What the fields hold is copied, instances of dataclasses in containers are taken apart, too, by
`library/dataclass_methods.py`, which calls back here for each element.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import dataclass_methods
from . import class_members, classes, user_classes
from .classes import NewObject
from .emitter import Static
from .literals import string
from .lowering import Lowering, tuple_items
from .methods import construct
from .operators.unions import each
from .patterns import describe
from .services import service

Held = Value | Static
classes.known(dataclass_methods.DataclassField)


@service
def of_dataclass(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held | None:
    """A call of one of the functions above; None of any other."""
    if obj in (dataclass_methods.as_dict_value, dataclass_methods.as_tuple_value):
        return _plain(f, f.materialise(args[0], span), obj, span)
    if obj is dataclasses.fields and len(args) == 1 and not keywords:
        return _fields(f, args[0], span)
    if obj not in (dataclasses.asdict, dataclasses.astuple):
        return None
    if len(args) != 1 or keywords:
        hint = "convert what it gives" if keywords else ""
        f.fail(f"{obj.__name__}() takes one instance here", span, hint=hint)
    value = f.materialise(args[0], span)
    if not _is_dataclass(value.type):
        f.fail(f"{obj.__name__}() should be called on dataclass instances", span)
    _check_end(f, value.type, (), obj.__name__, span)
    dicts = obj is dataclasses.asdict
    how = dataclass_methods.as_dict_value if dicts else dataclass_methods.as_tuple_value
    return _plain(f, value, how, span)


def _fields(f: Lowering, given: Held, span: Span) -> Value:
    """`fields(p)`, of an instance or of its class: what has a `name`."""
    cls = given.obj if isinstance(given, Static) else user_classes.class_of(given.type)
    if isinstance(given, Static) and isinstance(cls, NewObject):
        cls = user_classes.class_of(cls.type)
    if not isinstance(cls, type) or not user_classes.is_dataclass(cls):
        f.fail("fields() must be called with a dataclass type or instance", span)
    found = dataclasses.fields(cls)
    made = dataclass_methods.DataclassField
    items = [construct(f, made, (), [string(f, x.name, span)], {}, span) for x in found]
    f.b.span = span
    return f.b.emit("tuple.make", *items)


def _is_dataclass(t: ty.Type) -> bool:
    cls = user_classes.class_of(t)
    return cls is not None and user_classes.is_dataclass(cls)


def _check_end(f: Lowering, t: ty.Type, around: tuple[ty.Type, ...], name: str, span: Span) -> None:
    """Refuse what has no end: an instance that may hold instances of its own class."""
    for part in ty.walk_type(t):
        if not _is_dataclass(part):
            continue
        assert isinstance(part, ty.Object)
        if part in around:
            f.fail(
                f"{name}() of a {describe(part)} that holds others has no type",
                span,
                hint="take it apart by a method of its own",
            )
        f.unit.layout(part)
        for _, field in f.unit.module.classes[part].fields:
            _check_end(f, field, (*around, part), name, span)


def _plain(f: Lowering, value: Value, how: Callable[..., Any], span: Span) -> Value:
    """What stands for a value in what `asdict` or `astuple` gives."""
    return each(f, value, span, lambda v: _of_member(f, v, how, span))


def _of_member(f: Lowering, value: Value, how: Callable[..., Any], span: Span) -> Value:
    t = value.type
    f.b.span = span
    if isinstance(t, ty.Object) and _is_dataclass(t):
        cls = user_classes.class_of(t)
        assert cls is not None
        names = [x.name for x in user_classes.dataclass_fields(cls)]
        held = [class_members.of_instance(f, value, t, name, span) for name in names]
        items = [_plain(f, f.materialise(h, span), how, span) for h in held]
        f.b.span = span
        if how is dataclass_methods.as_tuple_value:
            return f.b.emit("tuple.make", *items)
        return f.dict_of([(string(f, n, span), x) for n, x in zip(names, items)], span)
    inside = any(_is_dataclass(part) for part in ty.walk_type(t))
    if isinstance(t, ty.Tuple):
        if t.name and inside:
            f.fail(f"{describe(t)} with instances is not taken apart", span)
        return f.b.emit("tuple.make", *(_plain(f, x, how, span) for x in tuple_items(f, value)))
    if not isinstance(t, ty.Object) or t.name in ("str", "bytes"):
        return value
    rules = {"list": dataclass_methods.listed, "dict": dataclass_methods.mapped}
    if t.name not in rules and not inside:
        return f.materialise(f.call_object(copy.deepcopy, [value], {}, span), span)
    if t.name not in rules:
        f.fail(f"a {describe(t)} in a dataclass is not taken apart", span)
    made = f.call_function(rules[t.name], [value, Static(how)], span)
    return f.materialise(made, span)
