"""Named tuples and enumerations: classes whose values are no instances in memory.

    class Point(NamedTuple)      the tuple of its fields, of a type of its own: named<Point, (…)>
    class Color(Enum)            an int that tells the member: enum<Color>, and its *code*

The code of a member is its value where all values are ints (so that an IntEnum or a Flag is its own
code), else its place among the members.
"""

from __future__ import annotations

import enum
import sys
import types as pytypes
from typing import Any

from ..identity.variables import annotations_of
from . import user_classes

# What a named tuple answers as every tuple does, wherever it is looked at as one.
_OF_TUPLES = (
    *("__len__", "__iter__", "__getitem__", "__contains__", "__hash__"),
    *("__eq__", "__ne__", "__init__", "__new__"),
)
_COMPUTED = ("__getattribute__", "__getattr__", "__setattr__", "__delattr__")
_OF_ENUMS = ("__hash__", "__eq__", "__ne__", "__len__", "__iter__", "__contains__")
_PROVIDED = ("enum", "collections", "typing", "abc", "builtins")
_LIMIT = 2**63


def is_named_tuple(cls: Any) -> bool:
    """Whether a class was made by `NamedTuple` or `namedtuple`, or derives from one that was."""
    if not isinstance(cls, type) or not issubclass(cls, tuple) or cls is tuple:
        return False
    return isinstance(getattr(cls, "_fields", None), tuple) and hasattr(cls, "_make")


def is_enum(cls: Any) -> bool:
    """Whether a class is an enumeration with members."""
    return isinstance(cls, enum.EnumMeta) and bool(cls.__members__)


def is_nominal(cls: Any) -> bool:
    return is_named_tuple(cls) or is_enum(cls)


def refusal(cls: type) -> str:
    """Why a named tuple or an enumeration cannot be compiled; nothing where it can."""
    own = _OF_ENUMS if is_enum(cls) else _OF_TUPLES
    for c in cls.__mro__:
        if c.__module__ in _PROVIDED or c in (int, str, tuple, object):
            if c not in _BASES and is_enum(cls):
                return f"derives from {c.__name__}"
            continue
        if not issubclass(c, (tuple, enum.Enum)):
            return f"derives from {c.__name__}"
        if blocked := user_classes.without(c):
            return blocked
        for name in (*own, *_COMPUTED):
            if name in vars(c) and not is_provided(vars(c)[name]):
                return f"defines `{name}`"
    if getattr(cls, "__parameters__", ()):
        return "is generic"
    return _bad_values(cls) if is_enum(cls) else ""


_BASES = {int, str, object, *(c for c in vars(enum).values() if isinstance(c, type))}


def _bad_values(cls: Any) -> str:
    for member in members(cls):
        if issubclass(cls, enum.Flag) and not is_coded_by_value(cls):
            return "has values beyond 64 bits"
        try:
            hash(member)
        except TypeError:
            return "has members without a hash"
    return ""


def is_provided(member: Any) -> bool:
    """Whether something in a class was put there by Python's own modules."""
    member = getattr(member, "__func__", member)
    if not isinstance(member, pytypes.FunctionType):
        return True
    module = str(member.__module__)
    return module in _PROVIDED or module.startswith("namedtuple_")


# --- named tuples --------------------------------------------------------------------------------


def fields(cls: Any) -> tuple[str, ...]:
    found: tuple[str, ...] = cls._fields
    return found


def annotated(cls: Any) -> dict[str, Any] | None:
    """The annotations of the fields; None where not all have one."""
    found: dict[str, Any] = {}
    for c in reversed(cls.__mro__):
        found.update(annotations_of(vars(c)))
    return {n: found[n] for n in fields(cls)} if all(n in found for n in fields(cls)) else None


# --- enumerations --------------------------------------------------------------------------------


def members(cls: Any) -> list[Any]:
    """The members with a place of their own, in the order of their definition."""
    return list(dict.fromkeys(cls.__members__.values()))


def is_coded_by_value(cls: Any) -> bool:
    return all(
        isinstance(m._value_, int)
        and not isinstance(m._value_, bool)
        and -_LIMIT <= m._value_ < _LIMIT
        for m in cls.__members__.values()
    )


def code_of(member: Any) -> int:
    cls = type(member)
    return int(member._value_) if is_coded_by_value(cls) else members(cls).index(member)


def is_flag(cls: Any) -> bool:
    return issubclass(cls, enum.Flag)


def plain_type(cls: Any) -> type | None:
    """What the members of an IntEnum or a StrEnum are besides: int or str."""
    if not is_enum(cls):
        return None
    return next((c for c in (int, str) if issubclass(cls, c)), None)


def home(cls: type) -> dict[str, Any]:
    """The globals of the module that a class stands in."""
    for member in vars(cls).values():
        if isinstance(member, pytypes.FunctionType) and not is_provided(member):
            return member.__globals__
    return vars(sys.modules[cls.__module__]) if cls.__module__ in sys.modules else {}
