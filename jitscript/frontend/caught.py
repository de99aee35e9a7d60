"""What a handler has caught and binds by `as`: an exception that stays in its handler.

It is no value. It can be raised again, named as a cause, tested by `isinstance`, and asked for its
text: `str`, `repr`, `print`, f-strings, `type(e).__name__`.
"""

from __future__ import annotations

import builtins
import inspect
import types as pytypes
from collections.abc import Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..ir.ops.handlers import is_reached, label, name_of, own_bases
from ..library import registry
from . import classes, user_classes
from .emitter import Static
from .lowering import Lowering


def exception_name(f: Lowering, cls: type[BaseException], span: Span) -> str:
    """The name by which ops know an exception: a builtin one, or a user's class."""
    if getattr(builtins, cls.__name__, None) is cls:
        return cls.__name__
    for own in own_bases(cls):
        if not is_reached(own):
            f.unit.looks.exception(label(own), own)
    builtin = [c for c in cls.__mro__ if getattr(builtins, c.__name__, None) is c]
    if not all(issubclass(builtin[0], c) for c in builtin) or issubclass(cls, _GROUPS):
        f.fail(
            f"the exception `{cls.__name__}` has several builtin exceptions as bases",
            span,
            hint="derive it from one of them",
        )
    return name_of(cls)


_GROUPS: Any = getattr(builtins, "BaseExceptionGroup", ())


def check_arguments(f: Lowering, cls: type[BaseException], count: int, span: Span) -> None:
    """A user's class is made of the arguments when Python sees the exception: they must fit."""
    init: Any = cls.__init__
    new: Any = cls.__new__
    for function in (init, new):
        if isinstance(function, pytypes.FunctionType):
            try:
                inspect.signature(function).bind(*range(count + 1))
            except TypeError as e:
                f.fail(f"{cls.__name__}(): {e}", span)


class Caught:
    """The exception, and the classes of one of which it is."""

    __slots__ = ("classes", "value")

    def __init__(self, value: Value, classes: tuple[type[BaseException], ...]):
        self.value, self.classes = value, classes


class CaughtType:
    """Its class, or that of an exception that is a value, which is known when the program runs."""

    __slots__ = ("caught",)

    def __init__(self, caught: Caught | Value):
        self.caught = caught


def class_name(f: Lowering, of: CaughtType, span: Span) -> Value:
    if isinstance(of.caught, Caught):
        return text_of(f, of.caught, "name", span)
    return f.exception_class_name(of.caught, span)


def of_exception(f: Lowering, error: Caught | Value, name: str, span: Span) -> Value | Static:
    """The attribute of an exception."""
    if isinstance(error, Value) and name == "__class__":
        return Static(CaughtType(error))
    return f.exception_attribute(error, name, span)


def caught_in(held: Any) -> Caught | None:
    """The exception that an operand is, if it is one."""
    found = held.obj if isinstance(held, Static) else None
    return found if isinstance(found, Caught) else None


def text_of(f: Lowering, caught: Caught, what: str, span: Span) -> Value:
    """A text of it as a string: "str", "repr", or the "name" of its class."""
    f.b.span = span
    data = f.b.op("exc.text", caught.value, types=[ty.Buffer(ty.U8)], what=what).result
    of_utf8 = registry.module("joining").of_utf8
    return f.materialise(f.call_function(of_utf8, [data], span), span)


def exception_type(cls: type) -> ty.Object:
    """The type of exceptions of the class and those that derive from it, as values."""
    classes.implementation(BaseException)
    return ty.Object("BaseException", (ty.Enum(user_classes.name_of(cls)),))


def exception_class(t: Any) -> type[BaseException]:
    """The class of such a type."""
    found: Any = user_classes.class_of(t.args[0])
    return found if isinstance(found, type) else BaseException


def common_class(found: Sequence[type]) -> type:
    """The nearest class that all of these exceptions derive from."""
    shared = (c for c in found[0].__mro__ if all(issubclass(x, c) for x in found))
    return next(c for c in shared if issubclass(c, BaseException))


TEXTS: dict[Any, str] = {str: "str", format: "str", repr: "repr"}
PRINTING = (print,)


def call(f: Lowering, obj: Any, args: list[Any], span: Span) -> Value | Static | None:
    """A call with exceptions among the arguments; they may become texts in `args`. None: it is to
    be made as any other."""
    first = caught_in(args[0]) if len(args) == 1 else None
    if first is not None and _is(obj, type):
        return Static(CaughtType(first))
    if first is not None and _is(obj, *TEXTS):
        return text_of(f, first, TEXTS[obj], span)
    if _is(obj, *PRINTING):
        for i, arg in enumerate(args):
            caught = caught_in(arg)
            if caught is not None:
                args[i] = text_of(f, caught, "str", span)
    return None


def _is(obj: Any, *objects: Any) -> bool:
    return any(obj is x for x in objects)
