"""Attributes and methods of exceptions that are values, which Python is asked for."""

from __future__ import annotations

import types as pytypes
from collections.abc import Sequence
from typing import Any, NoReturn

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from . import classes, raised_native, user_classes
from .arguments import WrongCall, assign_slots
from .caught import Caught, common_class, exception_class, exception_type, of_exceptions
from .composite import BoundMethod
from .emitter import Static
from .exception_classes import is_carrying
from .functions import head
from .lowering import Lowering
from .operators.unions import members
from .patterns import describe, fill
from .python_calls import call_python
from .raised_fields import CONSTANTS, SCALARS, TEXT, assigned, field_type, is_constant, look_ahead
from .services import about

Held = Value | Static
_ASKED = "jitscript.runtime.caught"


# --- attributes ----------------------------------------------------------------------------------


@about
def exception_attribute(f: Lowering, error: Caught | Value, name: str, span: Span) -> Held:
    """Of what was caught, which may be of several classes that have no common base with it, too."""
    if isinstance(error, Value):
        return _attribute(f, error, exception_class(error.type), name, span)
    base = common_class(error.classes)
    if all(map(is_carrying, error.classes)):
        return f.attribute_of(_object(f, error, span), name, span)
    if any(map(is_carrying, error.classes)):
        f.fail(
            f"the attribute `{name}` of an exception that may or may not hold what can change",
            span,
            hint="ask isinstance(…) first, or write a clause for each class",
        )
    for cls in error.classes:
        if cls.__module__ != "builtins":
            f.unit.looks.definition(cls)
    if name == "args":
        return _args(f, error, error.classes, span)
    if user_classes.owner_of(base, name) is None and len(error.classes) > 1:
        found = [field_type(f, cls, name, span) for cls in error.classes]
        if None not in found:
            return _ask(f, error, name, ty.union_of(*(t for t in found if t is not None)), span)
    return _attribute(f, error, base, name, span)


def _object(f: Lowering, error: Caught | Value, span: Span) -> Value:
    """The exception as a value."""
    if isinstance(error, Value):
        return error
    value: Value = of_exceptions(f, "exception_value", error, span)
    return value


def _attribute(
    f: Lowering, error: Caught | Value, cls: type[BaseException], name: str, span: Span
) -> Held:
    """An attribute of an exception of a class: a field, or a method."""
    if cls.__module__ != "builtins":
        f.unit.looks.definition(cls)
    if name == "args":
        return _args(f, error, (cls,), span)
    if name == "__context__":
        f.fail(
            "compiled code does not know the `__context__` of an exception",
            span,
            hint="`raise … from e` makes e its `__cause__`",
        )
    raw = user_classes.raw(cls, name)
    own = user_classes.owner_of(cls, name)
    if isinstance(raw, pytypes.FunctionType) or (
        name in ("add_note", "with_traceback") and raw is not None
    ):
        return Static(BoundMethod(_object(f, error, span), name))
    if isinstance(raw, property) and raw.fget is not None:
        result = _result_of(f, cls, raw.fget, span)
        return _ask(f, error, name, result, span)
    t = field_type(f, cls, name, span)
    if t is None and name == "__cause__":
        t = ty.union_of(exception_type(BaseException), ty.NONE)
    if t is None and raw is not None and own is not None and type(raw) in CONSTANTS:
        t = CONSTANTS[type(raw)]
    if t is None:
        _unknown(f, cls, name, span)
    return _ask(f, error, name, t, span)


def _ask(f: Lowering, error: Caught | Value, name: str, t: ty.Type, span: Span) -> Value:
    if not is_constant(t):
        f.fail(
            f"the attribute `{name}` of an exception is of type {describe(t)}, which can change, "
            "and compiled code would not see that",
            span,
            hint="keep a tuple, a text or a number in the exception",
        )

    def by_python() -> Value:
        value = _object(f, error, span)
        text = f.materialise(Static(name), span)
        return call_python(f, f"{_ASKED}:attribute", [value, text], [], t, span)

    if isinstance(error, Value):
        return by_python()
    return raised_native.read(f, error, name, t, span, by_python)


