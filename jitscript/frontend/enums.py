"""Enumerations: what members have and are, how they are found, what operators make of them.

What only the members themselves tell (names, values, texts) is looked up by the code: a tree of
comparisons over constants.
"""

from __future__ import annotations

import ast
import enum
import sys
import types as pytypes
from collections.abc import Callable, Sequence
from typing import Any

from ..diagnostics import Span
from ..identity import sentinels
from ..ir import types as ty
from ..ir.core import Value
from . import class_members, nominal, sentinel_values, user_classes
from .classes import method
from .composite import BoundMethod
from .emitter import Static
from .literals import of_object
from .lowering import Lowering
from .messages import Message, raise_with
from .methods import call_method
from .suggestions import did_you_mean

_COMBINED = 64  # texts of a flag's combinations are made for so many
_BITS = {"BitOr": "or", "BitAnd": "and", "BitXor": "xor"}


def code(f: Lowering, member: Value, span: Span) -> Value:
    return f.b.op("enum.code", member, span=span).result


def member_of(f: Lowering, code: Value, t: ty.Type, span: Span) -> Value:
    return f.b.op("enum.make", code, span=span, to=t).result


def looked_up(
    f: Lowering,
    member: Value,
    table: Sequence[tuple[int, Any]],
    span: Span,
    of: Callable[[Any], Value],
) -> Value:
    """What a table of (code, object) has for a member. Neighbours with one object share it."""
    at = code(f, member, span)

    def search(rows: Sequence[tuple[int, Any]]) -> Value:
        if all(type(x) is type(rows[0][1]) and x == rows[0][1] for _, x in rows):
            return of(rows[0][1])
        half = len(rows) // 2
        low = f.b.op("lt", at, f.b.const(rows[half][0], ty.INT), span=span).result
        return f.if_(low, lambda: search(rows[:half]), lambda: search(rows[half:]), span)

    return search(sorted(table, key=lambda row: row[0]))


def _combinations(f: Lowering, cls: Any, span: Span) -> list[Any]:
    """All that a value of the type may be: of a flag, every combination."""
    if not nominal.is_flag(cls):
        return nominal.members(cls)
    mask = 0
    for m in cls.__members__.values():
        mask |= m._value_
    if mask < 0 or mask >= _COMBINED or ~cls(0) not in (cls(mask), ~mask):
        f.fail(
            f"the text of a {cls.__name__} is not supported: it has too many combinations",
            span,
            hint="test the flags one by one, or show .value",
        )
    return [cls(v) for v in range(mask + 1) if v & ~mask == 0]


def text(f: Lowering, member: Value, cls: Any, make: Callable[[Any], Any], span: Span) -> Value:
    """A text, or None, that `make` gives for each member."""
    known = [(nominal.code_of(m), make(m)) for m in _combinations(f, cls, span)]
    return looked_up(f, member, known, span, lambda x: f.materialise(Static(x), span))


def value(f: Lowering, member: Value, cls: Any, span: Span) -> Value:
    """`member.value`."""
    if nominal.is_coded_by_value(cls):
        return code(f, member, span)
    rows = [(nominal.code_of(m), m._value_) for m in nominal.members(cls)]
    return looked_up(
        f, member, rows, span, lambda x: f.materialise(of_object(f, x, span, ""), span)
    )


def plain(f: Lowering, member: Value, cls: Any, span: Span) -> Value:
    """A member of an IntEnum or a StrEnum as the int or str that it is."""
    if nominal.is_coded_by_value(cls):
        return code(f, member, span)
    rows = [(nominal.code_of(m), _plain(m)) for m in nominal.members(cls)]
    return looked_up(f, member, rows, span, lambda x: f.materialise(Static(x), span))


def _plain(member: Any) -> Any:
    """The int or the text that a member is, whatever its class makes of `str` and `int`."""
    return str.__str__(member) if isinstance(member, str) else int.__index__(member)


# --- attributes ----------------------------------------------------------------------------------


def attribute(f: Lowering, base: Value, cls: Any, name: str, span: Span) -> Value | Static:
    sentinel_values.refuse(f, cls, f"the attribute `{name}`", span)
    if name == "__class__":
        return Static(cls)
    found = user_classes.raw(cls, name)
    if type(found) is property:
        return f.call_function(found.fget, [base], span, owner=base.type)
    if isinstance(found, pytypes.FunctionType) and not user_classes.is_generated(found):
        return Static(BoundMethod(base, name))
    if name in ("name", "_name_"):
        return text(f, base, cls, lambda m: m._name_, span)
    if name in ("value", "_value_"):
        return value(f, base, cls, span)
    members = nominal.members(cls)
    if all(name in vars(m) for m in members):  # set by `__init__`
        looked_at = [f.attribute(cls, m._name_) for m in members]
        rows = [(nominal.code_of(m), f.attribute(m, name)) for m in looked_at]
        return looked_up(
            f, base, rows, span, lambda x: f.materialise(of_object(f, x, span, ""), span)
        )
    if nominal.plain_type(cls) is not None and not name.startswith("_"):
        return f.attribute_of(plain(f, base, cls, span), name, span)
    if found is None or name in cls.__members__:
        hint = did_you_mean(name, ["name", "value", *vars(cls)])
        f.fail(f"'{cls.__name__}' object has no attribute '{name}'", span, hint=hint)
    return class_members.of_class(f, cls, name, span)


