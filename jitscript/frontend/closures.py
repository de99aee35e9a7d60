"""Functions as values: nested `def`s, lambdas, `functools.partial`; what they capture.

    def outer(xs: list[float], k: float) -> float:
        def scaled(x):            # a Closure: compile-time, with what it captures as its parts
            return k * x
        return sum_of(scaled, xs)

A call compiles an instance of the nested function, in which what it captures are parameters more.
In the function around, a captured name means what it holds when the function is called; passed on,
the function takes along what its names hold then. Nobody can rebind them meanwhile: a name that a
nested function rebinds (`nonlocal`) is kept in a cell (`cells.py`).
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Hashable, Sequence
from typing import Any

from ..diagnostics import CompileError, Span
from ..ir.core import Value
from .arguments import Default, WrongCall, assign_slots, fits
from .assign import assign_name
from .composite import Cached, Composite, FunctionValue, Part, is_function
from .emitter import Static
from .functions import call_instance
from .literals import of_object
from .lowering import Lowering
from .nested import InnerSignature, Variable
from .outcomes import Poison, Poisoned
from .parts import Parts
from .services import called, expression, service, statement
from .signature import Postponed

Held = Value | Static
Captures = dict[Variable, Held]


class Closure(Composite):
    """A nested function: its head, its defaults, and what it captures; while it is called in the
    function around (`live`), which has that, only what comprehensions around it have bound."""

    __slots__ = ("captures", "defaults", "live", "signature")

    def __init__(
        self, signature: InnerSignature, defaults: dict[str, Held], captures: Captures, live: bool
    ):
        self.signature, self.defaults = signature, defaults
        self.captures, self.live = captures, live

    @property
    def __name__(self) -> str:
        return str(self.signature.fn.__name__)

    def parts(self) -> Sequence[Part]:
        return [*self.defaults.values(), *self.captures.values()]

    def with_parts(self, parts: Sequence[Part]) -> Closure:
        n = len(self.defaults)
        defaults = dict(zip(self.defaults, parts[:n]))
        return Closure(self.signature, defaults, dict(zip(self.captures, parts[n:])), self.live)

    def kind(self) -> Hashable:
        return self.signature, tuple(self.defaults), tuple(self.captures), self.live


class Partial(Composite):
    """`functools.partial(function, …)`."""

    __slots__ = ("args", "function", "keywords")

    def __init__(self, function: Held, args: Sequence[Held], keywords: dict[str, Held]):
        self.function, self.args, self.keywords = function, args, keywords

    def parts(self) -> Sequence[Part]:
        return [self.function, *self.args, *self.keywords.values()]

    def with_parts(self, parts: Sequence[Part]) -> Partial:
        n = 1 + len(self.args)
        return Partial(parts[0], parts[1:n], dict(zip(self.keywords, parts[n:])))

    def kind(self) -> Hashable:
        return len(self.args), tuple(self.keywords)


# --- making them --------------------------------------------------------------------------------


@expression(ast.Lambda)
def _lambda(f: Lowering, node: ast.Lambda) -> Static:
    return closure(f, node)


@statement(ast.FunctionDef)
def _definition(f: Lowering, s: ast.FunctionDef) -> None:
    made = closure(f, s)
    if s.decorator_list:
        made = f.decorated(s, made)
    assign_name(f, s.name, made, f.span(s))


@statement(ast.Nonlocal)
def _nonlocal(f: Lowering, s: ast.Nonlocal) -> None:
    """Whose the names are, the scope knows; those of a function of CPython's are constants."""
    inside = [name for _, name in f.signature.free]
    outside = [name for name in s.names if name not in inside]
    if outside:
        f.fail(
            f"`{outside[0]}` belongs to a function that is not compiled, and cannot be rebound",
            f.span(s),
            hint="return the new value; captured variables are constants",
        )


@statement(ast.Global)
def _global(f: Lowering, s: ast.Global) -> None:
    """Read, a global is one as ever; the rule for assignment refuses to set it."""


