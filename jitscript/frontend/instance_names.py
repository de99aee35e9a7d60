"""What instances are called, in names of functions and in messages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..ir import types as ty
from ..library import registry
from . import classes
from .emitter import Static
from .patterns import describe
from .signature import Signature

_COMPARES = {
    "__eq__": "==",
    "__ne__": "!=",
    "__lt__": "<",
    "__le__": "<=",
    "__gt__": ">",
    "__ge__": ">=",
}


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


def refusal(signature: Signature, args: Sequence[ty.Type | Static]) -> str:
    """Library code does not compile for these types: in the words of the user's call."""
    fn, shown = signature.fn, list[str]()
    name, given = _registered(fn, args)
    variadic = any(p.kind == "vararg" for p in signature.params)
    for p, a in list(zip(signature.params, args))[given:]:
        if p.kind == "vararg" and isinstance(a, ty.Tuple):
            shown += map(describe, a.items)
        elif p.name != "self" and not variadic and not _is_left_out(a, p.default):
            text = describe(a) if isinstance(a, ty.Type) else static_text(a.obj)
            shown.append(f"{p.name}={text}" if p.kind == "kwonly" else text)
    types = ", ".join(shown)
    first = args[0] if args else None
    if isinstance(first, ty.Object) and signature.params[0].name == "self":
        symbol = _COMPARES.get(fn.__name__)
        if symbol is not None:
            sides = f"'{describe(first)}' and '{types}'"
            return f"'{symbol}' not supported between instances of {sides}"
        return f"`.{fn.__name__}` of {describe(first)} does not take ({types})"
    return f"`{name}` does not take ({types})"


def _registered(fn: Any, args: Sequence[ty.Type | Static]) -> tuple[str, int]:
    """The name of what a library function is registered for, and how many of its arguments the
    registration gives."""
    for oracle, overloads in registry.overloads().items():
        for o in overloads:
            known = [a.obj if isinstance(a, Static) else None for a in args[: len(o.given)]]
            if o.fn is fn and all(x is y for x, y in zip(known, o.given)):
                return str(getattr(oracle, "__name__", fn.__name__)), len(o.given)
    return str(fn.__name__), 0


def _is_left_out(a: ty.Type | Static, default: Any) -> bool:
    return (a is ty.NONE and default is None) or (isinstance(a, Static) and a.obj is default)