def call(
    f: Lowering, value: Value, cls: Any, name: str, args: list[Any], keywords: Any, span: Span
) -> Value | Static:
    """Call a method of a member."""
    if method(value.type, name) is None:
        f.fail(f"the method `.{name}` of {cls.__name__} is not supported", span)
    found = call_method(f, value, name, args, span, keywords)
    assert found is not None
    return found


# --- finding members -----------------------------------------------------------------------------


def make(f: Lowering, cls: Any, args: list[Any], keywords: dict[str, Any], span: Span) -> Any:
    """`Color(2)`."""
    f.unit.looks.definition(cls)
    if len(args) != 1 or keywords:
        f.fail(f"{cls.__name__}() takes the value of a member", span)
    t = ty.Enum(user_classes.name_of(cls))
    if isinstance(args[0], Value) and args[0].type is t:
        return args[0]
    if user_classes.function(cls, "_missing_") or hasattr(vars(cls).get("_missing_"), "__func__"):
        f.fail(f"{cls.__name__} defines `_missing_`, which compiled code does not call", span)
    given = f.materialise(args[0], span)
    if nominal.is_flag(cls):
        return _flag(f, cls, t, given, span)
    if given.type is ty.BOOL and nominal.is_coded_by_value(cls):
        f.fail(f"{cls.__name__}() takes an int here", span, hint="convert it: int(…)")
    return _search(f, given, _by_value(cls), t, span, lambda: _no_member(f, cls, given, span))


def _flag(f: Lowering, cls: Any, t: ty.Type, given: Value, span: Span) -> Value:
    """Any combination of the flags; the words for what is none differ between Pythons."""
    known = given.op.attrs["value"] if given.op is not None and given.op.opcode == "const" else None
    if type(known) is not int:
        hint = f"combine members with `|`, beginning with {cls.__name__}(0)"
        f.fail(f"{cls.__name__}() takes a constant here", span, hint=hint)
    try:
        found = cls(known)
    except ValueError as e:
        f.fail(str(e), span)
    if not isinstance(found, cls):
        f.fail(
            f"{cls.__name__}({known}) is no member: boundaries that give ints are not supported",
            span,
            hint="name the members, or let the class have another boundary",
        )
    return member_of(f, f.b.const(int(found.value), ty.INT), t, span)


def _by_value(cls: Any) -> list[tuple[Any, Any]]:
    return [(m._value_, m) for m in nominal.members(cls)]


def _search(
    f: Lowering,
    given: Value,
    rows: list[tuple[Any, Any]],
    t: ty.Type,
    span: Span,
    otherwise: Callable[[], Value],
) -> Value:
    """The member of the first row whose object equals what is given."""
    if not rows:
        return otherwise()
    (obj, member), *rest = rows
    constant = f.materialise(of_object(f, obj, span, ""), span)
    test = f.truth_of_value(f.compare(ast.Eq(), given, constant, f.here(span)), span)
    return f.if_(
        test,
        lambda: f.materialise(Static(member), span),
        lambda: _search(f, given, rest, t, span, otherwise),
        span,
    )


def _no_member(f: Lowering, cls: Any, given: Value, span: Span) -> Value:
    shown = f.materialise(f.call_oracle(repr, [given], {}, span), span)
    data = f.materialise(call_method(f, shown, "__utf8__", [], span) or shown, span)
    name = cls.__qualname__.replace("{", "{{").replace("}", "}}")
    raise_with(f, "ValueError", Message(f"{{}} is not a valid {name}", [data]), span)


def named(f: Lowering, cls: Any, held: Any, span: Span) -> Any:
    """`Color["RED"]`."""
    f.unit.looks.definition(cls)
    if isinstance(held, Static) and isinstance(held.obj, str) and held.obj in cls.__members__:
        return f.materialise(Static(cls.__members__[held.obj]), span)
    given = f.materialise(held, span)
    if not isinstance(given.type, ty.Object) or given.type.name != "str":
        f.fail(f"{cls.__name__}[…] takes the name of a member", span)
    t = ty.Enum(user_classes.name_of(cls))
    rows = list(cls.__members__.items())

    def missing() -> Value:
        raise_with(f, "KeyError", Message(None, [given], [span]), span)

    return _search(f, given, rows, t, span, missing)


