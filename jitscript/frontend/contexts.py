"""`with`: instances of classes with `__enter__` and `__exit__`, `suppress`, `nullcontext`, and
NumPy's `errstate`.

`__exit__` is called on every way out, with three times None; where an error leaves the body, with
its class, the exception as a value, and a traceback that can be compared with None. Its result
decides whether the error goes on. One that only asks whether its arguments are None makes no value
of the error.
"""

from __future__ import annotations

import ast
import contextlib
import sys
from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Any

from ..diagnostics import Span
from ..ir import types as ty
from ..ir.core import Region, Value
from . import classes
from .assign import assign
from .caught import TRACEBACK, Caught, CaughtType, of_exceptions
from .composite import BoundMethod
from .conditions import truth_of
from .consumers import guarded
from .emitter import Static
from .exit_stacks import check_manager
from .finals import finally_
from .handlers import exception_classes
from .kept_closing import held_alone
from .lowering import Lowering, raise_if
from .managed import managed_by
from .merge import emit_block, ends_of
from .methods import call_method
from .outcomes import Edge
from .scope import NONE, yields
from .services import statement
from .source import source_of
from .suspended import Suspended
from .tries import Body, Clause, handle


@statement(ast.With)
def lower_with(f: Lowering, s: ast.With) -> bool:
    if isinstance(s.items[0].context_expr, ast.IfExp):
        return f.block([_chosen(f, s, s.items[0].context_expr)])
    return _items(f, s, s.items)


def _chosen(f: Lowering, s: ast.With, choice: ast.IfExp) -> ast.If:
    """`with a if c else b as x: …` as an `if` with a `with` in each branch."""
    made: ast.If | None = f.rewritten.get(s)
    if made is not None:
        return made
    first, *rest = s.items
    arms = [
        ast.copy_location(ast.With([ast.withitem(x, first.optional_vars), *rest], s.body), s)
        for x in (choice.body, choice.orelse)
    ]
    made = ast.copy_location(ast.If(choice.test, [arms[0]], [arms[1]]), s)
    for name in ("live_after", "live_raised", "live_final"):
        live = getattr(f.scope, name)
        live.update({node: live[s] for node in (made, *arms) if s in live})
    f.rewritten[s] = made
    return made


def _items(f: Lowering, s: ast.With, items: Sequence[ast.withitem]) -> bool:
    if not items:
        return f.block(s.body)
    item, rest = items[0], items[1:]
    known = _known(f, item.context_expr)
    if known is not None:
        return _library(f, s, known, item, lambda f: _items(f, s, rest))
    held = f.expr(item.context_expr)
    span = f.span(item.context_expr)
    if isinstance(held, Static) and isinstance(held.obj, Suspended):
        return _generator(f, s, held.obj, item, lambda f: _items(f, s, rest))
    manager = f.materialise(held, span)
    check_manager(f, manager, span)
    entered = call_method(f, manager, "__enter__", [], span)
    assert entered is not None

    def body(f: Lowering) -> bool:
        if item.optional_vars is not None:
            assign(f, item.optional_vars, entered, item.context_expr)
        return _items(f, s, rest)

    return _managed(f, s, manager, body, item is s.items[0], span)


def _generator(f: Lowering, s: ast.With, call: Suspended, item: ast.withitem, body: Body) -> bool:
    span = f.span(item.context_expr)
    if not call.manager:
        f.fail(
            "a generator is no context manager",
            span,
            hint="decorate its function with `@contextlib.contextmanager`",
        )
    left = f.consumer is not None and f.consumer.closes and any(map(yields, s.body))
    tree = call.instance.signature.source.tree
    if left and not _only_cleans(tree.body):
        f.fail(
            f"the manager that `{call.__name__}` makes is around a `yield`, and does more than "
            "clean up behind its own",
            span,
            notes=("a loop that leaves the generator raises GeneratorExit in both",),
            hint="only `try: yield … finally: …` there; or write a class with `__enter__` and "
            "`__exit__`",
        )
    bound = NONE.union(*map(f.scope.assigned, (*s.items, *s.body)))
    return managed_by(f, call, item, body, (bound, f.scope.live_final[s]), span)


def _only_cleans(body: Sequence[ast.stmt]) -> bool:
    """Whether all that a generator function does behind its `yield` is done in `finally`."""
    last = body[-1]
    if any(map(yields, body[:-1])):
        return False
    if isinstance(last, ast.Try):
        return not (last.handlers or last.orelse) and _only_cleans(last.body)
    return isinstance(last, ast.Expr) and isinstance(last.value, ast.Yield)


