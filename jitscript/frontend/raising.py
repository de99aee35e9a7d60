"""The statement `raise`."""

from __future__ import annotations

import ast
import types as pytypes
from typing import Any, NoReturn

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..ir.ops.handlers import class_of
from .caught import (
    Caught,
    caught_in,
    check_arguments,
    exception_name,
    is_carried,
    of_exceptions,
    whole_exception,
)
from .emitter import Static
from .exception_classes import is_carrying
from .lowering import Lowering
from .messages import Message, message_of, raise_with
from .outcomes import Dead, Failed, Poisoned
from .parts import Parts
from .patterns import describe, is_exception, narrow_first
from .services import statement


@statement(ast.Raise)
def lower_raise(f: Lowering, s: ast.Raise) -> bool:
    span = f.span(s)
    if s.exc is None and not f.handling:
        f.fail("a bare `raise` needs an exception being handled", span, hint="name the exception")
    if s.exc is None:
        _raise_again(f, f.handling[-1], span)
    caught = _caught(f, s.exc)
    if caught is not None and s.cause is None:
        _raise_again(f, caught, span, here=True)
    if isinstance(s.exc, ast.Call):
        cls, args = s.exc.func, s.exc.args
    else:
        cls, args = s.exc, []
    if _is_value(f, s, cls) or _makes_instance(f, cls):
        _throw(f, s)
    parts = Parts(f)
    name = parts.run(cls, _exception, f, cls, len(args))
    message = parts.run(s, message_of, f, args, _is_kept(f, name))
    if name is not None and message is not None:
        _note(f, name, message)
    if message is not None and any(_holds_none(v.type) for v in message.values):
        values = list(message.values)
        error = of_exceptions(f, "make_exception", class_of(name), values, {}, span)
        of_exceptions(
            f, "throw", error, span, _cause_of(f, s.cause) if s.cause is not None else None
        )
    cause = parts.run(s.cause, _cause, f, s.cause) if s.cause is not None else None
    parts.check()
    raise_with(f, name, message, span, cause)


def _is_kept(f: Lowering, name: str | None) -> bool:
    """Whether an exception's own `__init__` gets the arguments, which handlers may ask for."""
    cls = class_of(name) if name is not None else None
    return isinstance(getattr(cls, "__init__", None), pytypes.FunctionType) and not f.unit.device


def _holds_none(t: ty.Type) -> bool:
    """Whether a value may be, or hold, what native errors do not carry: None."""
    if isinstance(t, (ty.Union, ty.Tuple)):
        return any(map(_holds_none, t.members if isinstance(t, ty.Union) else t.items))
    return t is ty.NONE


def _note(f: Lowering, name: str, message: Message) -> None:
    """Remember of what types an exception of the class is made."""
    cls = class_of(name)
    types: tuple[ty.Type, ...] = tuple(v.type for v in message.values)
    if message.text is not None:
        types = (ty.Object("str"),)
        if message.number is not None:
            types = (ty.INT, *types)
    known = f.unit.raised.setdefault(cls, []) if cls is not None else []
    if (types, ()) not in known:
        known.append((types, ()))


def _is_value(f: Lowering, s: ast.Raise, cls: ast.expr) -> bool:
    """Whether Python makes the exception, as only it can."""
    if isinstance(s.exc, ast.Call) and (
        s.exc.keywords or any(isinstance(a, ast.Starred) or _held(f, a) for a in s.exc.args)
    ):
        return True
    if s.cause is not None and not _is_none(s.cause):
        caught = _caught(f, s.cause)
        if caught is None or _depth(f, caught) < 0:
            return True
    return not _names_class(f, cls)


def _makes_instance(f: Lowering, cls: ast.expr) -> bool:
    """Whether an expression names a class of which the exceptions are native instances."""
    try:
        held = f.expr(cls) if isinstance(cls, (ast.Name, ast.Attribute)) else None
    except (Failed, Poisoned):
        return False
    return isinstance(held, Static) and is_carrying(held.obj)


def _held(f: Lowering, node: ast.expr) -> bool:
    """Whether an expression is the name of an exception."""
    held = f.env.get(node.id) if isinstance(node, ast.Name) else None
    return caught_in(held) is not None or (isinstance(held, Value) and is_exception(held.type))


