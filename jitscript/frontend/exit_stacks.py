"""Methods of `contextlib.ExitStack` that ask what they are given, and managers of `contextlib` that
are values. The stack itself is library code (`library/exit_stacks.py`)."""

from __future__ import annotations

import contextlib
import functools
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Value
from ..library import registry
from . import classes
from .closures import Partial, taken_along
from .composite import BoundMethod, is_function
from .emitter import Static
from .lowering import Lowering
from .methods import call_method, construct
from .operators.unions import each
from .patterns import callable_type, describe
from .services import Held, called
from .suspended import Suspended


def check_manager(f: Lowering, manager: Value, span: Span) -> None:
    t = manager.type
    for name in ("__enter__", "__exit__"):
        if not isinstance(t, ty.Object) or classes.method(t, name) is None:
            f.fail(
                f"{describe(t)} is no context manager: it has no `{name}`",
                span,
                hint="an instance of a class with `__enter__` and `__exit__`, suppress(…) or "
                "nullcontext(…)",
            )


@called(contextlib.ExitStack)
def _stack(f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span) -> Held:
    if args or keywords:
        f.fail("ExitStack() takes no arguments", span)
    classes.known(registry.module("exit_stacks").Callback)
    nothing = ty.Object("Callback", (callable_type((), ty.NONE),))
    cls = classes.implementation(contextlib.ExitStack)
    assert cls is not None
    f.when_empty[f.place(span, 0)] = nothing
    return construct(f, cls, None, [], {}, span)


@called(contextlib.ExitStack.enter_context)
def _enter(
    f: Lowering, obj: BoundMethod, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    if len(args) != 1 or keywords:
        f.fail("enter_context() takes one argument", span)
    if isinstance(args[0], Static) and isinstance(args[0].obj, Suspended):
        f.fail(
            f"the manager that `{args[0].obj.__name__}` makes cannot be entered by a stack",
            span,
            hint="write a class with `__enter__` and `__exit__`; or enter it by `with`",
        )
    manager = f.materialise(args[0], span)
    if isinstance(manager.type, ty.Union):
        return each(f, manager, span, lambda x: f.materialise(_enter(f, obj, [x], {}, span), span))
    check_manager(f, manager, span)
    entered = call_method(f, manager, "__enter__", [], span)
    assert entered is not None
    _push(f, obj.value, manager, span)
    return entered


@called(contextlib.ExitStack.callback)
def _callback(
    f: Lowering, obj: BoundMethod, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    """The call is kept as a function without arguments; what it gives is of no interest."""
    if not args:
        f.fail("callback() takes a function", span)
    function = args[0]
    if isinstance(function, Value) and f.can_be_called(function.type):
        call = f.call_object(functools.partial, args, keywords, span)
    elif isinstance(function, Static) and is_function(function.obj):
        taken = [taken_along(f, a, span) for a in args]
        named = {name: taken_along(f, a, span) for name, a in keywords.items()}
        call = Static(Partial(taken[0], taken[1:], named))
    else:
        f.fail("callback() takes a function", span)
    assert isinstance(call, Static)
    value = f.function_value(call, span, callable_type((), ty.NONE))
    _push(f, obj.value, _made(f, "Callback", value, span), span)
    return function


@called(contextlib.ExitStack.push)
def _pushed(
    f: Lowering, obj: BoundMethod, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    """A manager that is entered already."""
    if len(args) != 1 or keywords:
        f.fail("push() takes one argument", span)
    manager = f.materialise(args[0], span)
    t = manager.type
    if not isinstance(t, ty.Object) or classes.method(t, "__exit__") is None:
        f.fail(
            f"a stack cannot push {describe(t)}, which has no `__exit__`",
            span,
            hint="push an instance of a class with `__exit__`; or stack.callback(f, …)",
        )
    _push(f, obj.value, manager, span)
    return manager


def _push(f: Lowering, stack: Value, exit: Value, span: Span) -> None:
    call_method(f, stack, "_push", [exit], span)


def _made(f: Lowering, name: str, value: Value, span: Span) -> Value:
    cls = getattr(registry.module("exit_stacks"), name)
    classes.known(cls)
    return construct(f, cls, (value.type,), [value], {}, span)


@called(contextlib.closing)
def _closing(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    if len(args) != 1 or keywords:
        f.fail("closing() takes one argument", span)
    return _made(f, "Closing", f.materialise(args[0], span), span)


@called(contextlib.nullcontext)
def _nothing(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    given = [*args, *keywords.values()]
    if len(given) > 1 or set(keywords) - {"enter_result"}:
        f.fail("nullcontext() takes at most one argument", span)
    result = f.materialise(given[0] if given else Static(None), span)
    return _made(f, "Nothing", result, span)


@called(contextlib.suppress)
def _suppress(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    f.fail("suppress(…) is entered where it is made", span, hint="with suppress(…):")