def _known(f: Lowering, node: ast.expr) -> Any:
    """`suppress` or `nullcontext` of the library, or NumPy's `errstate`, if a call is one of it."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, (ast.Name, ast.Attribute)):
        return None
    root = node.func
    while isinstance(root, ast.Attribute):
        root = root.value  # type: ignore[assignment]
    if not isinstance(root, ast.Name) or root.id in f.scope.locals:
        return None
    held = f.expr(node.func)
    obj = held.obj if isinstance(held, Static) else None
    if _is_errstate(obj):
        return obj
    known = (contextlib.suppress, contextlib.nullcontext, contextlib.closing)
    return obj if obj in known else None


def _is_errstate(obj: Any) -> bool:
    return "numpy" in sys.modules and obj is sys.modules["numpy"].errstate


def _errstate(f: Lowering, s: ast.With, item: ast.withitem, body: Body) -> bool:
    """`with np.errstate(…)`: compiled code gives no warnings, and raises for none."""
    call = item.context_expr
    assert isinstance(call, ast.Call)
    for word in call.keywords:
        span = f.span(word.value)
        held = f.expr(word.value)
        known = held.obj if isinstance(held, Static) else None
        if word.arg not in ("all", "divide", "over", "under", "invalid"):
            f.fail(f"np.errstate() takes no argument `{word.arg}` here", span)
        if known not in ("ignore", "warn"):
            f.fail(
                'np.errstate() takes "ignore" and "warn" in compiled code, which gives no '
                "warnings of NumPy's",
                span,
                hint="test for what is to raise: np.isfinite(x).all()",
            )
    if call.args:
        f.fail("np.errstate() takes keywords", f.span(call))
    if item.optional_vars is not None:
        assign(f, item.optional_vars, f.b.const(None, ty.NONE), call)
    return body(f)


def _library(f: Lowering, s: ast.With, known: Any, item: ast.withitem, body: Body) -> bool:
    call, span = item.context_expr, f.span(item.context_expr)
    assert isinstance(call, ast.Call)
    if _is_errstate(known):
        return _errstate(f, s, item, body)
    if call.keywords or any(isinstance(a, ast.Starred) for a in call.args):
        f.fail(f"`{known.__name__}` takes plain arguments here", span)
    if known is contextlib.closing:
        return _closing(f, s, item, body)
    nothing: Any = f.b.const(None, ty.NONE)
    if known is contextlib.nullcontext:
        if len(call.args) > 1:
            f.fail("nullcontext() takes at most one argument", span)
        given = f.expr(call.args[0]) if call.args else nothing
        if item.optional_vars is not None:
            assign(f, item.optional_vars, given, call)
        return body(f)
    found = tuple(c for arg in call.args for c in exception_classes(f, arg))
    if item.optional_vars is not None:
        assign(f, item.optional_vars, nothing, call)
    clause = Clause(found, None, lambda f: True, span)
    bound = NONE.union(*map(f.scope.assigned, (*s.items, *s.body)))
    live, raised = f.scope.live_after[s], f.scope.live_raised[s]
    with guarded(f, s.body, span) as passed:
        return handle(f, body, [clause], None, (bound, bound, live), raised, span, passed)


def _closing(f: Lowering, s: ast.With, item: ast.withitem, body: Body) -> bool:
    """`with closing(x)`: its `close` is called, however the body is left."""
    call, span = item.context_expr, f.span(item.context_expr)
    assert isinstance(call, ast.Call)
    if len(call.args) != 1:
        f.fail("closing() takes one argument", span)
    held = f.expr(call.args[0])
    if isinstance(held, Static) and isinstance(held.obj, Suspended) and not held.obj.manager:
        thing = held_alone(f, held.obj, span)
    else:
        thing = f.materialise(held, span)

    def bound(f: Lowering) -> bool:
        if item.optional_vars is not None:
            assign(f, item.optional_vars, thing, call)
        return body(f)

    def leave(f: Lowering) -> bool:
        f.call_object(BoundMethod(thing, "close"), [], {}, span)
        return True

    names = NONE.union(*map(f.scope.assigned, (*s.items, *s.body)))
    return finally_(f, bound, leave, (names, f.scope.live_final[s]), span)


def _given(f: Lowering, manager: Value, caught: Caught, span: Span) -> list[Any]:
    """What `__exit__` is given of an error."""
    fn = classes.method(manager.type, "__exit__")
    if isinstance(fn, FunctionType) and not _only_tests(source_of(fn).tree):
        error = of_exceptions(f, "exception_value", caught, span)
        return [Static(CaughtType(error)), error, Static(TRACEBACK)]
    return [Static(TRACEBACK)] * 3


def _if_passed(
    f: Lowering,
    passed: Value,
    closed: Callable[[], None],
    span: Span,
    otherwise: Callable[[], None] = lambda: None,
) -> None:
    """In a generator: do `closed` where it is its consumer that leaves, or raises."""
    f.b.span = span
    test = f.b.op("cell.get", passed, types=[ty.BOOL], span=span).result
    regions = Region(), Region()
    for region, act in zip(regions, (closed, otherwise)):
        with f.branch(region):
            act()
            if f.b.region.terminator is None:
                f.b.op("yield", span=span)
    f.b.op("if", test, types=(), regions=list(regions), span=span)


def _closed(
    f: Lowering, manager: Value, span: Span, last: bool, caught: Caught | None = None
) -> None:
    """`__exit__` in a generator that its consumer is done with: GeneratorExit is raised in it. What
    the consumer raised goes on. `last`: nothing is done behind the `with`."""
    tried, handler = Region(), Region([ty.EXCEPTION])
    with f.branch(tried):
        f.b.op("raise", span=span, exc="GeneratorExit", message=None)
    with f.branch(handler):
        exit = Caught(handler.args[0], (GeneratorExit,))
        held = call_method(f, manager, "__exit__", _given(f, manager, exit, span), span)
        assert held is not None
        answer = f.materialise(held, span)
        if answer.type is not ty.NONE and not last:
            ended = truth_of(f, answer, f.here(span))
            wrong = "a generator whose `with` ends GeneratorExit does not go on in compiled code"
            raise_if(f, ended, "RuntimeError", wrong, span)
        f.b.op("yield", span=span)
    f.b.op("try", types=[], regions=[tried, handler], span=span)
    if caught is not None:
        f.b.op("exc.raise", caught.value, span=span)


def _only_tests(tree: ast.FunctionDef) -> bool:
    """Whether all that an `__exit__` does with its arguments is to ask whether they are None."""
    rest = tree.args.vararg
    names = {a.arg for a in (*tree.args.args[1:], *([rest] if rest is not None else ()))}
    asked = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Name):
            none = [isinstance(c, ast.Constant) and c.value is None for c in node.comparators]
            how = isinstance(node.ops[0], (ast.Is, ast.IsNot))
            alone = rest is None or node.left.id != rest.arg
            asked += node.left.id in names and alone and how and none == [True]
    used = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id in names]
    return (len(names) == 3 or rest is not None) and len(used) == asked


def _managed(f: Lowering, s: ast.With, manager: Value, body: Body, first: bool, span: Span) -> bool:
    bound = NONE.union(*map(f.scope.assigned, (*s.items, *s.body)))
    live = f.scope.live_final[s]
    ended: list[Edge] = []  # where `__exit__` ends the error

    last = s is f.source.tree.body[-1] and first

    def leave(f: Lowering) -> bool:
        if passed is not None:
            _if_passed(f, passed, lambda: _closed(f, manager, span, last), span, lambda: _left(f))
        else:
            _left(f)
        return True

    def _left(f: Lowering) -> None:
        none = f.b.const(None, ty.NONE)
        call_method(f, manager, "__exit__", [none, none, none], span)

    def failed(f: Lowering, caught: Caught) -> bool:
        if passed is not None:
            _if_passed(f, passed, lambda: _closed(f, manager, span, last, caught), span)
        given = _given(f, manager, caught, span)
        held = call_method(f, manager, "__exit__", given, span)
        assert held is not None
        answer = f.materialise(held, span)
        if answer.type is ty.NONE:
            return True
        end, on = Region(), Region()
        with f.branch(end):
            ended.append(Edge(f.b.region, dict(f.env), span))
        with f.branch(on):
            f.b.op("yield", span=span)
        test = truth_of(f, answer, f.here(span))
        f.b.op("if", test, types=(), regions=[end, on], span=span)
        return True

    region, out = Region(), []
    with guarded(f, s.body, span) as passed, f.branch(region):
        if ends_of(f, lambda f: finally_(f, body, leave, (bound, live), span, failed)):
            out.append(Edge(f.b.region, f.env, span))
    return emit_block(f, region, out + ended, bound & live, span)
