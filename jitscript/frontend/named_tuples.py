"""Named tuples: how they are made, and what they have besides what every tuple has."""

from __future__ import annotations

import types as pytypes
from typing import Any

from ..diagnostics import NO_SPAN, Span
from ..ir import types as ty
from ..ir.core import Value
from . import class_members, nominal, user_classes
from .annotations import AnnotationError, pattern_of
from .arguments import Default, WrongCall, assign_slots
from .classes import method
from .composite import BoundMethod
from .emitter import Static
from .literals import of_object, string
from .lowering import Lowering, tuple_items
from .methods import call_bound, call_method
from .operators.convert import made_tuple
from .patterns import Pat
from .services import called
from .signature import EMPTY, Param
from .suggestions import did_you_mean


class _Head:
    """The head of a generated `__new__`, as far as arguments are given to it."""

    library = False

    def __init__(self, cls: Any):
        self.fn = cls.__new__
        defaults = cls._field_defaults
        self.params = [Param("_cls", "pos", ty.NONE, EMPTY, NO_SPAN)]
        for name in nominal.fields(cls):
            default = defaults.get(name, EMPTY)
            self.params.append(Param(name, "pos", ty.NONE, default, NO_SPAN))


def _annotated(f: Lowering, cls: Any, span: Span) -> tuple[Any, ...] | None:
    """What the annotations of the fields say: types, or patterns of them."""
    try:
        found = pattern_of(cls)
    except AnnotationError as e:
        f.fail(e.title, span, hint=e.hint)
    except NameError as e:
        if f.unit.check_only:
            f.postpone()
        f.fail(f"the fields of {cls.__name__}: {e}", span)
    if isinstance(found, ty.Tuple):
        return found.items
    assert isinstance(found, Pat)
    parts: tuple[Any, ...] | None = found.parts[1]
    return parts


def make(f: Lowering, cls: Any, args: list[Any], keywords: dict[str, Any], span: Span) -> Value:
    """`Point(1, y=2)`."""
    f.unit.looks.definition(cls)
    slots = assign_slots(f, _Head(cls), [None, *args], keywords, True)  # type: ignore[arg-type]
    if isinstance(slots, WrongCall):
        f.fail(slots.title, span, hint=slots.hint)
    return made(f, cls, dict(zip(nominal.fields(cls), slots[1:])), span)


def made(f: Lowering, cls: Any, given: dict[str, Any], span: Span) -> Value:
    """A named tuple of values for all its fields."""
    types = _annotated(f, cls, span)
    items = []
    for i, (name, slot) in enumerate(given.items()):
        if isinstance(slot, Default):
            slot = of_object(f, slot.obj, span, name)
        where = f.argument_places.get(id(slot), (None, span))[1]
        value = f.materialise(slot, where)
        if types is not None and isinstance(types[i], ty.Type):
            value = f.convert(value, types[i], where, f"argument `{name}`")
        items.append(value)
    f.b.span = span
    return made_tuple(f, items, user_classes.name_of(cls), span)


def attribute(f: Lowering, base: Value, cls: Any, name: str, span: Span) -> Value | Static:
    names = nominal.fields(cls)
    if name in names:
        f.b.span = span
        return f.b.emit("tuple.get", base, index=names.index(name))
    if name == "__class__":
        return Static(cls)
    found = user_classes.raw(cls, name)
    if isinstance(found, property):
        return f.call_function(found.fget, [base], span, owner=base.type)
    if isinstance(found, pytypes.FunctionType) or name in ("count", "index"):
        return Static(BoundMethod(base, name))
    if found is None:
        hint = did_you_mean(name, [*names, *vars(cls)])
        f.fail(f"'{cls.__name__}' object has no attribute '{name}'", span, hint=hint)
    return class_members.of_class(f, cls, name, span)


def call(
    f: Lowering, value: Value, cls: Any, name: str, args: list[Any], keywords: Any, span: Span
) -> Value | Static:
    """Call a method of a named tuple."""
    if method(value.type, name) is not None:
        found = call_method(f, value, name, args, span, keywords)
        assert found is not None
        return found
    if name == "_replace":
        return _replaced(f, value, cls, args, keywords, span)
    if name == "_asdict" and not args and not keywords:
        return _as_dict(f, value, cls, span)
    if name in ("count", "index"):
        return call_bound(f, BoundMethod(plain(f, value, span), name), args, keywords, span)
    f.fail(f"the method `.{name}` of {cls.__name__} is not supported", span)


def plain(f: Lowering, value: Value, span: Span) -> Value:
    """The tuple without its class."""
    f.b.span = span
    return f.b.emit("tuple.make", *tuple_items(f, value))


def _replaced(
    f: Lowering, value: Value, cls: Any, args: list[Any], keywords: dict[str, Any], span: Span
) -> Value:
    names = nominal.fields(cls)
    if args:
        f.fail(f"{cls.__name__}._replace() takes keyword arguments only", span)
    unknown = [n for n in keywords if n not in names]
    if unknown:
        hint = did_you_mean(unknown[0], list(names))
        f.fail(f"Got unexpected field names: {unknown!r}", span, hint=hint)
    items = tuple_items(f, value)
    given = {n: keywords.get(n, item) for n, item in zip(names, items)}
    return made(f, cls, given, span)


def _as_dict(f: Lowering, value: Value, cls: Any, span: Span) -> Value:
    items = tuple_items(f, value)
    return f.dict_of([(string(f, n, span), x) for n, x in zip(nominal.fields(cls), items)], span)


def shown(f: Lowering, value: Value, cls: Any, span: Span) -> Value:
    """`repr(value)`."""
    text, total = f"{cls.__name__}(", None
    names = nominal.fields(cls)
    for name, item in zip(names, tuple_items(f, value)):
        part = f.materialise(f.call_oracle(repr, [item], {}, span), span)
        head = string(f, f"{text}{name}=", span)
        total = head if total is None else _added(f, total, head, span)
        total = _added(f, total, part, span)
        text = ", "
    end = string(f, ")" if names else f"{text})", span)
    return end if total is None else _added(f, total, end, span)


def _added(f: Lowering, a: Value, b: Value, span: Span) -> Value:
    return f.materialise(call_method(f, a, "__add__", [b], span) or a, span)


class Make:
    """`Point._make`."""

    __slots__ = ("cls",)

    def __init__(self, cls: Any):
        self.cls = cls


@called(Make)
def _make(
    f: Lowering, obj: Make, args: list[Any], keywords: dict[str, Any], span: Span
) -> Value | Static:
    names = nominal.fields(obj.cls)
    value = f.materialise(args[0], span) if len(args) == 1 and not keywords else None
    if value is None or not isinstance(value.type, ty.Tuple):
        hint = f"write {obj.cls.__name__}({', '.join(f'x[{i}]' for i in range(len(names)))})"
        f.fail("`_make` takes a tuple here", span, hint=hint)
    items = tuple_items(f, value)
    if len(items) != len(names):
        f.raise_("TypeError", f"Expected {len(names)} arguments, got {len(items)}", [], span)
    return made(f, obj.cls, dict(zip(names, items)), span)
