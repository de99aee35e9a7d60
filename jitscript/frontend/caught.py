"""What a handler has caught and binds by `as`: an exception that stays in its handler.

It is no value. It can be raised again, named as a cause, tested by `isinstance`, and asked for its
text: `str`, `repr`, `print`, f-strings, `type(e).__name__`.
"""

from __future__ import annotations

import builtins
import inspect
import types as pytypes
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..ir.ops.handlers import is_reached, label, name_of, own_bases
from ..library import registry
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
    """Its class, which is known when the program runs."""

    __slots__ = ("caught",)

    def __init__(self, caught: Caught):
        self.caught = caught


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
