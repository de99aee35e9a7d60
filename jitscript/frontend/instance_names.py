"""What instances are called, in names of functions and in messages."""

from __future__ import annotations

from typing import Any

from ..ir import types as ty
from ..library import registry
from . import classes
from .emitter import Static


def oracle_name(fn: Any) -> str:
    """The name of what a library function is registered for."""
    for oracle, overloads in registry.overloads().items():
        if any(o.fn is fn for o in overloads):
            return str(getattr(oracle, "__name__", fn.__name__))
    return str(fn.__name__)


def of_library(argument: ty.Type | Static) -> str | None:
    """What is known of an argument, as text; None where it is something of the user's."""
    if isinstance(argument, ty.Type):
        for t in ty.walk_type(argument):
            cls = classes.class_of(t) if isinstance(t, ty.Object) else None
            if isinstance(t, ty.Object) and (cls is None or not classes.is_library(cls)):
                return None
            if cls is not None and _holds_functions(cls):
                return None
            if isinstance(t, (ty.Tuple, ty.Enum)) and t.name:
                return None
        return repr(argument)
    obj = argument.obj
    if isinstance(obj, classes.NewObject):
        inner = of_library(obj.type)
        return inner and f"new {inner}"
    known = obj is None or type(obj) in (bool, int, float, str, bytes)
    return f"{type(obj).__name__} {obj!r}" if known else None


def _holds_functions(cls: type) -> bool:
    """Whether a library class has a function of the user's in a field: what is compiled for it
    calls the program's functions."""
    return any("Callable" in str(field) for field in cls.__annotations__.values())


def returning(instance: Any) -> tuple[Any, str]:
    """What stands for the result of an instance among what turns out to be of another type."""
    return instance.signature.fn, repr([a for a in instance.args if isinstance(a, ty.Type)])


def static_text(obj: Any) -> str:
    return getattr(obj, "__name__", None) or repr(obj)