def closure(f: Lowering, node: ast.FunctionDef | ast.Lambda) -> Static:
    args = node.args
    parts = Parts(f)
    named = [*args.posonlyargs, *args.args]
    written = [*zip(named[len(named) - len(args.defaults) :], args.defaults)]
    written += [(a, d) for a, d in zip(args.kwonlyargs, args.kw_defaults) if d is not None]
    defaults = {a.arg: parts.expr(d) for a, d in written}
    parts.check()
    signature = _signature(f, node)
    own = {v: f.env[v[1]] for v in signature.free if f.targets.get(v[1]) is v[0]}
    captures = {v: held for v, held in own.items() if not isinstance(held, Poison)}
    return Static(Closure(signature, defaults, captures, True))


def _signature(f: Lowering, node: ast.FunctionDef | ast.Lambda) -> InnerSignature:
    found = f.unit.nested.get(node)
    if found is None:
        try:
            found = InnerSignature(f.signature, node, f.targets, f.unit.check_only)
        except Postponed:
            f.postpone()
        except CompileError as e:
            f.unit.report(*e.diagnostics)
            raise Poisoned from None
        f.unit.nested[node] = found
    assert isinstance(found, InnerSignature)
    return found


@called(functools.partial)
def _partial(
    f: Lowering, obj: Any, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    if isinstance(obj, functools.partial):  # made outside
        given = [of_object(f, x, span, "") for x in obj.args]
        more = {n: of_object(f, x, span, n) for n, x in obj.keywords.items()}
        return f.call_object(obj.func, [*given, *args], {**more, **keywords}, span)
    if not args:
        f.fail("type 'partial' takes at least one argument", span)
    function = args[0]
    if isinstance(function, Value) and f.can_be_called(function.type):
        function = args[0] = Static(FunctionValue(function))
    if not (isinstance(function, Static) and is_function(function.obj)):
        f.fail("the first argument of partial() must be a function known here", span)
    taken = [taken_along(f, a, span) for a in args]
    return Static(
        Partial(taken[0], taken[1:], {k: taken_along(f, v, span) for k, v in keywords.items()})
    )


# --- what they capture --------------------------------------------------------------------------


def captures_of(f: Lowering, closure: Closure, span: Span) -> Captures:
    """What a nested function captures, and what the functions capture that it captures."""
    if not closure.live:
        return closure.captures
    found = dict(closure.captures)
    work = list(closure.signature.free)
    while work:
        variable = work.pop(0)
        if variable in found:
            continue
        held = f.variable(variable)
        if held is None:  # not bound: an error where it is read
            continue
        if isinstance(held, Poison):
            if held.reason is not None:
                f.errors.append(held.reason(span))
                held.reason = None
            raise Poisoned
        found[variable] = held
        inner = _inside(held)
        if inner is not None and inner.live:
            found.update(inner.captures)
            work += inner.signature.free
    return found


def _inside(held: Held) -> Closure | None:
    """The nested function that this is, or remembers the results of."""
    obj = held.obj if isinstance(held, Static) else None
    if isinstance(obj, Cached):
        obj = obj.function.obj
    return obj if isinstance(obj, Closure) else None


@service
def taken_along(f: Lowering, held: Held, span: Span) -> Held:
    """An argument as it is passed: a nested function with what it captures."""
    if isinstance(held, Static) and isinstance(held.obj, Cached):
        function = taken_along(f, held.obj.function, span)
        return Static(held.obj.with_parts([function, *held.obj.parts()[1:]]))
    if isinstance(held, Static) and isinstance(held.obj, Closure) and held.obj.live:
        closure, captures = held.obj, captures_of(f, held.obj, span)
        return Static(Closure(closure.signature, closure.defaults, captures, False))
    return held


# --- calls --------------------------------------------------------------------------------------


@called(Closure)
def _call(
    f: Lowering, closure: Closure, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    signature = closure.signature
    slots = assign_slots(f, signature, [*args], {**keywords}, False)
    if isinstance(slots, WrongCall):
        f.fail(slots.title, span, hint=slots.hint)
    slots = [
        closure.defaults[p.name] if isinstance(s, Default) else s
        for p, s in zip(signature.params, slots)
    ]
    types = fits(f, signature, slots, exact=False, span=span, explain=True)
    assert types is not None
    return call_instance(f, signature, slots, types, span, captures=captures_of(f, closure, span))


@called(Partial)
def _call_partial(
    f: Lowering, partial: Partial, args: list[Held], keywords: dict[str, Held], span: Span
) -> Held:
    given = {**partial.keywords, **keywords}
    assert isinstance(partial.function, Static)
    return f.call_object(partial.function.obj, [*partial.args, *args], given, span)
