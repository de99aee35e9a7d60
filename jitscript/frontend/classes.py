"""Scripted classes of library code: their type parameters, fields and methods.

    @builtin(list)
    class List(Generic[T]):
        _data: Buffer[T]          # annotated attributes are the fields, in order
        _size: int
        def append(self, value: T) -> None: ...

An instance has the type `list<int>`: the oracle's name (or the class's own) and the arguments.
"""

from __future__ import annotations

from typing import Any

from ..ir import types as ty
from ..ir.core import ClassInfo
from ..library import registry

_by_name: dict[str, type] = {}


class NewObject:
    """The instance that `__init__` is about to make: the values of its fields so far. It becomes
    an object when the last field is set."""

    __slots__ = ("fields", "type")

    def __init__(self, type: ty.Object):
        self.type = type
        self.fields: dict[str, Any] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NewObject) and other.type is self.type

    def __hash__(self) -> int:
        return hash(self.type)


def implementation(cls: Any) -> type | None:
    """The scripted class behind a Python type or generic alias: what the library registered for
    it, or the class itself if it is one of the library's."""
    if not isinstance(cls, type):
        return None
    found = registry.find_class(cls)
    if found is None and is_library(cls) and "__annotations__" in vars(cls):
        found = cls
    if found is not None:
        _by_name[name_of(found)] = found
    return found


def is_library(cls: type) -> bool:
    return cls.__module__.startswith("jitscript.library.")


def name_of(cls: type) -> str:
    oracle = registry.oracle_of(cls)
    return oracle.__name__ if oracle is not None else cls.__qualname__


def parameters(cls: type) -> tuple[Any, ...]:
    """The class's type variables."""
    return tuple(getattr(cls, "__parameters__", ()))


def class_of(t: ty.Object) -> type | None:
    """The Python class of an instance type."""
    found = _by_name.get(t.name)
    if found is None:
        import builtins

        found = implementation(getattr(builtins, t.name, None))
    return found


def bindings(t: ty.Object) -> dict[Any, ty.Type]:
    """The type arguments of an instance type, by type variable."""
    cls = class_of(t)
    return dict(zip(parameters(cls), t.args)) if cls is not None else {}


def method(t: ty.Object, name: str) -> Any:
    """The function that implements a method of the class, or None."""
    cls = class_of(t)
    found = getattr(cls, name, None) if cls is not None else None
    return found if hasattr(found, "__code__") else None


def result_type(t: ty.Object, name: str) -> ty.Type | None:
    """What a method of an instance gives, if it exists and its annotation says so."""
    from .patterns import fill
    from .signature import signature_of

    fn = method(t, name)
    pattern = signature_of(fn, class_of(t)).result if fn is not None else None
    return fill(pattern, bindings(t)) if pattern is not None else None


def item_type(t: ty.Object) -> ty.Type | None:
    """What going through an instance gives."""
    found = result_type(t, "__iter__")
    if isinstance(found, ty.Object):
        t = found
    return result_type(t, "__next__") or result_type(t, "__getitem__")


_layouts: dict[ty.Object, ClassInfo] = {}


def layout(t: ty.Object) -> ClassInfo:
    """The fields of an instance type, with their types."""
    found = _layouts.get(t)
    if found is None:
        from .annotations import parse_text, pattern_of
        from .patterns import fill

        cls = class_of(t)
        assert cls is not None, t
        import sys

        namespace = vars(sys.modules[cls.__module__])
        bound = bindings(t)
        fields = []
        for name, annotation in vars(cls).get("__annotations__", {}).items():
            if isinstance(annotation, str):
                annotation = parse_text(annotation, namespace, {})
            filled = fill(pattern_of(annotation), bound)
            assert filled is not None, (t, name)
            fields.append((name, filled))
        found = _layouts[t] = ClassInfo(t, fields)
    return found
