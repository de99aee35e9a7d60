"""`yield`, `yield from` and `return` in generator functions."""

from __future__ import annotations

import ast

from ..ir import types as ty
from ..ir.core import Value
from .finals import finally_
from .inlined import GIVEN, bound_part, end
from .kept_closing import close, closes
from .lowering import Dead, Lowering, Poisoned
from .operators.unions import members
from .outcomes import Poison
from .patterns import fill
from .services import expression, service
from .stored import is_lazy


@expression(ast.Yield)
def _yield(f: Lowering, node: ast.Yield) -> Value:
    _check(f, node)
    wanted = f.consumer.type
    given = node.value
    value = f.value(given, wanted) if given is not None else f.at(node).const(None, ty.NONE)
    if wanted is not None:
        value = f.convert(value, wanted, f.span(node.value or node), "the yielded value")
    f.consumer.take(f, value, f.span(node))
    return f.at(node).const(None, ty.NONE)


@expression(ast.YieldFrom)
def _yield_from(f: Lowering, node: ast.YieldFrom) -> Value:
    _check(f, node)
    made = f.rewritten.get(node)
    if made is None:

        def name(ctx: ast.expr_context) -> ast.Name:
            return ast.copy_location(ast.Name("(item)", ctx), node)

        each = ast.copy_location(ast.Yield(name(ast.Load())), node)
        body: list[ast.stmt] = [ast.copy_location(ast.Expr(each), node)]
        made = ast.copy_location(ast.For(name(ast.Store()), node.value, body, []), node)
        f.rewritten[node] = made
    asked = not any(isinstance(n, ast.Expr) and n.value is node for n in ast.walk(f.scope.tree))
    if asked:
        if is_lazy(node.value):
            hint = "call a generator function of yours here: x = yield from f(…)"
            f.fail("what this returns is not known", f.span(node.value), hint=hint)
        f.rewritten[made, GIVEN] = made
    f.scope.carry(made)
    f.delegating += 1
    try:
        if not _gone_through(f, node.value, made):
            raise Dead
    finally:
        f.delegating -= 1
    if not asked:
        return f.at(node).const(None, ty.NONE)
    given = f.env.pop(GIVEN, None)
    if given is None and f.incomplete:
        raise Poisoned
    if isinstance(given, Poison):
        f.fail("the values that the generator returns differ in type", f.span(node))
    f.at(node)
    return bound_part(f, given) if isinstance(given, Value) else f.b.const(None, ty.NONE)


def _gone_through(f: Lowering, node: ast.expr, made: ast.For) -> bool:
    """The loop that stands for a `yield from`: where it is left early, a generator that is kept is
    closed before anything else around it is done."""
    held = f.env.get(node.id) if isinstance(node, ast.Name) else None
    if not isinstance(held, Value) or not _ends(f, held.type):
        return f.block([made])
    value, span, own = held, f.span(node), frozenset({GIVEN})

    def final(f: Lowering) -> bool:
        close(f, value, span)
        return True

    sets = f.scope.assigned(made) | own, f.scope.carried | own
    return finally_(f, lambda f: f.block([made]), final, sets, span)


def _ends(f: Lowering, t: ty.Type) -> bool:
    """Whether a value is a generator that a `yield from` that is left early can end: one in a loop,
    or in a generator that is told when it ends."""
    if not all(m in f.unit.frames for m in members(t)):
        return False
    frame = f.instance.frame
    return closes(f, t) or f.inside is not None or (frame is not None and frame.closes)


def _check(f: Lowering, node: ast.Yield | ast.YieldFrom) -> None:
    if f.consumer is None:
        f.fail("`yield` outside a generator function", f.span(node))
    hint = f.scope.misplaced.get(node)
    if hint is not None:
        what = "yield" if isinstance(node, ast.Yield) else "yield from"
        f.fail(f"a `{what}` here is not supported", f.span(node), hint=hint)


def _returned(f: Lowering, node: ast.expr) -> Value:
    wanted = f.instance.signature.returned
    t = fill(wanted, f.instance.bound) if wanted is not None else None
    value = f.value(node, t)
    return value if t is None else f.convert(value, t, f.span(node), "the returned value")


@service
def end_generator(f: Lowering, s: ast.Return) -> bool:
    """`return` in a generator function, of which a `yield from` may ask what it returns."""
    value = None
    if s.value is not None and f.consumer.returns is not None:
        value = _returned(f, s.value)
    elif s.value is not None:
        f.expr(s.value)
    f.at(s)
    end(f, value, f.span(s))
    return False
