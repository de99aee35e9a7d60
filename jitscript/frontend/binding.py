"""The type variables of a function's head, from the arguments of a call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..ir import types as ty
from . import classes
from .annotations import AnnotationError, pattern_of
from .emitter import Static
from .patterns import Bindings, Pat, match
from .signature import Signature, dtype_of
from .user_classes import is_user_class

Argument = ty.Type | Static  # what is known of an argument: its type, or the object itself


def bind(signature: Signature, args: Sequence[Argument]) -> Bindings:
    """The type variables of a signature, from arguments that fit it."""
    bound: Bindings = {}
    for param, arg in zip(signature.params, args):
        if isinstance(arg, Static) and isinstance(arg.obj, classes.NewObject):
            match(param.pattern, arg.obj.type, bound)
        elif isinstance(arg, ty.Type):
            match(param.pattern, arg, bound)
        elif isinstance(param.pattern, Pat) and param.pattern.kind == "type":
            match_dtype(param.pattern, arg.obj, bound)
    return bound


def match_dtype(pattern: Pat, obj: Any, bound: Bindings) -> bool:
    """Whether the object given for a `type[D]` parameter names a dtype that fits, or a class: for
    `type[Base]`, any that derives from it."""
    if is_user_class(obj):
        return _match_class(pattern.parts[0], obj, bound)
    dtype = dtype_of(obj)
    return dtype is not None and match(pattern.parts[0], dtype, bound)


def _match_class(wanted: Any, cls: type, bound: Bindings) -> bool:
    try:
        t = pattern_of(cls)
    except AnnotationError:
        return False
    if not isinstance(t, ty.Type):
        return isinstance(wanted, Pat) and wanted.kind == "any"
    if isinstance(wanted, ty.Type):
        return set(ty.members(t)) <= set(ty.members(wanted))
    return match(wanted, t, bound)
