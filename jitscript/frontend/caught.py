"""What a handler has caught and binds by `as`: an exception that stays in its handler.

It is no value. It can be raised again, named as a cause, tested by `isinstance`, and asked for its
text: `str`, `repr`, `print`, f-strings, `type(e).__name__`.
"""

from __future__ import annotations

import ast
import builtins
import functools
import inspect
import types as pytypes
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..ir.ops.handlers import is_reached, label, name_of, own_bases
from ..library import registry
from . import classes, user_classes
from .composite import Composite, Part
from .emitter import Static
from .exception_classes import is_carrying
from .lowering import Lowering
from .operators.unions import each, members
from .patterns import is_dtype, is_exception
from .services import EXCEPTIONS


def exception_name(f: Lowering, cls: type[BaseException], span: Span) -> str:
    """The name by which ops know an exception: a builtin one, or a user's class."""
    if getattr(builtins, cls.__name__, None) is cls:
        return cls.__name__
    for own in own_bases(cls):
        if not is_reached(own):
            f.unit.looks.exception(label(own), own)
    if isinstance(cls.__new__, pytypes.FunctionType):
        f.fail(
            f"the exception `{cls.__name__}` makes its instances itself (`__new__`)",
            span,
            hint="set what it holds in `__init__`",
        )
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
    if isinstance(init, pytypes.FunctionType):
        try:
            inspect.signature(init).bind(*range(count + 1))
        except TypeError as e:
            f.fail(f"{cls.__name__}(): {e}", span)


class Caught:
    """The exception, and the classes of one of which it is. `tries`: how many bodies of `try`s are
    around its handler."""

    __slots__ = ("classes", "tries", "value")

    def __init__(self, value: Value, classes: tuple[type[BaseException], ...], tries: int = 0):
        self.value, self.classes, self.tries = value, classes, tries


class CaughtType(Composite):
    """Its class, or that of an exception that is a value, which is known when the program runs."""

    __slots__ = ("caught",)
    called = False
    __name__ = "the class of an exception"

    def __init__(self, caught: Any):
        self.caught = caught

    def parts(self) -> Sequence[Part]:
        return () if isinstance(self.caught, Caught) else (self.caught,)

    def with_parts(self, parts: Sequence[Part]) -> CaughtType:
        return CaughtType(parts[0]) if parts else self

    def kind(self) -> Hashable:
        return None


class Traceback:
    """Where an error came from, in an `__exit__`: it is there, and no more is known of it."""

    __name__ = "a traceback"


TRACEBACK = Traceback()


def of_exceptions(f: Lowering, name: str, *args: Any) -> Any:
    """What is asked of exceptions that are values (`raised.py`), which few programs have."""
    rule = EXCEPTIONS[name]
    assert rule is not None
    return rule(f, *args)


def is_carried(t: ty.Type) -> bool:
    """Whether a value is an exception that is a native instance (`carried.py`)."""
    return all(is_carrying(user_classes.class_of(m)) for m in members(t))


def whole_exception(f: Lowering, v: Value, span: Span) -> Value:
    """What may be of several exceptions' types as one of the class that they have in common; any
    other value as it is."""
    if not isinstance(v.type, ty.Union) or not all(map(is_exception, v.type.members)):
        return v
    whole = exception_type(common_class([exception_class(m) for m in v.type.members]))
    return each(f, v, span, lambda x: x if x.type is whole else f.exception_as(x, whole, span))


def is_exception_of(
    f: Lowering, held: Caught | Value, wanted: tuple[type, ...], span: Span
) -> Value | bool:
    """Whether an exception is of one of the classes."""
    f.b.span = span
    exceptions = tuple(c for c in wanted if issubclass(c, BaseException))
    if isinstance(held, Value):
        members = held.type.members if isinstance(held.type, ty.Union) else (held.type,)
        if not all(map(is_exception, members)):
            return of_each(
                f,
                held,
                lambda x: is_exception_of(f, x, wanted, span),
                lambda cls: issubclass(cls, wanted),
                span,
            )
    known = held.classes if isinstance(held, Caught) else tuple(map(exception_class, members))
    if any(all(issubclass(c, cls) for c in known) for cls in wanted):
        return True
    if not exceptions:
        return False
    if isinstance(held, Value):
        asked: Value = of_exceptions(f, "exception_test", held, exceptions, span)
        return asked
    tests = [f.b.emit("exc.is", held.value, exc=exception_name(f, cls, span)) for cls in exceptions]
    return functools.reduce(lambda a, b: f.b.emit("or", a, b), tests)


def of_each(
    f: Lowering,
    held: Value,
    of_exception: Callable[[Value], Value | bool | None],
    of_other: Callable[[type], bool],
    span: Span,
) -> Value:
    """A test of the class of what may be an exception or something else."""

    def one(x: Value) -> Value:
        cls = classes.python_class(x.type)
        found = of_exception(x) if is_exception(x.type) else cls is not None and of_other(cls)
        return found if isinstance(found, Value) else f.b.const(bool(found), ty.BOOL, span)

    return each(f, held, span, one)


def class_name(f: Lowering, of: CaughtType, span: Span) -> Value:
    if isinstance(of.caught, Caught):
        return text_of(f, of.caught, "name", span)
    found: Value = of_exceptions(f, "exception_class_name", of.caught, span)
    return found


def is_exactly(f: Lowering, of: CaughtType, cls: type, node: ast.expr) -> Value | None:
    """Whether an exception is of the very class: of it or of one that derives from it, and called
    as it is. None: never."""
    span = f.span(node)
    is_of = is_exception_of(f, of.caught, (cls,), span)
    if is_of is False:
        return None
    if any(other.__name__ == cls.__name__ for other in _derived(cls)):
        f.fail(
            f"a class that derives from {cls.__name__} has the same name",
            span,
            hint=f"isinstance(e, {cls.__name__})",
        )
    name = f.materialise(Static(cls.__name__), span)
    called: Value = f.compare(ast.Eq(), class_name(f, of, span), name, node)
    return called if is_of is True else f.at(node).emit("and", is_of, called)


def _derived(cls: type) -> Iterator[type]:
    others: list[type] = cls.__subclasses__()
    for other in others:
        yield other
        yield from _derived(other)


def of_exception(f: Lowering, error: Caught | Value, name: str, span: Span) -> Value | Static:
    """The attribute of an exception."""
    if isinstance(error, Value) and name == "__class__":
        return Static(CaughtType(error))
    if isinstance(error, Caught) and name == "__traceback__":
        return Static(TRACEBACK)
    found: Value | Static = of_exceptions(f, "exception_attribute", error, name, span)
    return found


def caught_in(held: Any) -> Caught | None:
    """The exception that an operand is, if it is one."""
    found = held.obj if isinstance(held, Static) else None
    return found if isinstance(found, Caught) else None


def text_of(f: Lowering, caught: Caught, what: str, span: Span) -> Value:
    """A text of it as a string: "str", "repr", or the "name" of its class."""
    if what != "name" and all(map(is_carrying, caught.classes)):
        oracle = str if what == "str" else repr
        whole = of_exceptions(f, "carried_instance", caught, span)
        return f.materialise(f.call_oracle(oracle, [whole], {}, span), span)
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
    """A call of `print`, or one with exceptions among the arguments; they, and dtypes, may become
    texts in `args`. None: it is to be made as any other."""
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
            elif isinstance(arg, Static) and is_dtype(arg.obj):
                args[i] = Static(str(arg.obj))
    return None


def _is(obj: Any, *objects: Any) -> bool:
    return any(obj is x for x in objects)
