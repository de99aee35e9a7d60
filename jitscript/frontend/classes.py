"""Scripted classes of library code: their type parameters, fields and methods.

    @builtin(list)
    class List(Generic[T]):
        _data: Buffer[T]          # annotated attributes are the fields, in order
        _size: int
        def append(self, value: T) -> None: ...

An instance has the type `list<int>`: the oracle's name (or the class's own) and the arguments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..identity import sentinels
from ..ir import types as ty
from ..ir.ops.eval_arith import numpy_class
from ..library import registry
from . import user_classes

_by_name: dict[str, type] = {}


class NewObject:
    """The instance that `__init__` is about to make: the values of its fields so far. It becomes
    an object when the last field is set."""

    __slots__ = ("fields", "partial", "type", "user")

    def __init__(self, type: ty.Object, partial: bool = False):
        self.type, self.partial = type, partial
        self.user = user_classes.class_of(type) is not None  # see class_init.py
        self.fields: dict[str, Any] = {}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NewObject):
            return False
        return other.type is self.type and other.partial == self.partial

    def __hash__(self) -> int:
        return hash(self.type)


def implementation(cls: Any) -> type | None:
    """The scripted class behind a Python type or generic alias: what the library registered for
    it, or the class itself if it is one of the library's or the user's."""
    if not isinstance(cls, type):
        return None
    if user_classes.is_user_class(cls):
        return cls
    found = registry.find_class(cls)
    if found is None and is_library(cls) and "__annotations__" in vars(cls):
        found = cls
    if found is not None:
        known(found)
    return found


def known(cls: type) -> None:
    """Have a class of the library be found by its name."""
    _by_name[name_of(cls)] = cls


def is_library(cls: type) -> bool:
    return cls.__module__.startswith("jitscript.library.")


def name_of(cls: type) -> str:
    if user_classes.is_user_class(cls):
        return user_classes.type_of(cls).name
    oracle = registry.oracle_of(cls)
    return oracle.__name__ if oracle is not None else cls.__qualname__


def parameters(cls: type) -> tuple[Any, ...]:
    """The class's type variables."""
    return tuple(getattr(cls, "__parameters__", ()))


def class_of(t: ty.Type) -> type | None:
    """The Python class of an instance type."""
    if not isinstance(t, ty.Object):
        return user_classes.class_of(t)
    found = _by_name.get(t.name) or user_classes.class_of(t)
    if found is None:
        import builtins

        found = implementation(getattr(builtins, t.name, None))
    return found


def owner(t: ty.Type) -> Any:
    """What tells the head of a method what `self` is: the library's class, or the type of exactly
    the user's."""
    return t if user_classes.class_of(t) is not None else class_of(t)


def bindings(t: ty.Type) -> dict[Any, ty.Type]:
    """The type arguments of an instance type, by type variable."""
    cls = class_of(t)
    if cls is None or not isinstance(t, ty.Object):
        return {}
    return dict(zip(parameters(cls), t.args))


def unhashable(t: ty.Type) -> ty.Type | None:
    """What in `t` has no hash, by Python's rule for classes; None where all has."""
    parts: tuple[ty.Type, ...] = ()
    if isinstance(t, (ty.Tuple, ty.Union)):
        parts = t.items if isinstance(t, ty.Tuple) else t.members
    elif isinstance(t, ty.Array) or (isinstance(t, ty.Object) and _is_unhashable(t)):
        return t
    elif isinstance(t, ty.Object) and t.name == "tuple":
        parts = t.args
    return next((found for part in parts if (found := unhashable(part)) is not None), None)


def _is_unhashable(t: ty.Object) -> bool:
    cls = class_of(t)
    return cls is not None and getattr(cls, "__hash__", None) is None


def bad_key(cls: type, args: Sequence[ty.Type]) -> ty.Type | None:
    """Of the type arguments of a class, one that its hash table cannot have as keys."""
    keys = getattr(cls, "__keys__", ())
    found = (unhashable(t) for p, t in zip(parameters(cls), args) if p in keys)
    return next((t for t in found if t is not None), None)


def method(t: ty.Type, name: str) -> Any:
    """The function that implements a method of the class, or None."""
    cls = user_classes.class_of(t)
    if cls is not None:
        return user_classes.function(cls, name)
    cls = class_of(t)
    found = getattr(cls, name, None) if cls is not None else None
    return found if hasattr(found, "__code__") else None


def method_of(t: ty.Type, name: str) -> Any:
    """As `method`, of any type: of a union, what all its members have."""
    if isinstance(t, ty.Union):
        found = [method_of(m, name) for m in t.members]
        return found[0] if None not in found else None
    return method(t, name) if isinstance(t, (ty.Object, ty.Tuple, ty.Enum)) else None


def derived(t: ty.Type | None, cls: type | None) -> ty.Type | None:
    """What a declaration means for an instance of a library class that derives from the one that
    it names: a `defaultdict` for a `dict`."""
    if not isinstance(t, ty.Object) or cls is None or user_classes.is_user_class(cls):
        return t
    named, own = python_class(t), registry.oracle_of(cls)
    if own is None or named is None or own is named or not issubclass(own, named):
        return t
    return ty.Object(name_of(cls), t.args[: len(parameters(cls))])


def derived_as(t: ty.Type | None, found: ty.Type) -> ty.Type | None:
    """What a declaration means for a value of the type `found`, also for what that holds: a
    `dict[str, dict[str, int]]` that is a `defaultdict` of such."""
    if not isinstance(t, ty.Object) or not isinstance(found, ty.Object):
        return t
    own = derived(t, class_of(found))
    if not isinstance(own, ty.Object) or (own.name, len(own.args)) != (found.name, len(found.args)):
        return own
    args = [derived_as(a, b) or a for a, b in zip(own.args, found.args)]
    return ty.Object(own.name, tuple(args))


_BUILTIN = {ty.INT: int, ty.FLOAT: float, ty.BOOL: bool, ty.COMPLEX: complex, ty.NONE: type(None)}


def python_class(t: ty.Type) -> Any:
    """The Python class of values of a type, or None."""
    if t in _BUILTIN:
        return _BUILTIN[t]
    if isinstance(t, ty.Scalar):
        return numpy_class(t)
    if isinstance(t, ty.Array):
        import numpy

        return numpy.ndarray
    if isinstance(t, (ty.Tuple, ty.Enum)):
        return sentinels.behind(user_classes.class_of(t) or tuple)
    if isinstance(t, ty.Object):
        cls = class_of(t)
        return (registry.oracle_of(cls) or cls) if cls is not None else None
    return None


def told_class(t: ty.Type) -> Any:
    """The same, but None for what only the library has a class for: iterators, views."""
    cls = python_class(t)
    return None if cls is None or is_library(cls) else cls
