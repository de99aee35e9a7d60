"""Tests of classes whose answer compiled code does not know: what stands for iterators, views and
functions here has no class of Python's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..library import registry
from . import classes, user_classes
from .constant_tables import Table
from .emitter import Static
from .literals import named
from .lowering import Lowering
from .patterns import describe
from .services import Held

_PLAIN = {int, float, bool, complex, str, bytes, type(None), tuple, type(...), type(NotImplemented)}


def refuse_doubt(f: Lowering, held: Held, wanted: Sequence[type], span: Span) -> None:
    """An error where an operand may or may not be of one of the classes."""
    if f.signature.library:
        return
    doubtful = [c for c in wanted if not _is_told(c)]
    if not doubtful:
        return
    if isinstance(held, Static):
        obj = held.obj.obj if isinstance(held.obj, Table) else held.obj
        own = type(obj).__module__.startswith("jitscript.")
        unknown: list[type | None] = [type(obj)] if own else []
        what = named(obj)
    else:
        unknown = [
            classes.class_of(t) if isinstance(t, ty.Object) else None
            for t in (held.type.members if isinstance(held.type, ty.Union) else (held.type,))
            if classes.told_class(t) is None
        ]
        what = describe(held.type)
    for c in doubtful:
        if any(cls is None or not issubclass(cls, c) for cls in unknown):
            title = f"compiled code does not know whether {what} is an instance of {c.__name__}"
            f.fail(title, span)


def _is_told(c: Any) -> bool:
    """Whether what is of a class is known to be."""
    return (
        c in _PLAIN
        or registry.find_class(c) is not None
        or user_classes.is_user_class(c)
        or issubclass(c, BaseException)
        or c.__module__ == "numpy"
    )
