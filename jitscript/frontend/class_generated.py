"""What `dataclass` makes for a class: `__init__`, `==`, ordering, `hash`, `repr`, `replace`.

The methods are library code (`library/dataclass_methods.py`) over attributes that only this file
knows: `__compared__` and `__hashed__` are tuples of fields, `__shown__` is the text.
"""

from __future__ import annotations

import dataclasses
import sys
import types as pytypes
from collections.abc import Iterator
from typing import Any

from ..diagnostics import NO_SPAN, Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import dataclass_methods
from . import class_init, class_left, class_members, classes, user_classes
from .arguments import Default, WrongCall, assign_slots
from .caught import of_exceptions
from .classes import NewObject
from .emitter import Static
from .exception_classes import is_carrying
from .given_none import filled_in
from .holes import has_hole, learn_from, learn_member
from .literals import of_object, string
from .lowering import Lowering
from .methods import call_method, construct
from .narrowing import without
from .operators.unions import each
from .outcomes import Poisoned
from .services import service
from .signature import EMPTY, Param

_METHODS: dict[str, Any] = {
    "__eq__": dataclass_methods.equal,
    "__lt__": dataclass_methods.less,
    "__le__": dataclass_methods.at_most,
    "__gt__": dataclass_methods.greater,
    "__ge__": dataclass_methods.at_least,
    "__hash__": dataclass_methods.hashed,
    "__repr__": dataclass_methods.shown,
}


class _Head:
    """The head of a generated `__init__`, as far as arguments are given to it."""

    library = False

    def __init__(self, fn: Any, params: list[Param]):
        self.fn, self.params = fn, params


@service
def generated_method(f: Lowering, value: Value, name: str, args: list[Any], span: Span) -> Any:
    """Call a method that `dataclass` made for the class; None where it made none of that name."""
    cls = user_classes.class_of(value.type)
    made = user_classes.raw(cls, name) if cls is not None else None
    if name in ("__str__", "__repr__") and is_carrying(cls):
        return of_exceptions(f, "carried_text", value, name, span)
    if not isinstance(made, pytypes.FunctionType) or not user_classes.is_generated(made):
        return None
    fn = _METHODS.get(name)
    if fn is None or any(a.type is not value.type for a in args):
        return None
    return f.call_function(fn, [value, *args], span)


@service
def generated_member(f: Lowering, value: Value, name: str, span: Span) -> Value | None:
    """`__compared__` and the like, in library code."""
    if name not in ("__compared__", "__hashed__", "__shown__") or not f.signature.library:
        return None
    cls = user_classes.class_of(value.type)
    assert cls is not None
    fields = user_classes.dataclass_fields(cls)
    if name == "__shown__":
        return _shown(f, value, cls, [x.name for x in fields if x.repr], span)
    if name == "__hashed__":
        fields = [x for x in fields if (x.compare if x.hash is None else x.hash)]
    else:
        fields = [x for x in fields if x.compare]
    parts = [_field(f, value, x.name, span) for x in fields]
    f.b.span = span
    return f.b.emit("tuple.make", *parts)


def _field(f: Lowering, value: Value, name: str, span: Span) -> Value:
    assert isinstance(value.type, ty.Object)
    found = class_members.of_instance(f, value, value.type, name, span)
    return f.materialise(found, span)


def _shown(f: Lowering, value: Value, cls: type, names: list[str], span: Span) -> Value:
    text = cls.__qualname__ + "("
    total: Value | None = None
    for name in names:
        part = f.call_oracle(repr, [_field(f, value, name, span)], {}, span)
        total = _added(f, total, string(f, f"{text}{name}=", span), span)
        total = _added(f, total, f.materialise(part, span), span)
        text = ", "
    end = ")" if names else text + ")"
    return _added(f, total, string(f, end, span), span)


def _added(f: Lowering, a: Value | None, b: Value, span: Span) -> Value:
    if a is None:
        return b
    return f.materialise(call_method(f, a, "__add__", [b], span) or a, span)


