"""Sentinels in the program (`identity/sentinels.py`): the types of their one value, and what that
does not answer."""

from __future__ import annotations

from typing import Any

from ..diagnostics import Span
from ..identity import sentinels
from ..ir import types as ty
from ..ir.core import Value
from . import user_classes
from .lowering import Lowering


def sentinel_of(f: Lowering, obj: Any) -> ty.Enum | None:
    """The type of which a captured object is the only value, if it is a sentinel."""
    if type(obj) is not object and not user_classes.is_user_class(type(obj)):
        return None
    found = sentinels.of_object(obj, f.signature.fn.__globals__)
    return None if found is None else ty.Enum(user_classes.name_of(found))


def truth(f: Lowering, cls: Any, span: Span) -> Value:
    """The truth of a sentinel, which is always the same."""
    return f.b.const(bool(getattr(cls, sentinels.OBJECT)), ty.BOOL, span)


def refuse(f: Lowering, cls: Any, what: str, span: Span) -> None:
    """Say so where a sentinel, of which an enumeration stands for, is asked for more than which
    object it is."""
    if sentinels.is_stand_in(cls):
        shown = f"`{cls.__qualname__}`, of which compiled code knows only which object it is"
        f.fail(f"{what} of {shown}", span, hint="test for it first, with `is`")
