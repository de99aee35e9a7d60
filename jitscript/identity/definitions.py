"""What a class of the user's is, as one look finds it: its attributes, annotations and bases, the
functions in it, and which classes derive from it.

Functions are the parts of a definition, so that a look at one of them is a step from it.
"""

from __future__ import annotations

import enum
from types import FunctionType

from .values import Unknown, is_provided

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .values import Values

# What every class has, or what follows from the rest.
_IGNORED = ("__dict__", "__weakref__", "__doc__", "__firstlineno__", "__static_attributes__")
_WRAPPED = {staticmethod: ("__func__",), classmethod: ("__func__",), property: ("fget", "fset")}


class Definition:
    """The definition of a class and of those that it derives from, and their functions."""

    __slots__ = ("classes", "functions")

    def __init__(self, cls: type):
        self.classes = [c for c in cls.__mro__ if not is_provided(c)]
        self.functions: list[FunctionType] = []
        for c in self.classes:
            for member in vars(c).values():
                self.functions += functions_of(member)

    def __getitem__(self, i: int) -> FunctionType:
        return self.functions[i]

    def write(self, values: Values) -> None:
        """Write all of it into a hash."""
        for cls in self.classes:
            values.value(cls)
            members = {n: m for n, m in vars(cls).items() if n not in _IGNORED}
            values.add("definition", str(len(members)))
            for name, member in members.items():
                values.add(name)
                _member(values, name, member)
            if isinstance(cls, enum.EnumMeta):
                _members(values, cls)
            derived: list[type] = list(cls.__subclasses__())
            values.add("derived", str(len(derived)))
            for c in derived:
                values.value(c)
                values.add(str(sorted(getattr(c, "__abstractmethods__", ()))))


def functions_of(member: Any) -> list[FunctionType]:
    """The functions that a class has under one name."""
    parts = _WRAPPED.get(type(member), ())
    found = [getattr(member, part) for part in parts] or [member]
    return [f for f in found if type(f) is FunctionType and not is_made(f)]


def is_made(function: FunctionType) -> bool:
    """Whether a function was made by `dataclass` or the like: it follows from the fields."""
    made = function.__code__.co_filename.endswith(("<string>", "dataclasses.py"))
    return made or function.__module__ in ("collections", "enum", "typing")


def _members(values: Values, cls: Any) -> None:
    """The members of an enumeration, each on its own: what the class defines for them may have
    kept the rest from being known by value."""
    values.add("members", str(len(cls.__members__)))
    for name, member in cls.__members__.items():
        values.add(name, member._name_)
        values.texts(member)
        try:
            values.value(member._value_)
        except Unknown:  # compiled code cannot have it
            values.add("other", type(member._value_).__name__)


def _member(values: Values, name: str, member: Any) -> None:
    if name == "__annotations__" and isinstance(member, dict):
        for field, annotation in member.items():
            values.add(field)
            values.value(annotation)
    elif name == "__dataclass_fields__":
        for field in member.values():
            values.add(field.name, repr(field._field_type), repr(field.kw_only))
            values.add(repr((field.init, field.repr, field.hash, field.compare)))
            for value in (field.type, field.default, field.default_factory):
                values.add("missing") if "MISSING" in repr(type(value)) else values.value(value)
    elif name == "__dataclass_params__":
        values.add(repr(member))
    elif type(member) is FunctionType:
        values.add("made") if is_made(member) else values.value(member)
    elif type(member) in _WRAPPED:
        values.add(type(member).__name__)
        for part in functions_of(member):
            values.value(part)
    else:
        try:
            values.value(member)
        except Unknown:  # nothing of it is compiled without a look of its own
            values.add("other", type(member).__name__)


__all__ = ["Definition"]