@service
def make_dataclass(
    f: Lowering, t: ty.Object, args: list[Any], keywords: dict[str, Any], span: Span
) -> Value | None:
    """An instance by the `__init__` that `dataclass` made; None where the class has another."""
    cls = user_classes.class_of(t)
    assert cls is not None
    made = user_classes.raw(cls, "__init__")
    if not isinstance(made, pytypes.FunctionType) or not user_classes.is_generated(made):
        return None
    f.unit.layout(t)
    class_left.check_all(f, t, span)
    slots = assign_slots(f, _Head(made, list(_params(cls))), [None, *args], keywords, True)  # type: ignore[arg-type]
    if isinstance(slots, WrongCall):
        f.fail(slots.title, span, hint=slots.hint)
    initial = user_classes.initial_fields(cls)
    ordered = [x for x in initial if not x.kw_only] + [x for x in initial if x.kw_only]
    given = {x.name: slot for x, slot in zip(ordered, slots[1:])}
    fields = dataclasses.fields(cls)
    if unknown := [x for x in fields if f.unit.module.classes[t].field(x.name) is None]:
        for x in unknown:  # the arguments tell what it holds
            value = _given(f, x, given.get(x.name), ty.NONE, span)
            if value is not None and f.probe is not None and f.probe.fields.t is t:
                f.probe.assigns(x.name, value.type)
        raise Poisoned
    passed = _passed_on(f, cls, given, span)
    values = {x.name: _initial(f, t, x, given.get(x.name), span) for x in fields}
    return _made(f, t, values, passed, span)


@service
def generated_init(
    f: Lowering, fn: Any, made: Value | NewObject, args: list[Any], keywords: Any, span: Span
) -> None:
    """`super().__init__(…)` where `dataclass` made that one: sets what it sets."""
    t = made.type
    assert isinstance(t, ty.Object)
    owner = user_classes.maker_of(t, fn)
    slots = assign_slots(f, _Head(fn, list(_params(owner))), [None, *args], keywords, True)  # type: ignore[arg-type]
    if isinstance(slots, WrongCall):
        f.fail(slots.title, span, hint=slots.hint)
    given = {p.name: slot for p, slot in zip(list(_params(owner))[1:], slots[1:])}
    if isinstance(made, Value):
        f.unit.layout(t)
    known = f.unit.module.classes.get(t)
    for x in dataclasses.fields(owner):
        if not x.init and x.default_factory is dataclasses.MISSING:
            continue  # stays what the class has for it
        slot = given.get(x.name)
        declared = (known.field(x.name) if known is not None else None) or ty.NONE
        where = f.argument_places.get(id(slot), (None, span))[1]
        value = _given(f, x, slot, without(declared, ty.UNBOUND) or ty.NONE, span)
        assert value is not None
        if isinstance(made, NewObject):
            class_init.assign_field(f, made, x.name, value, where)
        else:
            value = f.convert(value, declared, where, f"argument `{x.name}`")
            f.b.span = span
            f.b.op("field.set", made, value, name=x.name)
    if isinstance(made, Value) and hasattr(owner, "__post_init__"):
        call_method(f, made, "__post_init__", _passed_on(f, owner, given, span), span)


def _params(cls: type) -> Iterator[Param]:
    yield Param("self", "pos", ty.NONE, EMPTY, NO_SPAN)
    initial = user_classes.initial_fields(cls)
    for kw_only in (False, True):
        for x in initial:
            if x.kw_only == kw_only:
                default = x.default if x.default is not dataclasses.MISSING else x.default_factory
                if default is dataclasses.MISSING:
                    default = EMPTY
                yield Param(x.name, "kwonly" if kw_only else "pos", ty.NONE, default, NO_SPAN)


def _initial(f: Lowering, t: ty.Object, field: Any, slot: Any, span: Span) -> Value:
    """What a field holds at first."""
    declared = f.unit.module.classes[t].field(field.name)
    assert declared is not None
    members = declared.members if isinstance(declared, ty.Union) else (declared,)
    plain = ty.union_of(*(m for m in members if m is not ty.UNBOUND))
    where = f.argument_places.get(id(slot), (None, span))[1]
    value = _given(f, field, slot, plain, span)
    if value is None:
        return f.convert(f.unbound(), declared, span, f"the field `{field.name}`")
    if f.probe is None:
        f.unit.layouts.given(t, field.name, declared, value.type)
    if has_hole(plain):
        learn_from(plain, value.type)
        learn_member(plain, value.type)
    value = filled_in(f, field.name, value, plain, where)
    value = f.convert(value, plain, where, f"argument `{field.name}`")
    return f.convert(value, declared, span, f"the field `{field.name}`")