def _unknown(f: Lowering, cls: type, name: str, span: Span) -> NoReturn:
    if assigned(f, cls, name) is None:
        f.fail(f"{cls.__name__} has no attribute `{name}`", span)
    f.fail(
        f"cannot tell the type of the attribute `{name}` of {cls.__name__}",
        span,
        hint=f"annotate it in the class, `{name}: int`, or the parameter that it is set to",
    )


def _args(
    f: Lowering, error: Caught | Value, classes_of: Sequence[type[BaseException]], span: Span
) -> Value:
    """A tuple where it is known what the class is made of; else what is asked one by one."""
    look_ahead(f)
    types: set[ty.Type] = set()
    for cls in classes_of:
        made = [given for given, _ in f.unit.raised.get(cls, [])]
        own = _own_function(cls, "__init__") is not None
        plain = not own and cls.__module__ != "builtins"
        if plain and len(made) == len(classes_of) == 1 and all(map(_is_argument, made[0])):
            items = tuple(t for t in made[0] if t is not None)
            return _ask(f, error, "args", ty.Tuple(items), span)
        types |= {t for given in made for t in given if t is not None and _is_argument(t)}
        if issubclass(cls, (KeyError, StopIteration, SystemExit)):
            types |= set(members(SCALARS))
        elif issubclass(cls, OSError):
            types |= {TEXT, ty.INT}
        elif not plain or not made:
            types |= {TEXT}
    value = _object(f, error, span)
    assert isinstance(value.type, ty.Object)
    t = ty.Object("Arguments", (value.type.args[0], ty.union_of(*types or {TEXT})))
    classes.implementation(registry.module("raised").Arguments)
    f.unit.layout(t)
    f.b.span = span
    return f.b.op("object.new", value, types=[t]).result


def _is_argument(t: ty.Type | None) -> bool:
    return t is not None and is_constant(t)


def _own_function(cls: type, name: str) -> pytypes.FunctionType | None:
    """What the user's classes define under the name."""
    found = user_classes.raw(cls, name)
    return found if isinstance(found, pytypes.FunctionType) else None


# --- methods, and attributes that are set ---------------------------------------------------------


def _result_of(f: Lowering, cls: type, fn: Any, span: Span) -> ty.Type:
    signature = head(f, fn, span, exception_type(cls))
    found = fill(signature.result, {}) if signature.result is not None else None
    if found is None:
        f.fail(
            f"what `{fn.__name__}` gives is not known: methods of exceptions run in Python, and "
            "compiled code takes the type of the result from the annotation",
            span,
            hint=f"write def {fn.__name__}(…) -> T",
        )
    return found


@about
def exception_method(
    f: Lowering, error: Value, name: str, args: list[Held], keywords: dict[str, Held], span: Span
) -> Value:
    """A method of an exception, which Python calls."""
    cls = exception_class(error.type)
    fn = user_classes.raw(cls, name)
    if not isinstance(fn, pytypes.FunctionType):
        result = ty.NONE if name == "add_note" else error.type
        values = [f.materialise(a, span) for a in args]
        return _call(f, error, name, values, [], result, span)
    signature = head(f, fn, span, exception_type(cls))
    slots = assign_slots(f, signature, [error, *args], keywords, False)
    if isinstance(slots, WrongCall):
        f.fail(slots.title, span, hint=slots.hint)
    values = [f.materialise(a, span) for a in (*args, *keywords.values())]
    return _call(f, error, name, values, list(keywords), _result_of(f, cls, fn, span), span)


def _call(
    f: Lowering,
    error: Value,
    name: str,
    values: list[Value],
    words: list[str],
    result: ty.Type,
    span: Span,
) -> Value:
    text = f.materialise(Static(name), span)
    given = [error, text, *values]
    return call_python(f, f"{_ASKED}:call", given, words, result, span)


@about
def set_exception(f: Lowering, error: Value, name: str, value: Value, span: Span) -> None:
    if not is_constant(value.type):
        f.fail(
            f"an attribute of an exception cannot be set to {describe(value.type)} here",
            span,
            hint="keep a tuple, a text or a number in the exception",
        )
    text = f.materialise(Static(name), span)
    call_python(f, f"{_ASKED}:set_attribute", [error, text, value], [], ty.NONE, span)
