"""What others ask about named tuples and members of enumerations: the one or the other answers."""

from __future__ import annotations

import ast
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from . import class_members, enums, named_tuples, nominal, operators, user_classes
from .attributes import of_value
from .conditions import truth_of
from .emitter import Static
from .lowering import Lowering
from .operations import binary
from .services import Held, service


def _class(v: Value) -> Any:
    cls = user_classes.class_of(v.type)
    assert cls is not None
    return cls


def _of(v: Value) -> Any:
    return enums if isinstance(v.type, ty.Enum) else named_tuples


@service
def nominal_attribute(f: Lowering, base: Value, name: str, span: Span) -> Held:
    found: Held = _of(base).attribute(f, base, _class(base), name, span)
    return found


@service
def call_nominal(
    f: Lowering, value: Value, name: str, args: list[Any], keywords: dict[str, Held], span: Span
) -> Held:
    found: Held = _of(value).call(f, value, _class(value), name, args, keywords, span)
    return found


@service
def nominal_member(f: Lowering, cls: Any, name: str, span: Span) -> Held | None:
    if name == "_make":
        return Static(named_tuples.Make(cls))
    if nominal.is_enum(cls) and name in cls.__members__:
        f.unit.looks.definition(cls)
        return Static(f.attribute(cls, name))
    found = user_classes.raw(cls, name)
    if callable(found) or isinstance(found, (staticmethod, classmethod)):
        return class_members.of_class(f, cls, name, span)
    return None


@service
def make_nominal(
    f: Lowering, cls: Any, args: list[Any], keywords: dict[str, Held], span: Span
) -> Held:
    refused = nominal.refusal(cls)
    if refused:
        hint = user_classes.instead(refused)
        f.fail(f"the class `{cls.__name__}` cannot be compiled: it {refused}", span, hint=hint)
    kind: Any = enums if nominal.is_enum(cls) else named_tuples
    found: Held = kind.make(f, cls, args, keywords, span)
    return found


@service
def plain_member(f: Lowering, member: Value, span: Span) -> Value:
    return enums.plain(f, member, _class(member), span)


@service
def without_enum(f: Lowering, v: Value, kind: type, span: Span) -> Value:
    own = nominal.plain_type(user_classes.class_of(v.type))
    return f.plain_member(v, span) if own is kind else v


@service
def truth_of_member(f: Lowering, member: Value, span: Span) -> Value:
    return enums.truth(f, member, _class(member), span)


@service
def unary_of_member(f: Lowering, name: str, member: Value, span: Span) -> Value:
    return enums.unary(f, name, member, _class(member), span)


@service
def nominal_builtin(
    f: Lowering, oracle: Any, value: Value, args: list[Any], span: Span
) -> Held | None:
    cls = _class(value)
    if isinstance(value.type, ty.Enum):
        found: Held | None = enums.builtin(f, oracle, value, cls, args, span)
        return found
    if oracle is repr or oracle is str:
        return named_tuples.shown(f, value, cls, span)
    if oracle is format:
        spec = args[0].obj if args and isinstance(args[0], Static) else None
        if spec not in ("", None):
            text = f"unsupported format string passed to {cls.__name__}.__format__"
            f.raise_("TypeError", text, [], span)
        return f.call_oracle(str, [value], {}, span)
    return None


@service
def nominal_operator(f: Lowering, name: str, a: Value, b: Value, span: Span) -> Value | None:
    if isinstance(a.type, ty.Enum) or isinstance(b.type, ty.Enum):
        return enums.operator(f, name, a, b, span)
    if not (isinstance(a.type, ty.Tuple) or isinstance(b.type, ty.Tuple)):
        return None
    if isinstance(a.type, ty.Tuple) and isinstance(b.type, ty.Tuple) and name in _COMPARED:
        return operators.compare_tuples(f, name, a, b, span)
    plain = [
        named_tuples.plain(f, v, span) if isinstance(v.type, ty.Tuple) and v.type.name else v
        for v in (a, b)
    ]
    if plain == [a, b]:
        return None
    return f.apply_operator(name, plain[0], plain[1], span)


_COMPARED = ("Eq", "NotEq", "Lt", "LtE", "Gt", "GtE")


@service
def apply_operator(f: Lowering, name: str, a: Value, b: Value, span: Span) -> Value:
    if name in _COMPARED:
        return f.compare(getattr(ast, name)(), a, b, f.here(span))
    return binary(f, name, a, b, span)


@service
def attribute_of(f: Lowering, base: Value, name: str, span: Span) -> Held:
    return of_value(f, base, name, span)


@service
def truth_of_value(f: Lowering, v: Value, span: Span) -> Value:
    return truth_of(f, v, f.here(span))


@service
def contained_in(f: Lowering, item: Held, container: Held, span: Span) -> Value | None:
    if isinstance(container, Static) and nominal.is_enum(container.obj):
        value = f.materialise(item, span)
        t = ty.Enum(user_classes.name_of(container.obj))
        if value.type is not t:
            f.fail(f"`in` of an enumeration takes a member of {container.obj.__name__}", span)
        return f.b.const(True, ty.BOOL)
    if isinstance(container, Static) and not nominal.is_enum(type(container.obj)):
        return None
    box = f.materialise(container, span)
    if not isinstance(box.type, ty.Enum) or nominal.plain_type(_class(box)) is str:
        return None
    return enums.contains(f, box, f.materialise(item, span), _class(box), span)


@service
def enum_named(f: Lowering, cls: Any, held: Held, span: Span) -> Held:
    found: Held = enums.named(f, cls, held, span)
    return found
