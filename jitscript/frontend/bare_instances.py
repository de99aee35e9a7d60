"""Instances that are made without `__init__`, and attributes that are deleted.

    made = object.__new__(cls)        none of its fields is set
    del x.field                       it is not set any more

Either makes fields that may not be set (see class_layout.py): all is lowered again with these.
"""

from __future__ import annotations

import ast
import types as pytypes
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import class_init, class_left, class_making, class_members, narrowing, user_classes
from .class_evident import makes
from .class_found import BARE, Wider, deleted
from .class_text import mangled
from .emitter import Static
from .lowering import Lowering, raise_if
from .nominal import is_nominal
from .operators.unions import each
from .patterns import describe
from .services import called

Held = Value | Static


@called(object.__new__)
def _new(f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span) -> Value:
    cls: Any = args[0].obj if args and isinstance(args[0], Static) else None
    known = user_classes.is_user_class(cls) and not is_nominal(cls)
    if len(args) != 1 or keywords or not known or hasattr(cls, "__parameters__"):
        hint = "write object.__new__(Point), or Point.__new__(Point)"
        f.fail("object.__new__ takes a class of yours here, and nothing else", span, hint=hint)
    class_making.refuse(f, cls, span)
    t = user_classes.type_of(cls)
    makes(f.unit.layouts, t)
    if (t, BARE) not in f.unit.layouts.wider:
        raise Wider(t, BARE, ty.NONE)
    f.unit.layout(t)
    class_left.check_all(f, t, span)
    return class_making.without_init(f, cls, t, span)


def delete(f: Lowering, target: ast.Attribute) -> None:
    """`del base.name`."""
    span = f.span(target)
    base = f.materialise(f.expr(target.value), span)
    base = class_members.without_none(f, base, target.attr, span) or base

    def one(x: Value) -> Value:
        _delete(f, x, target, span)
        return f.b.const(None, ty.NONE)

    each(f, base, span, one)
    narrowing.forget(f.env, {target.attr}, set())


def _delete(f: Lowering, base: Value, target: ast.Attribute, span: Span) -> None:
    t, cls = base.type, user_classes.class_of(base.type)
    if cls is None or not isinstance(t, ty.Object):
        f.fail(f"attributes of {describe(t)} cannot be deleted", span)
    name = mangled(f.signature.fn, target.attr)
    f.unit.layout(t)
    class_left.check(f, t, name, span)
    member = user_classes.raw(cls, name)
    if isinstance(member, property):
        if member.fdel is None:
            f.fail(f"property '{name}' of '{cls.__name__}' object has no deleter", span)
        class_members.call_on(f, member.fdel, base, [], {}, span)
        return
    if user_classes.is_frozen(cls):
        f.fail(f"cannot delete field '{name}' of a frozen dataclass", span)
    field = f.unit.module.classes[t].field(name)
    if field is None:
        f.fail(f"{describe(t)} has no field `{name}`", span)
    if user_classes.has_default(cls, name) or name in user_classes.cached(cls):
        what = f"`del` of `{name}`, for which {cls.__name__} has a value, is not supported"
        f.fail(what, span, hint="set it to another value")
    if ty.UNBOUND not in ty.members(field):
        raise Wider(t, deleted(name), ty.NONE)
    f.b.span = span
    held = f.b.op("field.get", base, types=[field], name=name).result
    slot = isinstance(member, pytypes.MemberDescriptorType)
    missing = name if slot else class_init.missing(cls, name)
    raise_if(f, f.b.emit("union.is", held, member=ty.UNBOUND), "AttributeError", missing, span)
    nothing = f.convert(f.unbound(), field, span, f"the field `{name}`")
    f.at(target).op("field.set", base, nothing, name=name)