def _given(f: Lowering, field: Any, slot: Any, plain: ty.Type, span: Span) -> Value | None:
    """What a field of the type `plain` is given; None where that is nothing."""
    if slot is None or isinstance(slot, Default):
        if field.default is not dataclasses.MISSING:
            slot = of_object(f, field.default, span, field.name)
        elif field.default_factory is not dataclasses.MISSING:
            slot = _from_factory(f, field.default_factory, plain, span)
        else:
            return None
    return f.materialise(slot, span)


def _passed_on(f: Lowering, cls: type, given: dict[str, Any], span: Span) -> list[Any]:
    """What `__post_init__` is given: what was given for each `InitVar`."""
    found = []
    for x in filter(user_classes.is_passed_on, user_classes.initial_fields(cls)):
        slot = given[x.name]
        default = isinstance(slot, Default)
        found.append(of_object(f, x.default, span, x.name) if default else slot)
    return found


def _from_factory(f: Lowering, factory: Any, t: ty.Type, span: Span) -> Any:
    for m in ty.members(t):
        if isinstance(m, ty.Object) and isinstance(factory, type):
            if user_classes.is_user_class(factory):
                break
            cls = classes.implementation(factory)
            if cls is not None and m.name == classes.name_of(cls):
                return construct(f, cls, m.args, [], {}, span)
    if isinstance(factory, pytypes.FunctionType):
        return f.call_function(factory, [], span)
    if isinstance(factory, pytypes.MethodType) and isinstance(factory.__self__, type):
        made = class_members.Method(factory.__func__, Static(factory.__self__))
        return class_members.call_of(f, made, [], {}, span)
    if isinstance(factory, type) and user_classes.is_user_class(factory):
        return construct(f, factory, None, [], {}, span)
    if isinstance(factory, type):
        return f.call_oracle(factory, [], {}, span)
    f.fail("this default_factory is not supported", span, hint="name a function or a class")


def _made(
    f: Lowering, t: ty.Object, values: dict[str, Value], passed: list[Any], span: Span
) -> Value:
    initial = []
    cls = user_classes.class_of(t)
    assert cls is not None
    for name, declared in f.unit.module.classes[t].fields:
        value = values.get(name)
        if value is None:
            value = f.convert(f.unbound(), declared, span, f"the field `{name}`")
        initial.append(value)
    made = f.b.op("object.new", *initial, types=[t], span=span).result
    if user_classes.raw(cls, "__post_init__") is not None:
        call_method(f, made, "__post_init__", passed, span)
    return made


_OF_REPLACE = "TypeError" if sys.version_info >= (3, 13) else "ValueError"


@service
def replaced(f: Lowering, value: Value, keywords: dict[str, Any], span: Span) -> Value:
    """`dataclasses.replace(value, …)`."""
    return each(f, value, span, lambda x: _replaced(f, x, keywords, span))


def _replaced(f: Lowering, value: Value, keywords: dict[str, Any], span: Span) -> Value:
    t = value.type
    cls = user_classes.class_of(t)
    if cls is None or not user_classes.is_dataclass(cls):
        f.fail("replace() should be called on dataclass instances", span)
    given = dict(keywords)
    for x in cls.__dataclass_fields__.values():  # type: ignore[attr-defined]
        if user_classes.is_passed_on(x):
            if x.default is dataclasses.MISSING and x.name not in given:
                what = f"InitVar {x.name!r} must be specified with replace()"
                f.raise_(_OF_REPLACE, what, [], span)
        elif user_classes.is_of_class(x):
            continue
        elif x.init and x.name not in given:
            given[x.name] = _field(f, value, x.name, span)
        elif not x.init and x.name in given:
            what = f"field {x.name} is declared with init=False"
            f.raise_(_OF_REPLACE, f"{what}, it cannot be specified with replace()", [], span)
    assert isinstance(t, ty.Object)
    found = make_dataclass(f, t, [], given, span)
    if found is None:
        f.fail("replace() of a class with its own __init__ is not supported", span)
    return found