# Before, an enumeration of ints or texts may be formatted as they are.
_FORMATS_STR = sys.version_info >= (3, 11)


# --- builtins and operators ----------------------------------------------------------------------


def builtin(f: Lowering, oracle: Any, member: Value, cls: Any, args: list[Any], span: Span) -> Any:
    """A builtin on a member."""
    sentinel_values.refuse(f, cls, f"`{getattr(oracle, '__name__', oracle)}`", span)
    kind = nominal.plain_type(cls)
    if oracle is hash and cls.__hash__ is enum.Enum.__hash__:
        return f.call_oracle(hash, [text(f, member, cls, lambda m: m._name_, span)], {}, span)
    if oracle is repr:
        return text(f, member, cls, repr, span)
    if oracle is str or (oracle is format and _is_empty(args)):
        if kind is int and cls.__str__ is int.__repr__:
            return f.call_oracle(str, [code(f, member, span)], {}, span)
        return text(f, member, cls, str if oracle is str else format, span)
    if oracle is format and kind is None:
        return f.call_oracle(format, [text(f, member, cls, str, span), *args], {}, span)
    if oracle is format and cls.__format__ is enum.Enum.__format__ and _FORMATS_STR:
        shown = f.materialise(f.call_oracle(str, [member], {}, span), span)
        return f.call_oracle(format, [shown, *args], {}, span)
    if kind is not None:
        return f.call_object(oracle, [plain(f, member, cls, span), *args], {}, span)
    return None


def _is_empty(args: list[Any]) -> bool:
    return not args or (isinstance(args[0], Static) and args[0].obj == "")


def operator(f: Lowering, name: str, a: Value, b: Value, span: Span) -> Value | None:
    """An operator on one or two members."""
    x, y = (user_classes.class_of(v.type) if isinstance(v.type, ty.Enum) else None for v in (a, b))
    if name in _BITS:
        found = _combined(f, name, a, b, x, y, span)
        if found is not None:
            return found
    if name in ("Eq", "NotEq") and a.type is b.type:
        left, right = code(f, a, span), code(f, b, span)
        return f.b.op("eq" if name == "Eq" else "ne", left, right, span=span).result
    plains = [
        plain(f, v, c, span) if c is not None and nominal.plain_type(c) else v
        for v, c in ((a, x), (b, y))
    ]
    if plains == [a, b]:
        return None
    return f.apply_operator(name, plains[0], plains[1], span)


def _combined(
    f: Lowering, name: str, a: Value, b: Value, x: Any, y: Any, span: Span
) -> Value | None:
    """Flags, or an IntFlag and an int, combined."""
    cls = x or y
    if not nominal.is_flag(cls) or (x is not None and y is not None and x is not y):
        return None
    other = b.type if x is not None else a.type
    if x is not y and (nominal.plain_type(cls) is not int or other is not ty.INT):
        return None
    left, right = (code(f, v, span) if isinstance(v.type, ty.Enum) else v for v in (a, b))
    both = f.b.op(_BITS[name], left, right, span=span).result
    return member_of(f, both, ty.Enum(user_classes.name_of(cls)), span)


def unary(f: Lowering, name: str, member: Value, cls: Any, span: Span) -> Value:
    """`~flag`, which is a flag; or the int that an IntEnum is, for the operator."""
    if nominal.is_flag(cls) and name == "Invert":
        mask = f.b.const(int((~cls(0)).value), ty.INT)
        left = code(f, member, span)
        inverted = f.b.op("xor", left, mask, span=span).result
        return member_of(f, inverted, member.type, span)
    if nominal.plain_type(cls) is int:
        return code(f, member, span)
    f.fail(f"bad operand type for unary operator: '{cls.__name__}'", span)


def truth(f: Lowering, member: Value, cls: Any, span: Span) -> Value:
    if sentinels.is_stand_in(cls):
        return sentinel_values.truth(f, cls, span)
    if method(member.type, "__bool__") is not None:
        found = call_method(f, member, "__bool__", [], span)
        return f.materialise(found or member, span)
    if nominal.is_flag(cls) or nominal.plain_type(cls) is int:
        return f.b.op("ne", code(f, member, span), f.b.const(0, ty.INT), span=span).result
    if nominal.plain_type(cls) is str:
        return f.truth_of_value(plain(f, member, cls, span), span)
    return f.b.const(True, ty.BOOL)


def contains(f: Lowering, flags: Value, member: Value, cls: Any, span: Span) -> Value:
    """`Perm.READ in flags`."""
    if not nominal.is_flag(cls):
        f.fail(f"argument of type '{cls.__name__}' is not iterable", span)
    if member.type is not flags.type:
        f.fail(f"`in` of a {cls.__name__} takes another one", span)
    whole, part = code(f, flags, span), code(f, member, span)
    common = f.b.op("and", whole, part, span=span).result
    return f.b.op("eq", common, part, span=span).result