def _names_class(f: Lowering, node: ast.expr) -> bool:
    """Whether an expression names a class, or something that is not there."""
    first = node
    while isinstance(first, ast.Attribute):
        first = first.value
    if not isinstance(first, ast.Name):
        return False
    if isinstance(f.env.get(first.id), Value):
        return False
    try:
        held = f.expr(node)
    except (Failed, Poisoned):
        return True
    return isinstance(held, Static) and isinstance(held.obj, type)


def _throw(f: Lowering, s: ast.Raise) -> NoReturn:
    """`raise` of what is a value, or of what Python makes."""
    assert s.exc is not None
    parts = Parts(f)
    error = parts.run(s.exc, _exception_of, f, s.exc)
    if error is not None and is_carried(error.type):
        number = parts.run(s.cause, _cause, f, s.cause) if s.cause is not None else None
        parts.check()
        of_exceptions(f, "raise_carried", error, f.span(s), number)
        raise Dead
    cause = parts.run(s.cause, _cause_of, f, s.cause) if s.cause is not None else None
    parts.check()
    _raise_value(f, error, f.span(s), cause)


def _raise_value(f: Lowering, error: Value, span: Span, cause: Value | None) -> NoReturn:
    of_exceptions(f, "throw", error, span, cause)
    raise Dead


def _exception_of(f: Lowering, node: ast.expr) -> Value:
    held = f.expr(node)
    if isinstance(held, Static) and isinstance(held.obj, type):
        held = f.call_object(held.obj, [], {}, f.span(node))
    v = whole_exception(f, f.materialise(held, f.span(node)), f.span(node))
    if not is_exception(v.type) and not is_carried(v.type):
        f.fail(
            f"only exceptions can be raised, not {describe(v.type)}",
            f.span(node),
            hint=narrow_first(v.type) or "raise ValueError, IndexError, ZeroDivisionError, …",
        )
    return v


def _raise_again(f: Lowering, caught: Caught, span: Span, here: bool = False) -> NoReturn:
    """Where a `try` of the handler may catch it, it is one object for both. Kernels have no objects
    of exceptions, and nothing in them that could tell."""
    native = all(map(is_carrying, caught.classes))
    if f.tries > caught.tries and not f.unit.device and not native:
        of_exceptions(f, "exception_value", caught, span)
    attrs: dict[str, Any] = {"here": True} if here else {}
    f.b.op("exc.raise", caught.value, span=span, **attrs)
    raise Dead


def _cause_of(f: Lowering, node: ast.expr) -> Value:
    if _is_none(node):
        return f.at(node).const(None, ty.NONE)
    held = f.expr(node)
    types = held.type.members if isinstance(held, Value) and isinstance(held.type, ty.Union) else ()
    if types and all(is_exception(m) or m is ty.NONE for m in types):
        assert isinstance(held, Value)
        return held
    return _exception_of(f, node)


def _caught(f: Lowering, node: ast.expr) -> Caught | None:
    """The exception that a handler around has bound to this name."""
    return caught_in(f.env.get(node.id)) if isinstance(node, ast.Name) else None


def _cause(f: Lowering, node: ast.expr) -> int:
    """Which of the exceptions that are being handled is the cause, the last one 0; -1: None."""
    if _is_none(node):
        return -1
    caught = _caught(f, node)
    if caught is None or _depth(f, caught) < 0:
        f.fail(
            "the cause of an exception that holds what can change is one that is being handled",
            f.span(node),
            hint="raise it in the handler, from what that has caught",
        )
    return _depth(f, caught)


def _depth(f: Lowering, caught: Caught) -> int:
    """Which of the exceptions that are being handled it is, the last one 0; -1: none."""
    around = (i for i, each in enumerate(reversed(f.handling)) if each.value is caught.value)
    return next(around, -1)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _exception(f: Lowering, node: ast.expr, arguments: int) -> str:
    """The name of the exception that `node` denotes, and that takes so many arguments."""
    held = f.expr(node)
    cls = held.obj if isinstance(held, Static) else None
    if isinstance(cls, type) and issubclass(cls, BaseException):
        check_arguments(f, cls, arguments, f.span(node))
        return exception_name(f, cls, f.span(node))
    f.fail(
        "only exceptions can be raised",
        f.span(node),
        hint="raise ValueError, IndexError, ZeroDivisionError, …",
    )
